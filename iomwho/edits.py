"""Which units were edited since a store was made: read from the edited files, held against what the store says.

What was edited is checked by the same rules as by the loader. Whatever has a fault, or reaches further
than units and sources (a country, the thesaurus, a change from one structure to the next), is for the
compiler, and for the loader, which reports all faults.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from iomwho import records
from iomwho.compiler import plain
from iomwho.dataset import build, loader, rules, schema
from iomwho.dataset.document import Document, Fault
from iomwho.model import Source, Unit
from iomwho.store import Store

SOURCES = "sources.yaml"
RULES = tuple(rule for rule in rules.RULES if rule not in (rules.structures, rules.changes))


class TooFarError(Exception):
    """The edit reaches further than units and sources, or has a fault."""


class Edit(NamedTuple):
    """A unit before and after; None before it was added, and after it was removed."""

    number: int
    old: Unit | None
    new: Unit | None

    @property
    def is_structural(self) -> bool:
        """Whether anything changed on which other units, offices or names depend."""
        return self.old is None or self.new is None or heading(self.old) != heading(self.new)


class Edits(NamedTuple):
    """What was edited: units by structure, sources, and the ids that the edited files list now."""

    units: dict[str, list[Edit]]
    sources: list[Source]
    files: dict[str, tuple[str, ...]]


def heading(unit: Unit) -> Unit:
    """What of a unit others depend on: its name, its place in the hierarchy and in the world."""
    return unit._replace(
        summary="", source="", official_names=(), handles=(), facts=(), not_here=(), contacts=(), confidence="", note=None
    )  # fmt: skip


def read(store: Store, folder: Path, names: Iterable[str]) -> Edits:
    """What was edited in the files `names` of `folder`, some of them new or gone. Raises TooFarError."""
    organization = records.organization(store.table("meta").get("organization"))
    structures = [structure.id for structure in organization.structures]
    documents = {name: _document(folder, name, structures) for name in names}
    _check(store, documents, structures)
    edits = Edits(
        {}, [], {name: tuple(item["id"] for item in _items(document)) for name, document in documents.items()}
    )
    if SOURCES in edits.files:
        gone = set(store.table("sources").keys()) - set(edits.files.pop(SOURCES))
        if gone:
            raise TooFarError  # somebody may cite it
        edits.sources.extend(map(build.source, _items(documents.pop(SOURCES))))
    for structure in dict.fromkeys(name.partition("/")[0] for name in documents):
        own = {name: document for name, document in documents.items() if name.startswith(f"{structure}/")}
        edits.units[structure] = _of_structure(store, structure, own)
    doors = {(structure.id, structure.front_door) for structure in organization.structures}
    for structure, changed in edits.units.items():
        _check_bonds(store, structure, changed, doors)
    return edits


def ids_before(store: Store, name: str) -> tuple[str, ...]:
    """The units that a file listed when the store was made."""
    known = cast("tuple[bytes, tuple[str, ...]] | None", store.table("files").get(name))
    return known[1] if known else ()


def _document(folder: Path, name: str, structures: Iterable[str]) -> Document:
    """A file of units or sources, sound in itself; an empty one if it is gone."""
    is_units = name.partition("/")[0] in structures and name.endswith(loader.SUFFIXES)
    if not is_units and name != SOURCES:
        raise TooFarError
    if not os.path.lexists(folder / name):
        return Document(name, [])
    faults: list[Fault] = []
    document = loader.read_file(folder, name, schema.UNITS if is_units else schema.FILES[SOURCES], faults)
    if faults or not isinstance(document.value, list):
        raise TooFarError
    return document


def _items(document: Document) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document.value)


def _check(store: Store, documents: Mapping[str, Document], structures: Iterable[str]) -> None:
    """Raise TooFarError if the edited entries break a rule, among themselves or with all others."""
    completion = store.table("completion")
    organization = {key: _ids(cast("tuple[str, ...]", completion.get(key))) for key in ("kinds", "audiences")}
    common = {name: Document(name, []) for name in schema.FILES} | {
        "organization.yaml": Document("organization.yaml", cast(Any, organization)),
        "countries.yaml": Document("countries.yaml", cast(Any, _ids(store.table("countries").keys(), "code"))),
        SOURCES: documents.get(SOURCES) or Document(SOURCES, cast(Any, _ids(store.table("sources").keys()))),
    }
    edited = {name: document for name, document in documents.items() if name != SOURCES}
    units = {
        structure: [
            Document("", _others(store, structure, edited)),
            *(document for name, document in edited.items() if name.startswith(f"{structure}/")),
        ]
        for structure in structures
        if any(name.startswith(f"{structure}/") for name in edited)
    }
    corpus = rules.Corpus(common, units)
    if any(True for rule in RULES for _ in rule(corpus)):
        raise TooFarError


def _ids(names: Iterable[str], key: str = "id") -> list[dict[str, str]]:
    return [{key: name} for name in names]


def _others(store: Store, structure: str, edited: Iterable[str]) -> list[Any]:
    """What the rules must know of the units in the files that are as they were."""
    own = {id for name in edited for id in ids_before(store, name) if name.startswith(f"{structure}/")}
    children = store.table(f"{structure}/children")
    found = []
    for parent in children.keys():  # noqa: SIM118  # no dict
        for id, name, kind in cast("tuple[tuple[str, str, str], ...]", children.get(parent)):
            if id not in own:
                found.append({"id": id, "name": name, "kind": kind} | ({"parent": parent} if parent else {}))
    return found


def _of_structure(store: Store, structure: str, documents: Mapping[str, Document]) -> list[Edit]:
    """The edited units of a structure. A unit that is new gets a number that none has had."""
    ids, units = store.table(f"{structure}/ids"), store.table(f"{structure}/units")
    before = {id: cast("tuple[int, Any, Any]", ids.get(id))[0] for name in documents for id in ids_before(store, name)}
    after = {
        unit.id: unit for document in documents.values() for unit in (build.unit(entry, structure) for entry in _items(document))
    }  # fmt: skip
    found = []
    for id, number in before.items():
        record, new = units.get(str(number)), after.get(id)
        if new is None or plain(new) != record:
            found.append(Edit(number, records.unit(record), new))
    added = [unit for id, unit in after.items() if id not in before]
    if added:
        free = 1 + max((int(number) for number in units.keys()), default=-1)  # noqa: SIM118  # no dict
        found += [Edit(number, None, unit) for number, unit in enumerate(added, free)]
    return found


def _check_bonds(store: Store, structure: str, edits: Iterable[Edit], doors: set[tuple[str, str]]) -> None:
    """Raise TooFarError if a unit that others name is gone, or has another name in the history of others."""
    gone: set[str] = set()
    for edit in edits:
        if edit.old is None:
            continue
        if edit.new is None:
            gone.add(edit.old.id)
        elif (edit.old.names, edit.old.acronym) == (edit.new.names, edit.new.acronym):
            continue
        key = f"{structure}/{edit.old.id}"
        if store.table("forward").get(key) or store.table("backward").get(key):
            raise TooFarError
    if any((structure, id) in doors for id in gone):
        raise TooFarError
    if gone:
        edited = {edit.number for edit in edits}
        for number, record in store.table(f"{structure}/units").items():
            if int(number) not in edited and gone & _named_by(records.unit(record)):
                raise TooFarError


def _named_by(unit: Unit) -> set[str]:
    """The units that a unit names as partners or as those to ask instead."""
    return {id for item in unit.handles for id in item.partners} | {item.see for item in unit.not_here}
