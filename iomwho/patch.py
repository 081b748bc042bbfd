"""What becomes of a store when texts of some units are edited: the few records that change, not all anew.

An edit of what a unit does (summary, responsibilities, asks, facts, contacts) changes the records of
that unit, the postings of its words, and how rare these words are. It is worked out from the unit as
it was and as it is now. Whatever reaches further (a name, a parent, a new unit, a country, the
thesaurus) is left to the compiler; so is a file with faults, for only the loader reports them all.
Amended or compiled anew, a store says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from iomwho import records
from iomwho.compiled import word_file
from iomwho.compiler import plain
from iomwho.dataset import build, loader, rules, schema
from iomwho.dataset.document import Document, Fault
from iomwho.model import Unit
from iomwho.search import index, lexicon
from iomwho.search.analyzer import Analysed, Analyzer, Form, German
from iomwho.search.meaning import Meanings
from iomwho.search.text import SHORTEST_PART
from iomwho.search.vocabulary import WordFile
from iomwho.search.weight import FIELDS
from iomwho.store import GONE, Store

Changes = dict[str, dict[str, object]]
FORMER = FIELDS.index("former")


class _TooFarError(Exception):
    """The edit reaches further than the texts of units."""


class _Edited:
    """A unit before and after the edit, with its texts; both are the same where only other units were edited."""

    def __init__(self, store: Store, structure: str, number: int, new: Unit | None, analyzer: Analyzer) -> None:
        self.structure = structure
        self.number = number
        self.old = records.unit(store.table(f"{structure}/units").get(str(number)))
        self.new = new or self.old
        heads, _ = cast("tuple[tuple[Any, ...], object]", store.table(f"{structure}/texts").get(str(number)))
        former = [head[-1] for head in heads if head[0] == FORMER]
        self.old_texts: list[Analysed] = analyzer.analyse(self.old, former)
        self.new_texts = analyzer.analyse(self.new, former) if new else self.old_texts


def patch(store: Store, folder: Path, files: Mapping[str, tuple[str, ...]]) -> Changes | None:
    """The records that differ now that `files` (with the ids of their units) were edited.

    A record of GONE is to be removed. None if the data must be compiled anew.
    """
    try:
        edits = _edits(store, folder, files)
        meanings = Meanings(WordFile.read(word_file(str(folder), "meanings.tsv")))
        return _Patch(store, edits, meanings).changes if edits else {}
    except _TooFarError:
        return None


def _edits(store: Store, folder: Path, files: Mapping[str, tuple[str, ...]]) -> list[tuple[str, int, Unit]]:
    """(structure, number, unit as it is now) of all that were edited. Raises _TooFarError."""
    found: list[tuple[str, int, Unit]] = []
    documents = {name: _document(folder, name, ids) for name, ids in files.items()}
    _check(store, documents)
    for name, document in documents.items():
        structure = name.partition("/")[0]
        for entry in cast("list[dict[str, Any]]", document.value):
            unit = build.unit(entry, structure)
            number, *_ = cast("tuple[int, object]", store.table(f"{structure}/ids").get(unit.id))
            known = store.table(f"{structure}/units").get(str(number))
            if plain(unit) != known:
                if _heading(unit) != _heading(records.unit(known)):
                    raise _TooFarError
                found.append((structure, number, unit))
    return found


def _document(folder: Path, name: str, ids: tuple[str, ...]) -> Document:
    """A file of units that are the same as before, each in its place and sound in itself. Raises _TooFarError."""
    faults: list[Fault] = []
    if not ids:
        raise _TooFarError  # no file of units
    document = loader.read_file(folder, name, schema.UNITS, faults)
    if faults or not isinstance(document.value, list) or tuple(item["id"] for item in document.value) != ids:
        raise _TooFarError
    return document


def _check(store: Store, documents: Mapping[str, Document]) -> None:
    """Raise _TooFarError if what the edited units cite or refer to does not exist; other rules concern their headings."""
    structures: dict[str, list[Document]] = {}
    for name, document in documents.items():
        structure = name.partition("/")[0]
        others = Document("", [{"id": id} for id in store.table(f"{structure}/ids").keys()])  # noqa: SIM118  # no dict
        structures.setdefault(structure, [others]).append(document)
    known = [{"id": id} for id in store.table("sources").keys()]  # noqa: SIM118
    common: dict[str, Document] = {name: Document(name, []) for name in schema.FILES}
    corpus = rules.Corpus(common | {"sources.yaml": Document("sources.yaml", list(known))}, structures)
    if any(True for rule in (rules.sources, rules.references) for _ in rule(corpus)):
        raise _TooFarError


def _heading(unit: Unit) -> Unit:
    """What of a unit others depend on: its name, its place in the hierarchy and in the world."""
    return unit._replace(
        summary="", source="", official_names=(), handles=(), facts=(), not_here=(), contacts=(), confidence="", note=None
    )  # fmt: skip


class _Patch:
    """The changes that a few edits make, table by table."""

    def __init__(self, store: Store, edits: Iterable[tuple[str, int, Unit]], meanings: Meanings) -> None:
        self.changes: Changes = {}
        self._store = store
        self._analyzer = Analyzer(records.organization(store.table("meta").get("organization")).kinds)
        edited = [_Edited(store, *edit, self._analyzer) for edit in edits]
        for item in edited:
            key = str(item.number)
            self._note(f"{item.structure}/units", key, plain(item.new))
            self._note(f"{item.structure}/texts", key, index.texts_record(item.new, item.new_texts))
            self._note(f"{item.structure}/meanings", key, index.meanings_record(item.new_texts, meanings))
        other_german = self._forms(edited)
        edited += self._with_compounds(other_german, {(item.structure, item.number) for item in edited})
        for structure in dict.fromkeys(item.structure for item in edited):
            self._terms(structure, [item for item in edited if item.structure == structure])

    def _note(self, table: str, key: str, value: object) -> None:
        self.changes.setdefault(table, {})[key] = value

    def _now(self, table: str, key: str) -> object | None:
        """A record as it is after the changes so far."""
        value = self.changes.get(table, {}).get(key)
        return self._store.table(table).get(key) if value is None else None if value is GONE else value

    # -- words

    def _forms(self, edited: list[_Edited]) -> set[str]:
        """Note which forms of words came and went; give those that are German now and were not, or the reverse."""
        uses: Counter[Form] = Counter()
        for item in edited:
            uses.update(self._analyzer.forms_of_unit(item.new_texts))
            uses.subtract(self._analyzer.forms_of_unit(item.old_texts))
        other_german: set[str] = set()
        by_form: dict[str, dict[str, int]] = {}
        for (form, stem), difference in uses.items():
            if difference:
                by_form.setdefault(form, {})[stem] = difference
        spelt: dict[str, set[str]] = {}
        for form, differences in by_form.items():
            before = dict(cast("tuple[tuple[str, int], ...]", self._store.table("uses").get(form) or ()))
            after = {stem: before.get(stem, 0) + differences.get(stem, 0) for stem in before | differences}
            after = {stem: count for stem, count in after.items() if count}
            self._note("uses", form, lexicon.counts_record(after) if after else GONE)
            self._note("forms", form, lexicon.forms_record(after) if after else GONE)
            if index.german_stems(tuple(before)) != index.german_stems(tuple(after)):
                other_german.add(form)
            if bool(before) != bool(after) and lexicon.is_spelt(form):
                spelt.setdefault(str(len(form)), set()).add(form)
        for length, forms in spelt.items():
            known = set(cast("tuple[str, ...]", self._store.table("spell").get(length) or ()))
            self._note("spell", length, tuple(sorted(known ^ forms)) or GONE)
        return other_german

    def _german(self, form: str) -> tuple[str, ...]:
        return index.german_stems(self._now("forms", form))

    def _german_before(self, form: str) -> tuple[str, ...]:
        return index.german_stems(self._store.table("forms").get(form))

    def _with_compounds(self, words: set[str], known: set[tuple[str, int]]) -> list[_Edited]:
        """The units, beside the `known` ones, with a compound that may fall into other parts now."""
        parts = [word for word in words if len(word) >= SHORTEST_PART]
        if not parts:
            return []
        spell = self._store.table("spell")
        long = [length for length in spell.keys() if int(length) > 2 * SHORTEST_PART]  # noqa: SIM118
        forms = [form for length in long for form in cast("tuple[str, ...]", spell.get(length))]
        compounds = [form for form in forms if any(part in form and part != form for part in parts)]
        stems = {stem for form in compounds for stem in self._german_before(form)}
        found: dict[tuple[str, int], _Edited] = {}
        for structure in records.organization(self._store.table("meta").get("organization")).structures:
            for stem in stems:
                for number in self._postings(structure.id, stem):
                    key = structure.id, number
                    if key not in known and key not in found:
                        found[key] = _Edited(self._store, *key, None, self._analyzer)
        return list(found.values())

    # -- postings and weights

    def _postings(self, structure: str, stem: str) -> dict[int, int]:
        record = cast("tuple[bytes, bytes] | None", self._store.table(f"{structure}/terms").get(stem))
        return dict(zip(memoryview(record[0]).cast("I"), record[1], strict=True)) if record else {}

    def _terms(self, structure: str, edited: list[_Edited]) -> None:
        """Note the postings that change, and the weights of texts with words that are rarer or commoner now."""
        strengths: dict[str, dict[int, int | None]] = {}
        for item in edited:
            old = self._strengths(item.old, item.old_texts, self._german_before)
            new = self._strengths(item.new, item.new_texts, self._german)
            for stem in old.keys() | new.keys():
                if old.get(stem) != new.get(stem):
                    strengths.setdefault(stem, {})[item.number] = new.get(stem)
        rarer: dict[str, tuple[int, int]] = {}  # stem -> how many units have it, before and after
        having: dict[str, set[int]] = {}
        for stem, changed in strengths.items():
            before = self._postings(structure, stem)
            after = {number: strength for number, strength in (before | changed).items() if strength is not None}
            self._note(f"{structure}/terms", stem, index.postings(after) if after else GONE)
            if len(before) != len(after):
                rarer[stem] = len(before), len(after)
                having[stem] = set(before) | set(after)
        self._weights(structure, {item.number for item in edited}, rarer, having)

    def _strengths(self, unit: Unit, texts: list[Analysed], german: German) -> dict[str, int]:
        return index.strengths(unit, texts, self._analyzer, german)

    def _weights(
        self, structure: str, edited: set[int], rarer: dict[str, tuple[int, int]], having: dict[str, set[int]]
    ) -> None:
        total = cast(int, self._store.table(f"{structure}/size").get("units"))

        def weight(stem: str) -> int:
            record = cast("tuple[bytes, bytes]", self._now(f"{structure}/terms", stem))
            return index.text_weight(stem, len(record[1]), total)

        others: dict[int, list[str]] = {}
        for stem, numbers in having.items():
            for number in numbers - edited:
                others.setdefault(number, []).append(stem)
        for number in edited:
            record = cast("index.TextsRecord", self._now(f"{structure}/texts", str(number)))
            self._note(f"{structure}/weights", str(number), index.weights_record(record, weight))
        for number, stems in others.items():
            _, where = cast("index.TextsRecord", self._store.table(f"{structure}/texts").get(str(number)))
            sums = memoryview(bytearray(cast(bytes, self._store.table(f"{structure}/weights").get(str(number))))).cast(
                "I"
            )
            for stem in stems:
                before, after = (index.text_weight(stem, count, total) for count in rarer[stem])
                for at in where.get(stem, ()):
                    sums[at] += after - before
            self._note(f"{structure}/weights", str(number), sums.tobytes())
