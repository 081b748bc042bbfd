"""What becomes of a store when entries are edited: the few records that change, not all anew.

A unit that is edited, added or removed changes its own records, the postings of its words, how rare
these words are, and what is near it in the hierarchy. It is worked out from the unit as it was and as
it is now; so is what an entry of the thesaurus or a country says of words. Amended or compiled anew, a
store says the same, though it may number the units otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from iomwho import edits, records
from iomwho.compiled import word_file
from iomwho.compiler import Tables, hierarchy, history, names_to_complete, places_to_complete, plain
from iomwho.edit_rules import TooFarError, parts_before
from iomwho.edits import Edit, Edits, WordEdits
from iomwho.lineage import Key, Lineage, former_names
from iomwho.model import Change, Country, Outside, Unit
from iomwho.search import index, lexicon, names, tally
from iomwho.search.analyzer import Analysed, Analyzer
from iomwho.search.lexicon import DIRECTIONS
from iomwho.search.meaning import Meanings
from iomwho.search.vocabulary import WordFile
from iomwho.search.weight import FIELDS, roughly
from iomwho.store import GONE, Store

Ids = tuple[str, ...]
Said = Counter[tuple[str, str, object]]  # statements (see `lexicon.py`), and how many more or fewer say so now
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
    forms: set[tuple[str, str]]
    strengths: dict[str, int]
    rungs: dict[str, int]


class _Patch:
    """The changes that a few edits make, table by table."""

    def __init__(self, store: Store, edited: Edits, files: Mapping[str, bytes | None], meanings: Meanings) -> None:
        self.changes: Tables = {}
        self._store = store
        self._organization = edited.organization or records.organization(store.table("meta").get("organization"))
        self._analyzer = Analyzer(self._organization.kinds)
        self._meanings = meanings
        self._said: Said = Counter()
        for source in edited.sources:
            self._note("sources", source.id, plain(source))
        for name, content in files.items():
            self._note("files", name, (content, edited.files.get(name, ())) if content else GONE)
        if edited.organization:
            self._note("meta", "organization", plain(edited.organization))
            self._redraw({"alarms": lexicon.alarms(edited.organization.safeguards)})
        if edited.changes is not None:
            self._redraw(history(edited.changes))
        formers = self._formers(edited.units, edited.changes)
        for structure, found in edited.units.items():
            own = [name for name in files if name.startswith(f"{structure}/")]
            is_reordered = any(edited.files.get(name, ()) != parts_before(store, name) for name in own)
            if is_reordered or any(edit.is_structural for edit in found):
                self._hierarchy(structure, found)
            self._units(structure, found, formers)
        for name, changed in edited.words.items():
            self._words(name, changed)
        self._tallies()

    def _note(self, table: str, key: str, value: object) -> None:
        self.changes.setdefault(table, {})[key] = value

    def _before(self, table: str, key: str) -> Any:
        return self._store.table(table).get(key)

    def _now(self, table: str, key: str) -> Any:
        """A record as it is after the changes so far."""
        value = self.changes.get(table, {}).get(key)
        return self._before(table, key) if value is None else None if value is GONE else value

    def _redraw(self, tables: Tables) -> None:
        """Note what differs in tables that are made anew."""
        for table, drawn in tables.items():
            for key, record in (dict.fromkeys(self._store.table(table).keys(), GONE) | drawn).items():
                if self._before(table, key) != record:
                    self._note(table, key, record)

    # -- the hierarchy and the history

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
        self._redraw(hierarchy(structure, {number: units[number] for number in order}))
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

    def _formers(self, edited: dict[str, list[Edit]], changes: Iterable[Change] | None) -> dict[Key, Ids]:
        """The names in other years of all units whose history changed; what is not among the edits is added there."""
        known = list(map(records.change, cast(Any, self._before("changes", "all"))))
        lines = [Lineage(known), Lineage(known if changes is None else changes)]
        current = {(structure, edit.new.id): edit.new for structure in edited for edit in edited[structure] if edit.new}
        start = {
            (structure, unit.id)
            for structure in edited
            for edit in edited[structure]
            for unit in (edit.old, edit.new)
            if unit and edit.is_renamed
        }
        counted = Counter(known), Counter(known if changes is None else changes)
        for change in (counted[0] - counted[1]) + (counted[1] - counted[0]):
            start |= {(change.target_structure, target) for target in change.targets}
            start |= {(change.origin_structure, change.origin)} if change.origin else set()
        reached = {key for line in lines for one in start for way in (True, False) for key in line.reach(one, way)}

        def named(key: Key) -> Unit | None:
            if key not in current:
                number = self._number(key)
                if number is not None:
                    current[key] = records.unit(self._before(f"{key[0]}/units", str(number)))
            return current.get(key)

        found: dict[Key, Ids] = {}
        for structure, id in sorted(start | reached):
            unit = named((structure, id))
            if unit is None:
                continue
            found[structure, id] = former_names(unit, lines[1], named)
            number = self._number((structure, id))
            edits_here = edited.setdefault(structure, [])
            if all(edit.new is not unit for edit in edits_here):
                if number is not None and found[structure, id] != self._former(structure, str(number)):
                    edits_here.append(Edit(number, unit, unit))
        return found

    def _number(self, key: Key) -> int | None:
        record = self._before(f"{key[0]}/ids", key[1])
        return record[0] if record else None

    # -- what the index says of the units

    def _units(self, structure: str, edited: list[Edit], formers: Mapping[Key, Ids]) -> None:
        """Note the records of units, and what their words and names add to those of others; count their forms."""
        terms: dict[str, dict[int, int | None]] = {}
        ladder: dict[str, dict[int, int | None]] = {}
        for edit in edited:
            key = str(edit.number)
            before = self._former(structure, key)
            now = formers.get((structure, edit.new.id), before) if edit.new else ()
            old, new = self._indexed(edit.old, before), self._indexed(edit.new, now)
            self._note(f"{structure}/units", key, plain(edit.new) if edit.new else GONE)
            self._note(f"{structure}/texts", key, index.texts_record(edit.new, new.texts) if edit.new else GONE)
            self._note(
                f"{structure}/meanings", key, index.meanings_record(new.texts, self._meanings) if edit.new else GONE
            )
            for changes, said, says in ((terms, old.strengths, new.strengths), (ladder, old.rungs, new.rungs)):
                for word in said.keys() | says.keys():
                    if said.get(word) != says.get(word):
                        changes.setdefault(word, {})[edit.number] = says.get(word)
            self._said.update(("forms", *form) for form in new.forms)
            self._said.subtract(("forms", *form) for form in old.forms)
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

    def _words(self, name: str, edited: WordEdits) -> None:
        """Note the entries of a file of words that came and went; count what they say."""
        parts = self._now("files", name)[1] if self._now("files", name) else ()
        for digest in set(parts_before(self._store, name)) - set(parts):
            self._note("entries", digest, GONE)
        for digest, entry in edited.come:
            self._note("entries", digest, plain(entry))
            self._said.update(lexicon.statements(entry, self._analyzer))
            if isinstance(entry, Country):
                self._note("countries", entry.code, plain(entry))
            if isinstance(entry, Outside):
                self._note("foreign", digest, lexicon.direction(entry, self._meanings))
        for entry in edited.gone:
            self._said.subtract(lexicon.statements(entry, self._analyzer))
        if name == "countries.yaml":
            countries = (records.country(self._now("entries", digest)) for digest in parts)
            self._note("completion", "countries", places_to_complete(countries))
        if name == "outside.yaml":
            for digest in set(parts_before(self._store, name)) - set(parts):
                self._note("foreign", digest, GONE)
            self._note("foreign", DIRECTIONS, b"".join(self._now("foreign", digest) for digest in parts))

    def _tallies(self) -> None:
        """Note what is said more often, or no longer."""
        changed: dict[tuple[str, str], dict[object, int]] = {}
        for (table, key, value), difference in self._said.items():
            if difference:
                changed.setdefault((table, key), {})[value] = difference
        spelt: dict[str, set[str]] = {}
        for (table, key), differences in changed.items():
            before = dict(self._before(table, key) or ())
            after = {value: before.get(value, 0) + differences.get(value, 0) for value in before | differences}
            after = {value: count for value, count in after.items() if count}
            self._note(table, key, tally.record(after) if after else GONE)
            if table == "forms" and bool(before) != bool(after) and lexicon.is_spelt(key):
                spelt.setdefault(str(len(key)), set()).add(key)
        for length, forms in spelt.items():
            known = set(cast(Ids, self._before("spell", length) or ()))
            self._note("spell", length, tuple(sorted(known ^ forms)) or GONE)


def _without_none(found: Mapping[int, int | None]) -> dict[int, int]:
    return {number: value for number, value in found.items() if value is not None}
