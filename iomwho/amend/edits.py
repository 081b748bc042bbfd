"""What was edited since a store was made: read from the edited files, held against what the store says.

A file of units is parsed whole, one of words (countries, regions, the thesaurus, subjects that nobody
handles) only where its text has changed. Whatever has a fault (see `soundness.py`), or reaches further
than entries do, such as another kind of unit or another structure, is for the compiler, and for the
loader, which reports all faults.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from iomwho import records
from iomwho.amend import soundness
from iomwho.amend.soundness import CHANGES, ORGANIZATION, SOURCES, TooFarError, parts_before
from iomwho.compiler import plain
from iomwho.dataset import build, entries, loader, schema
from iomwho.dataset.document import MAX_BYTES, Document, Fault, parse
from iomwho.model import Change, Organization, Source, Unit
from iomwho.search.lexicon import Entry
from iomwho.store import Store

KEPT: dict[str, Callable[[Any], Entry]] = {
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
    def is_structural(self) -> bool:
        """Whether anything changed on which other units, offices or names depend."""
        return self.old is None or self.new is None or heading(self.old) != heading(self.new)

    @property
    def is_renamed(self) -> bool:
        """Whether the unit has other names than it had: what it was called is what others were called in other years."""
        return self.old is None or self.new is None or _called(self.old) != _called(self.new)


class WordEdits(NamedTuple):
    """The entries of a file of words that went, and those that came, with their digests."""

    gone: list[Entry]
    come: list[tuple[str, Entry]]


class Edits(NamedTuple):
    """What was edited: units by structure, sources, words by file, and if edited all changes and the organization.

    `files` says what stands in the edited files now (see `Dataset.files`).
    """

    units: dict[str, list[Edit]]
    sources: list[Source]
    words: dict[str, WordEdits]
    changes: tuple[Change, ...] | None
    organization: Organization | None
    files: dict[str, tuple[str, ...]]


def heading(unit: Unit) -> Unit:
    """What of a unit others depend on: its name, its place in the hierarchy and in the world."""
    return unit._replace(
        summary="", source="", official_names=(), handles=(), facts=(), not_here=(), contacts=(), confidence="", note=None
    )  # fmt: skip


def _called(unit: Unit) -> object:
    return unit.names, unit.acronym


def read(store: Store, folder: Path, names: Iterable[str]) -> Edits:
    """What was edited in the files `names` of `folder`, some of them new or gone. Raises TooFarError."""
    known = records.organization(store.table("meta").get("organization"))
    structures = [structure.id for structure in known.structures]
    files: dict[str, tuple[str, ...]] = {}
    documents: dict[str, Document] = {}
    words: dict[str, WordEdits] = {}
    for name in names:
        if name in KEPT:
            documents[name], files[name], words[name] = _words(store, folder, name)
        else:
            documents[name] = _document(folder, name, structures)
            if name.partition("/")[0] in structures:
                files[name] = tuple(item["id"] for item in _items(documents[name]))
    soundness.check(store, documents, {name: [str(entry[0]) for entry in found.gone] for name, found in words.items()})
    edits = Edits(
        units={structure: _units(store, structure, documents) for structure in structures},
        sources=list(map(build.source, _items(documents.get(SOURCES)))),
        words=words,
        changes=tuple(map(build.change, _items(documents[CHANGES]))) if CHANGES in documents else None,
        organization=_organization(documents[ORGANIZATION], known) if ORGANIZATION in documents else None,
        files=files,
    )
    if edits.sources and not {source.id for source in edits.sources}.issuperset(store.table("sources").keys()):
        raise TooFarError  # somebody may cite the one that is gone
    for structure, found in edits.units.items():
        gone = [edit.old.id for edit in found if edit.old and not edit.new]
        numbers = {edit.number for edit in found}
        soundness.check_bonds(store, structure, numbers, gone, with_changes=CHANGES in documents)
    return edits


def _document(folder: Path, name: str, structures: Iterable[str]) -> Document:
    """An edited file, sound in itself; an empty one if it is gone."""
    is_units = name.partition("/")[0] in structures and name.endswith(loader.SUFFIXES)
    if not is_units and name not in (SOURCES, CHANGES, ORGANIZATION):
        raise TooFarError
    if not os.path.lexists(folder / name):
        if name in (SOURCES, ORGANIZATION):
            raise TooFarError
        return Document(name, [])
    faults: list[Fault] = []
    document = loader.read_file(folder, name, schema.UNITS if is_units else schema.FILES[name], faults)
    if faults or not document.value:
        raise TooFarError
    return document


def _items(document: Document | None) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document.value) if document else []


def _words(store: Store, folder: Path, name: str) -> tuple[Document, tuple[str, ...], WordEdits]:
    """What is new in a file of words, what stands in it now, and what came and went."""
    found = entries.split(_text(folder / name))
    before = parts_before(store, name)
    if found is None or (not before and store.table("files").get(name)):  # its entries could not be told apart
        raise TooFarError
    by_digest = {entries.digest(entry): entry for entry in found}
    parts = tuple(map(entries.digest, found))
    come, gone = (list((Counter(one) - Counter(other)).elements()) for one, other in ((parts, before), (before, parts)))
    faults: list[Fault] = []
    items: list[Any] = []
    for digest in come:
        read, wrong = parse(by_digest[digest].encode(), name)
        if wrong or read is None or not isinstance(read.value, list) or len(read.value) != 1:
            raise TooFarError
        items += read.value
    document = Document(name, items)
    loader.check_shape(document, schema.FILES[name], faults)
    kept = [store.table("entries").get(digest) for digest in gone]
    if faults or None in kept:
        raise TooFarError
    made = [build.WORD_FILES[name](item) for item in items]
    return document, parts, WordEdits(list(map(KEPT[name], kept)), list(zip(come, made, strict=True)))


def _text(path: Path) -> str:
    """The text of a file; an empty one if it is gone."""
    if not os.path.lexists(path):
        return ""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise TooFarError
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise TooFarError from None


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
    before = {id: cast("tuple[int, Any, Any]", ids.get(id))[0] for name in own for id in parts_before(store, name)}
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
