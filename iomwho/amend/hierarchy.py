"""How the units of a structure lie above, below and beside each other after an edit."""

from __future__ import annotations

from collections.abc import Iterable

from iomwho import records
from iomwho.amend.amendment import Amendment
from iomwho.amend.edits import Edit
from iomwho.amend.soundness import TooFarError
from iomwho.compiler import hierarchy, names_to_complete
from iomwho.model import Organization
from iomwho.search.weight import roughly


def redraw_hierarchy(amendment: Amendment, organization: Organization, structure: str, edited: Iterable[Edit]) -> None:
    """Note what changes in the hierarchy of a structure, by drawing all of it anew. Raises TooFarError."""
    known = amendment.store.table(f"{structure}/units")
    units = {int(key): records.unit(record) for key, record in known.items()}
    before = len(units)
    for edit in edited:
        units.pop(edit.number, None)
        if edit.new:
            units[edit.number] = edit.new
    if roughly(len(units)) != roughly(before):
        raise TooFarError  # every word is rarer or commoner now
    numbers = {unit.id: number for number, unit in units.items()}
    order = [numbers[id] for id in _ids(amendment, structure)]
    amendment.redraw(hierarchy(structure, {number: units[number] for number in order}))
    _complete(amendment, organization)


def _ids(amendment: Amendment, structure: str) -> list[str]:
    """All units of a structure, in the order of the data."""
    files = sorted({*amendment.store.table("files").keys(), *amendment.changes["files"]})
    found = (amendment.now("files", name) for name in files if name.startswith(f"{structure}/"))
    return [id for file in found if file for id in file[1]]


def _complete(amendment: Amendment, organization: Organization) -> None:
    """Note the names that the shell completes."""
    names: dict[str, list[str]] = {}
    for structure in (item.id for item in organization.structures):
        ids = amendment.now(f"{structure}/size", "all") or ()
        names[structure] = [amendment.now(f"{structure}/ids", id)[1] for id in ids]
    amendment.note("completion", "units", names_to_complete(organization, names))
