"""What was edited since a store was made: read from the edited files, held against what the store says.

Whatever has a fault (see `soundness.py`), or reaches further than entries do, such as another kind of unit
or another structure, is for the compiler, and for the loader, which reports all faults.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from iomwho import records
from iomwho.amend import soundness
from iomwho.amend.soundness import CHANGES, ORGANIZATION, SOURCES, TooFarError, ids_before
from iomwho.compiler import plain
from iomwho.dataset import build, loader, schema
from iomwho.dataset.document import Document, Fault
from iomwho.model import Change, Organization, Source, Unit
from iomwho.search.lexicon import Entry
from iomwho.store import Store

FROM_STORE: dict[str, Callable[[Any], Entry]] = {
    "countries.yaml": records.country,
    "regions.yaml": records.region,
    "thesaurus.yaml": records.synonyms,
    "outside.yaml": records.outside,
}


class Edit(NamedTuple):
    """A unit before and after; None before it was added, and after it was removed."""

    number: int
    old: Unit | None
    new: Unit | None

    @property
    def is_renamed(self) -> bool:
        """Whether the unit has other names than it had: what it was called is what others were called in other years."""
        return self.old is None or self.new is None or _called(self.old) != _called(self.new)


class WordEdits(NamedTuple):
    """All entries of a file of words, and of these and of those before what differs."""

    entries: tuple[Entry, ...]
    gone: list[Entry]
    come: list[Entry]


class Edits(NamedTuple):
    """What was edited: units by structure, sources, words by file, and if edited all changes and the organization.

    `files` has the units (ids) that the edited files list now.
    """

    units: dict[str, list[Edit]]
    sources: list[Source]
    words: dict[str, WordEdits]
    changes: tuple[Change, ...] | None
    organization: Organization | None
    files: dict[str, tuple[str, ...]]


def _called(unit: Unit) -> object:
    return unit.name, unit.names, unit.acronym


def read(store: Store, folder: Path, files: Mapping[str, object]) -> Edits:
    """What was edited in `files` of `folder`, some of them new or (None) gone. Raises TooFarError."""
    if any((files[name] is None) == os.path.lexists(folder / name) for name in files):
        raise TooFarError  # one came or went just now
    known = records.organization(store.table("meta").get("organization"))
    structures = [structure.id for structure in known.structures]
    documents = {name: _document(folder, name, structures) for name in files}
    soundness.check(store, documents)
    edits = Edits(
        units={structure: _units(store, structure, documents) for structure in structures},
        sources=list(map(build.source, _items(documents.get(SOURCES)))),
        words={name: _words(store, documents[name]) for name in FROM_STORE if name in documents},
        changes=tuple(map(build.change, _items(documents[CHANGES]))) if CHANGES in documents else None,
        organization=_organization(documents[ORGANIZATION], known) if ORGANIZATION in documents else None,
        files={
            name: tuple(item["id"] for item in _items(document))
            for name, document in documents.items()
            if name.partition("/")[0] in structures
        },
    )
    for structure, found in edits.units.items():
        gone = [edit.old.id for edit in found if edit.old and not edit.new]
        numbers = {edit.number for edit in found}
        soundness.check_bonds(store, structure, numbers, gone, with_changes=CHANGES in documents)
    return edits


def _document(folder: Path, name: str, structures: Iterable[str]) -> Document:
    """An edited file, sound in itself; an empty one if it is gone."""
    is_units = name.partition("/")[0] in structures and name.count("/") == 1 and name.endswith(loader.SUFFIXES)
    if not is_units and name not in schema.FILES:
        raise TooFarError
    if is_units and not os.path.lexists(folder / name):
        return Document(name, [])
    faults: list[Fault] = []
    document = loader.read_file(folder, name, schema.UNITS if is_units else schema.FILES[name], faults)
    if faults:
        raise TooFarError
    return document


def _items(document: Document | None) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document.value) if document else []


def _words(store: Store, document: Document) -> WordEdits:
    name = document.name
    before = tuple(map(FROM_STORE[name], cast("tuple[Any, ...]", store.table("entries").get(name) or ())))
    now = tuple(build.WORD_FILES[name](item) for item in _items(document))
    gone, come = Counter(before) - Counter(now), Counter(now) - Counter(before)
    return WordEdits(now, list(gone.elements()), list(come.elements()))


def _organization(document: Document, known: Organization) -> Organization:
    """The edited organization. Raises TooFarError if units depend on what was edited."""
    made = build.organization(cast(Any, document.value))
    if _frame(made) != _frame(known):
        raise TooFarError
    return made


def _frame(organization: Organization) -> object:
    audiences = [audience.id for audience in organization.audiences]
    return organization.structures, organization.default_structure, organization.kinds, audiences


def _units(store: Store, structure: str, documents: Mapping[str, Document]) -> list[Edit]:
    """The edited units of a structure. A unit that is new gets a number that none has had."""
    own = {name: document for name, document in documents.items() if name.startswith(f"{structure}/")}
    ids, units = store.table(f"{structure}/ids"), store.table(f"{structure}/units")
    before = {id: cast("tuple[int, Any, Any]", ids.get(id))[0] for name in own for id in ids_before(store, name)}
    after = {item["id"]: build.unit(item, structure) for document in own.values() for item in _items(document)}
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
