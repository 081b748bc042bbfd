"""What becomes of a store when units are edited: the few records that change, not all anew.

A unit that is edited, added or removed changes its own records, the postings of its words, how rare
these words are, and what is near it in the hierarchy. It is worked out from the unit as it was and as
it is now. Amended or compiled anew, a store says the same, though it may number the units otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from iomwho import edits, records
from iomwho.compiled import word_file
from iomwho.compiler import Tables, hierarchy, names_to_complete, plain
from iomwho.edits import Edit, Edits, TooFarError
from iomwho.model import Unit
from iomwho.search import index, lexicon, names
from iomwho.search.analyzer import Analysed, Analyzer, Form
from iomwho.search.meaning import Meanings
from iomwho.search.vocabulary import WordFile
from iomwho.search.weight import FIELDS, roughly
from iomwho.store import GONE, Store

Ids = tuple[str, ...]
Key = TypeVar("Key")
FORMER = FIELDS.index("former")


def patch(store: Store, folder: Path, files: Mapping[str, bytes | None]) -> Tables | None:
    """The records that differ now that `files` were edited, added or (None) removed; else with digests of what they hold.

    A record of GONE is to be removed. None if the data must be compiled anew.
    """
    try:
        edited = edits.read(store, folder, files)
        meanings = Meanings(WordFile.read(word_file(str(folder), "meanings.tsv")))
        return _Patch(store, edited, files, meanings).changes
    except TooFarError:
        return None


class _Indexed(NamedTuple):
    """What the index says of a unit."""

    texts: list[Analysed]
    forms: set[Form]
    strengths: dict[str, int]
    rungs: dict[str, int]


class _Patch:
    """The changes that a few edits make, table by table."""

    def __init__(self, store: Store, edited: Edits, files: Mapping[str, bytes | None], meanings: Meanings) -> None:
        self.changes: Tables = {}
        self._store = store
        self._organization = records.organization(store.table("meta").get("organization"))
        self._analyzer = Analyzer(self._organization.kinds)
        self._meanings = meanings
        for source in edited.sources:
            self._note("sources", source.id, plain(source))
        reordered = {
            name.partition("/")[0] for name, ids in edited.files.items() if ids != edits.ids_before(store, name)
        }
        for name, content in files.items():
            self._note("files", name, (content, edited.files.get(name, ())) if content else GONE)
        uses: Counter[Form] = Counter()
        for structure, found in edited.units.items():
            if structure in reordered or any(edit.is_structural for edit in found):
                self._hierarchy(structure, found)
            self._units(structure, found, uses)
        self._forms(uses)

    def _note(self, table: str, key: str, value: object) -> None:
        self.changes.setdefault(table, {})[key] = value

    def _before(self, table: str, key: str) -> Any:
        return self._store.table(table).get(key)

    def _now(self, table: str, key: str) -> Any:
        """A record as it is after the changes so far."""
        value = self.changes.get(table, {}).get(key)
        return self._before(table, key) if value is None else None if value is GONE else value

    # -- the hierarchy

    def _hierarchy(self, structure: str, edited: Iterable[Edit]) -> None:
        """Note what changes in the hierarchy of a structure, by drawing all of it anew."""
        known = self._store.table(f"{structure}/units")
        units = {int(key): edits.heading(records.unit(record)) for key, record in known.items()}
        before = len(units)
        for edit in edited:
            units.pop(edit.number, None)
            if edit.new:
                units[edit.number] = edits.heading(edit.new)
        if roughly(len(units)) != roughly(before):
            raise TooFarError  # every word is rarer or commoner now
        numbers = {unit.id: number for number, unit in units.items()}
        order = [numbers[id] for id in self._ids(structure)]
        for table, drawn in hierarchy(structure, {number: units[number] for number in order}).items():
            keys = self._store.table(table).keys()
            for key, record in (dict.fromkeys(keys, GONE) | drawn).items():
                if self._before(table, key) != record:
                    self._note(table, key, record)
        self._completion()

    def _ids(self, structure: str) -> list[str]:
        """All units of a structure, in the order of the data."""
        files = sorted({*self._store.table("files").keys(), *self.changes["files"]})
        entries = (self._now("files", name) for name in files if name.startswith(f"{structure}/"))
        return [id for entry in entries if entry for id in entry[1]]

    def _completion(self) -> None:
        found: dict[str, list[str]] = {}
        for structure in (item.id for item in self._organization.structures):
            ids = self._now(f"{structure}/size", "all") or ()
            found[structure] = [self._now(f"{structure}/ids", id)[1] for id in ids]
        self._note("completion", "units", names_to_complete(self._organization, found))

    # -- what the index says of the units

    def _units(self, structure: str, edited: list[Edit], uses: Counter[Form]) -> None:
        """Note the records of units, and what their words and names add to those of others; count their forms."""
        terms: dict[str, dict[int, int | None]] = {}
        ladder: dict[str, dict[int, int | None]] = {}
        for edit in edited:
            key = str(edit.number)
            former = self._former(structure, key)
            old, new = self._indexed(edit.old, former), self._indexed(edit.new, former)
            self._note(f"{structure}/units", key, plain(edit.new) if edit.new else GONE)
            self._note(f"{structure}/texts", key, index.texts_record(edit.new, new.texts) if edit.new else GONE)
            self._note(
                f"{structure}/meanings", key, index.meanings_record(new.texts, self._meanings) if edit.new else GONE
            )
            for changes, before, after in ((terms, old.strengths, new.strengths), (ladder, old.rungs, new.rungs)):
                for word in before.keys() | after.keys():
                    if before.get(word) != after.get(word):
                        changes.setdefault(word, {})[edit.number] = after.get(word)
            uses.update(new.forms)
            uses.subtract(old.forms)
        for name, rungs in ladder.items():
            ranked = _without_none(dict(self._before(f"{structure}/names", name) or ()) | rungs)
            self._note(f"{structure}/names", name, index.names_record(ranked) if ranked else GONE)
        self._terms(structure, edited, terms)

    def _former(self, structure: str, key: str) -> Ids:
        """The names of a unit in other years, in the order of its texts."""
        heads, _ = self._before(f"{structure}/texts", key) or ((), {})
        return tuple(head[-1] for head in heads if head[0] == FORMER)

    def _indexed(self, unit: Unit | None, former: Ids) -> _Indexed:
        if unit is None:
            return _Indexed([], set(), {}, {})
        texts = self._analyzer.analyse(unit, former)
        strengths = index.strengths(unit, texts, self._analyzer)
        return _Indexed(texts, self._analyzer.forms_of_unit(texts), strengths, names.rungs(unit, texts))

    def _terms(self, structure: str, edited: Iterable[Edit], changes: Mapping[str, dict[int, int | None]]) -> None:
        """Note the postings that change, and the weights of texts with words that are rarer or commoner now."""
        total = roughly(self._before(f"{structure}/size", "units"))
        difference: dict[str, int] = {}  # of the weight of a stem
        having: dict[int, list[str]] = {}  # unit -> such stems that it has
        for stem, changed in changes.items():
            before = self._postings(structure, stem)
            after = _without_none(before | changed)
            self._note(f"{structure}/terms", stem, index.postings(after) if after else GONE)
            if len(before) != len(after) and index.is_word(stem):
                old, new = (index.text_weight(stem, len(found), total) for found in (before, after))
                difference[stem] = new - old
                for number in before.keys() | after.keys():
                    having.setdefault(number, []).append(stem)
        for edit in edited:
            having.pop(edit.number, None)
            self._weights(structure, edit, total)
        texts = self._store.table(f"{structure}/texts")
        for number, stems in having.items():
            _, where = cast("index.TextsRecord", texts.read(str(number)))  # there may be many
            sums = memoryview(bytearray(self._before(f"{structure}/weights", str(number)))).cast("I")
            for stem in stems:
                for at in where.get(stem, ()):
                    sums[at] += difference[stem]
            self._note(f"{structure}/weights", str(number), sums.tobytes())

    def _postings(self, structure: str, stem: str) -> dict[int, int]:
        record = self._before(f"{structure}/terms", stem)
        return dict(zip(memoryview(record[0]).cast("I"), record[1], strict=True)) if record else {}

    def _weights(self, structure: str, edit: Edit, total: int) -> None:
        def weight(stem: str) -> int:
            _, strengths = self._now(f"{structure}/terms", stem)
            return index.text_weight(stem, len(strengths), total)

        record = self._now(f"{structure}/texts", str(edit.number))
        weights = index.weights_record(record, weight) if record else GONE
        self._note(f"{structure}/weights", str(edit.number), weights)

    # -- words of all structures

    def _forms(self, uses: Counter[Form]) -> None:
        """Note which forms of words came and went; `uses`: in how many units more, or fewer."""
        by_form: dict[str, dict[str, int]] = {}
        for (form, stem), difference in uses.items():
            if difference:
                by_form.setdefault(form, {})[stem] = difference
        spelt: dict[str, set[str]] = {}
        for form, differences in by_form.items():
            before = dict(self._before("uses", form) or ())
            after = {stem: before.get(stem, 0) + differences.get(stem, 0) for stem in before | differences}
            after = {stem: count for stem, count in after.items() if count}
            self._note("uses", form, lexicon.counts_record(after) if after else GONE)
            self._note("forms", form, lexicon.forms_record(after) if after else GONE)
            if bool(before) != bool(after) and lexicon.is_spelt(form):
                spelt.setdefault(str(len(form)), set()).add(form)
        for length, forms in spelt.items():
            known = set(cast(Ids, self._before("spell", length) or ()))
            self._note("spell", length, tuple(sorted(known ^ forms)) or GONE)


def _without_none(found: Mapping[int, int | None]) -> dict[int, int]:
    return {number: value for number, value in found.items() if value is not None}
