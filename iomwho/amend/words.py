"""What is said of words after an edit, by units and by the entries of the common files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from iomwho.amend.amendment import Amendment
from iomwho.amend.edits import WordEdits
from iomwho.compiler import places_to_complete, plain
from iomwho.model import Country, Outside
from iomwho.search import lexicon, tally
from iomwho.search.analyzer import Analyzer, Form
from iomwho.search.meaning import Meanings
from iomwho.store import GONE


class WordPatch:
    """Counts how many more or fewer entries say something of a word, and notes it in the end."""

    def __init__(self, amendment: Amendment, analyzer: Analyzer, meanings: Meanings) -> None:
        self._amendment = amendment
        self._analyzer = analyzer
        self._meanings = meanings
        self._said: Counter[lexicon.Statement] = Counter()

    def count_forms(self, old: Iterable[Form], new: Iterable[Form]) -> None:
        """Count the forms of words that a unit had and has."""
        self._said.subtract(("forms", *form) for form in old)
        self._said.update(("forms", *form) for form in new)

    def note(self, name: str, edited: WordEdits) -> None:
        """Note the entries of a file of words; count what those say that came, and said that went."""
        note = self._amendment.note
        for entry in edited.gone:
            self._said.subtract(lexicon.statements(entry, self._analyzer))
        for entry in edited.come:
            self._said.update(lexicon.statements(entry, self._analyzer))
        if name == "countries.yaml":
            countries = cast("tuple[Country, ...]", edited.entries)
            self._amendment.redraw({"countries": {country.code: plain(country) for country in countries}})
            note("completion", "countries", places_to_complete(countries))
        if name == "outside.yaml":
            self._amendment.redraw(
                {"foreign": lexicon.foreign(self._directions(cast("tuple[Outside, ...]", edited.entries)))}
            )
        note("entries", name, plain(edited.entries))

    def _directions(self, entries: tuple[Outside, ...]) -> list[bytes]:
        """Where subjects point that nobody handles: of those that are as they were it is known."""
        known = dict(
            zip(
                cast("tuple[Any, ...]", self._amendment.before("entries", "outside.yaml") or ()),
                cast("tuple[bytes, ...]", self._amendment.before("foreign", "each") or ()),
                strict=True,
            )
        )
        return [known.get(plain(entry)) or lexicon.direction(entry, self._meanings) for entry in entries]

    def settle(self) -> None:
        """Note what is said more often, or no longer."""
        changed: dict[tuple[str, str], dict[object, int]] = {}
        for (table, key, value), difference in self._said.items():
            if difference:
                changed.setdefault((table, key), {})[value] = difference
        spelt: dict[str, set[str]] = {}
        for (table, key), differences in changed.items():
            before = dict(self._amendment.before(table, key) or ())
            after = {value: before.get(value, 0) + differences.get(value, 0) for value in before | differences}
            after = {value: count for value, count in after.items() if count}
            self._amendment.note(table, key, tally.record(after) if after else GONE)
            if table == "forms" and bool(before) != bool(after) and lexicon.is_spelt(key):
                spelt.setdefault(str(len(key)), set()).add(key)
        for length, forms in spelt.items():
            known = set(cast("tuple[str, ...]", self._amendment.before("spell", length) or ()))
            self._amendment.note("spell", length, tuple(sorted(known ^ forms)) or GONE)
