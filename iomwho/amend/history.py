"""What the units are called in other years after an edit: of those, too, that were not edited themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from iomwho import records
from iomwho.amend.amendment import Amendment
from iomwho.amend.edits import Edit, Edits
from iomwho.lineage import Key, Lineage, former_names
from iomwho.model import Change, Unit
from iomwho.search.weight import FIELDS

Names = tuple[str, ...]
FORMER = FIELDS.index("former")


def former_names_before(amendment: Amendment, structure: str, number: int) -> Names:
    """The names of a unit in other years so far, in the order of its texts."""
    heads, _ = amendment.before(f"{structure}/texts", str(number)) or ((), {})
    return tuple(head[-1] for head in heads if head[0] == FORMER)


def former_names_now(amendment: Amendment, edited: Edits) -> dict[Key, Names]:
    """The names in other years of the units whose history was touched; what is not among the edits is added there."""
    changes = list(map(records.change, cast(Any, amendment.before("changes", "all"))))
    lines = [Lineage(changes), Lineage(changes if edited.changes is None else edited.changes)]
    touched = {
        (structure, unit.id)
        for structure, found in edited.units.items()
        for edit in found
        for unit in (edit.old, edit.new)
        if unit and edit.is_renamed
    }
    if edited.changes is not None:
        touched |= _ends((*changes, *edited.changes))
    touched |= {
        key for line in lines for one in touched for forward in (True, False) for key in line.reach(one, forward)
    }
    units = _Units(amendment, edited)
    found: dict[Key, Names] = {}
    for key in sorted(touched):
        unit = units.named(key)
        if unit is not None:
            found[key] = former_names(unit, lines[1], units.named)
            units.add_edit(key, unit, found[key])
    return found


def _ends(changes: Iterable[Change]) -> set[Key]:
    """The units that changes lead from and to."""
    found = {(change.target_structure, target) for change in changes for target in change.targets}
    return found | {(change.origin_structure, change.origin) for change in changes if change.origin}


class _Units:
    """The units as they are after the edits."""

    def __init__(self, amendment: Amendment, edited: Edits) -> None:
        self._amendment = amendment
        self._edits = edited.units
        self._edited = {
            (structure, unit.id): edit.new for structure, found in edited.units.items() for edit in found for unit in (edit.old, edit.new) if unit
        }  # fmt: skip

    def named(self, key: Key) -> Unit | None:
        """The unit of a structure and id."""
        if key in self._edited:
            return self._edited[key]
        number = self._number(key)
        return None if number is None else records.unit(self._amendment.before(f"{key[0]}/units", str(number)))

    def add_edit(self, key: Key, unit: Unit, names: Names) -> None:
        """Add a unit to the edits if it was not edited itself, but has other names in other years now."""
        number = self._number(key)
        if key in self._edited or number is None:
            return
        if names != former_names_before(self._amendment, key[0], number):
            self._edits[key[0]].append(Edit(number, unit, unit))

    def _number(self, key: Key) -> int | None:
        record = self._amendment.before(f"{key[0]}/ids", key[1])
        return record[0] if record else None
