"""What the index says of edited units, and of others that have words of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from iomwho.amend.amendment import Amendment
from iomwho.amend.edits import Edit
from iomwho.amend.history import Names, former_names_before
from iomwho.amend.words import WordPatch
from iomwho.compiler import plain
from iomwho.lineage import Key
from iomwho.model import Unit
from iomwho.search import index, names
from iomwho.search.analyzer import Analysed, Analyzer, Form
from iomwho.search.meaning import Meanings
from iomwho.search.weight import roughly
from iomwho.store import GONE

Values = dict[int, int]  # by unit number
Differences = dict[str, dict[int, int | None]]  # stem or name -> its new values; None: no longer one of the unit's


class _Indexed(NamedTuple):
    """What the index says of a unit."""

    texts: list[Analysed]
    forms: set[Form]
    strengths: dict[str, int]
    rungs: dict[str, int]


class UnitPatch:
    """Notes the records of edited units of one structure, and what their words and names add to those of others."""

    def __init__(
        self, amendment: Amendment, structure: str, analyzer: Analyzer, meanings: Meanings, words: WordPatch
    ) -> None:
        self._amendment = amendment
        self._structure = structure
        self._analyzer = analyzer
        self._meanings = meanings
        self._words = words
        self._total = roughly(self._before("size", "units"))

    def _before(self, table: str, key: str) -> Any:
        return self._amendment.before(f"{self._structure}/{table}", key)

    def _note(self, table: str, key: str, value: object) -> None:
        self._amendment.note(f"{self._structure}/{table}", key, value)

    def note(self, edited: list[Edit], former: Mapping[Key, Names]) -> None:
        """Note all; `former` has the names in other years of units whose history was touched."""
        terms: Differences = {}
        ladder: Differences = {}
        for edit in edited:
            before = former_names_before(self._amendment, self._structure, edit.number)
            now = former.get((self._structure, edit.new.id), before) if edit.new else ()
            old, new = self._indexed(edit.old, before), self._indexed(edit.new, now)
            self._records(edit, new)
            _compare(terms, edit.number, old.strengths, new.strengths)
            _compare(ladder, edit.number, old.rungs, new.rungs)
            self._words.count_forms(old.forms, new.forms)
        for name, rungs in ladder.items():
            ranked = _without_none(dict(self._before("names", name) or ()) | rungs)
            self._note("names", name, index.names_record(ranked) if ranked else GONE)
        self._weights(edited, self._terms(terms))

    def _indexed(self, unit: Unit | None, former: Names) -> _Indexed:
        if unit is None:
            return _Indexed([], set(), {}, {})
        texts = self._analyzer.analyse(unit, former)
        strengths = index.strengths(unit, texts, self._analyzer)
        return _Indexed(texts, self._analyzer.forms_of_unit(texts), strengths, names.rungs(unit, texts))

    def _records(self, edit: Edit, indexed: _Indexed) -> None:
        key, unit, texts = str(edit.number), edit.new, indexed.texts
        self._note("units", key, plain(unit) if unit else GONE)
        self._note("texts", key, index.texts_record(unit, texts) if unit else GONE)
        self._note("meanings", key, index.meanings_record(texts, self._meanings) if unit else GONE)

    def _terms(self, changes: Differences) -> dict[int, dict[str, int]]:
        """Note the postings that change; give, by unit, the words that are rarer or commoner now, and by how much."""
        found: dict[int, dict[str, int]] = {}
        for stem, changed in changes.items():
            before = self._postings(stem)
            after = _without_none(before | changed)
            self._note("terms", stem, index.postings(after) if after else GONE)
            if len(before) != len(after) and index.is_word(stem):
                old, new = (index.text_weight(stem, len(units), self._total) for units in (before, after))
                for number in before.keys() | after.keys():
                    found.setdefault(number, {})[stem] = new - old
        return found

    def _postings(self, stem: str) -> Values:
        record = self._before("terms", stem)
        return dict(zip(memoryview(record[0]).cast("I"), record[1], strict=True)) if record else {}

    def _weights(self, edited: Iterable[Edit], others: dict[int, dict[str, int]]) -> None:
        """Note the weights of the texts of edited units, and of those that have words which are rarer or commoner now."""
        for edit in edited:
            others.pop(edit.number, None)
            record = self._amendment.now(f"{self._structure}/texts", str(edit.number))
            self._note("weights", str(edit.number), index.weights_record(record, self._weight) if record else GONE)
        texts = self._amendment.store.table(f"{self._structure}/texts")
        for number, differences in others.items():
            _, where = cast("index.TextsRecord", texts.read(str(number)))  # there may be many
            sums = memoryview(bytearray(self._before("weights", str(number)))).cast("I")
            for stem, difference in differences.items():
                for at in where.get(stem, ()):
                    sums[at] += difference
            self._note("weights", str(number), sums.tobytes())

    def _weight(self, stem: str) -> int:
        _, strengths = self._amendment.now(f"{self._structure}/terms", stem)
        return index.text_weight(stem, len(strengths), self._total)


def _compare(differences: Differences, number: int, said: Mapping[str, int], says: Mapping[str, int]) -> None:
    for word in said.keys() | says.keys():
        if said.get(word) != says.get(word):
            differences.setdefault(word, {})[number] = says.get(word)


def _without_none(found: Mapping[int, int | None]) -> Values:
    return {number: value for number, value in found.items() if value is not None}
