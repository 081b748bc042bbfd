"""A unit's line through the structures: what it is called today, its history, what changed when."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iomwho import records
from iomwho.answer import Difference, History, Ref, Step, Successor
from iomwho.errors import UsageError
from iomwho.model import Change, Unit

if TYPE_CHECKING:
    from iomwho.directory import Directory

SAME = frozenset(("continued",))


def successors(directory: Directory, unit: Unit) -> tuple[Successor, ...]:
    """The units that `unit` became in the newest structure that its line reaches.

    Empty where nothing later is on record, or where the unit goes on under its name.
    """
    reached: dict[tuple[str, str], tuple[str, bool]] = {}
    queue = [((unit.structure, unit.id), False)]
    for key, inferred in queue:
        for change in _changes(directory, "forward", key):
            for target in change.targets:
                step = (change.target_structure, target)
                if step not in reached:
                    reached[step] = (change.kind, inferred or change.inferred)
                    queue.append((step, reached[step][1]))
    newest = max((structure for structure, _ in reached), default="")
    found = []
    for (structure, id), (kind, inferred) in reached.items():
        successor = directory.unit(id, structure) if structure == newest else None
        if successor and (successor.name != unit.name or kind not in SAME):
            found.append(Successor(id, successor.name, structure, kind, inferred))
    return tuple(found)


def history(directory: Directory, unit: Unit) -> History:
    """Everything on record that led to `unit` and that became of it, oldest first."""
    before = _line(directory, unit, "backward")
    after = _line(directory, unit, "forward")
    return History(Ref(unit.id, unit.name), directory.structure(unit.structure), tuple(reversed(before)), tuple(after))


def _line(directory: Directory, unit: Unit, table: str) -> list[Step]:
    found: dict[Change, None] = {}
    queue = [(unit.structure, unit.id)]
    for key in queue:
        for change in _changes(directory, table, key):
            if change in found:
                continue
            found[change] = None
            if table == "forward":
                queue += [(change.target_structure, target) for target in change.targets]
            elif change.origin:
                queue.append((change.origin_structure, change.origin))
    return [step(directory, change) for change in found]


def step(directory: Directory, change: Change) -> Step:
    """A change with the names of its units and its source."""
    origin = _ref(directory, change.origin_structure, change.origin) if change.origin else None
    targets = tuple(filter(None, (_ref(directory, change.target_structure, target) for target in change.targets)))
    return Step(change, origin, targets, directory.source(change.source))


def _ref(directory: Directory, structure: str, id: str) -> Ref | None:
    unit = directory.unit(id, structure)
    return Ref(id, unit.name) if unit else None


def _changes(directory: Directory, table: str, key: tuple[str, str]) -> list[Change]:
    found = directory.store.table(table).get("/".join(key))
    return [records.change(item) for item in cast("tuple[object, ...]", found or ())]


def difference(directory: Directory, old: str, new: str, under: Unit | None = None) -> list[Difference]:
    """What changed between two structures: created, abolished, renamed, moved, merged, split ...

    Structures that lie between are crossed. Only what is on record is listed: a unit that no
    change speaks of is not called abolished. Raises UsageError if `old` is not before `new`.
    """
    years = [structure.id for structure in directory.organization.structures]
    first, last = directory.structure(old).id, directory.structure(new).id
    if years.index(first) >= years.index(last):
        raise UsageError(f"{old} is not before {new}", "Name the older structure first: `iomwho diff 2017 2022`.")
    steps = years[years.index(first) : years.index(last) + 1]
    found = []
    for change in _all_changes(directory):
        within = change.origin_structure in steps[:-1] and change.target_structure in steps
        if within and (under is None or _touches(directory, change, under)):
            row = step(directory, change)
            found.append(Difference(change.kind, row.origin, row.targets, change.inferred, change.when))
    return found


def _all_changes(directory: Directory) -> list[Change]:
    found = directory.store.table("changes").get("all")
    return [records.change(item) for item in cast("tuple[object, ...]", found or ())]


def _touches(directory: Directory, change: Change, under: Unit) -> bool:
    keys = [(change.target_structure, target) for target in change.targets]
    if change.origin:
        keys.append((change.origin_structure, change.origin))
    for structure, id in keys:
        unit = directory.unit(id, structure)
        if unit and (unit.id == under.id or under.name in [above.name for above in directory.path(unit)]):
            return True
    return False
