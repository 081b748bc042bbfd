"""A query in, scored units out: the steps of a search, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iomwho.fold import fold
from iomwho.record import NamedTuple
from iomwho.search import ranking, text
from iomwho.search.analysis import Analysis
from iomwho.search.evidence import Inquiry, StructureIndex
from iomwho.search.meaning import Meanings, Vector, nearest, unpacked
from iomwho.search.places import Places
from iomwho.search.query import KIND_WEIGHT, Query, Reading, Slot
from iomwho.search.ranking import Scored
from iomwho.search.stopwords import FUNCTION_SOMEWHERE, KIND, SILENT_SOMEWHERE
from iomwho.search.vocabulary import Frequencies
from iomwho.search.weight import name_key
from iomwho.search.words import Words
from iomwho.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

POOL = 10  # units whose texts are looked at; the right one is among the first five in cover

LONGEST_NAME = 40  # words; with kinds and articles, and then some

# How surely a look-up by name means the unit, by rung of the ladder: official name, acronym,
# former or other name, initials derived from the name, part of the name, a body it deals with.
RUNGS = (0.99, 0.97, 0.92, 0.86, 0.8, 0.84)
BODY = 5  # the rung of a body

LITERAL = ("exact", "part")  # readings that say what a text says


class Result(NamedTuple):
    """The scored units of a query, best first, and how the query was read."""

    query: Query
    scored: tuple[Scored, ...]


class Engine:
    """Searches one structure of a store."""

    def __init__(self, store: Store, structure: str, words: Frequencies, meanings: Meanings) -> None:
        self._meanings = meanings
        self._said: dict[str, frozenset[str]] = {}
        self._foreign = unpacked(cast(bytes, store.table("foreign").get("directions") or b""))
        self._index = StructureIndex(store, structure)
        forms, gazetteer, synonyms, spell = map(store.table, ("forms", "gazetteer", "synonyms", "spell"))
        starts = store.table("starts")
        readings = Words(self._index.terms, forms, gazetteer, synonyms, spell, words, self._index.rarity)
        places = Places(gazetteer, starts, readings, words)
        self._analysis = Analysis(readings, places, store.table("outside"), starts, words)

    def search(self, query: str, wanted: Callable[[int], bool] | None = None) -> Result:
        """The units that share a word or a name with `query`, best first, scored; of the `wanted` ones."""
        analysed = self._analysis.analyse(query)
        named = self._named(query, analysed)
        if not named and not any(slot.weight > KIND_WEIGHT for slot in analysed.slots):
            return Result(analysed, ())  # nothing but words that are everywhere: `the division`, `migration`
        direction = self._direction(analysed)
        inquiry = Inquiry(self._index, analysed, direction)
        covered = inquiry.cover()
        if wanted:
            covered = {unit: slots for unit, slots in covered.items() if wanted(unit)}
            named = {unit: rung for unit, rung in named.items() if wanted(unit)}
        pool = sorted(covered, key=lambda unit: (-inquiry.weighed(covered[unit]), unit))[:POOL]
        pool += [unit for unit in named if unit not in pool]
        foreign = nearest(direction, self._foreign) if direction else None
        bar = ranking.bar(len(analysed.slots), bool(analysed.outside), foreign, wanted is not None)
        rungs = {unit: RUNGS[rung] for unit, rung in named.items()}
        scored = [
            ranking.score(inquiry.evidence(unit, covered.get(unit, {})), rungs.get(unit, 0.0), bar) for unit in pool
        ]
        scored.sort(key=lambda item: (-item.score, -item.raw, item.unit))
        return Result(analysed, tuple(ranking.settled(scored, self._index.above, self._index.is_local)))

    def _direction(self, query: Query) -> Vector:
        """Where the words of a query point; nowhere if most are unknown, or they name nothing but places."""
        if not any(slot.sort == "word" for slot in query.slots):
            return []
        words = dict.fromkeys(word for slot in query.slots for word in _meant(slot))
        if 2 * sum(self._meanings.knows(word, query.language) for word in words) < len(words):
            return []
        return self._meanings.direction(words | dict.fromkeys(map(fold, query.ignored)), query.language)

    def bearers(self, name: str) -> list[int]:
        """The units whose official name or acronym this is."""
        keys = (name_key(name), fold(name).strip())
        return list(dict.fromkeys(unit for key in keys for unit, rung in self._names(key) if rung < 2))

    def above(self, unit: int) -> tuple[int, ...]:
        """The units above a unit, the nearest first."""
        return self._index.above(unit)

    def analyse(self, query: str) -> Query:
        """How a query is read."""
        return self._analysis.analyse(query)

    def said(self, text: str) -> frozenset[str]:
        """The stems of what a text of the data says, not of what its words may mean besides."""
        known = self._said.get(text)
        if known is None:
            readings = [item for slot in self.analyse(text).slots for item in slot.readings if item.how in LITERAL]
            known = self._said[text] = frozenset(stem for reading in readings for stem in reading.stems)
        return known

    def readings(self, query: Query, unit: int) -> list[Reading | None]:
        """Per slot of an analysed query, the reading by which `unit` was found, or None."""
        return self._index.readings(query, unit)

    def _named(self, query: str, analysed: Query) -> dict[int, int]:
        """Units whose name (or acronym, or former name) the query is, and the rung of that name."""
        words = text.words(query)
        if len(words) > LONGEST_NAME:
            return {}
        counting = [
            folded
            for word in words
            if (folded := fold(word)) not in FUNCTION_SOMEWHERE and (folded not in SILENT_SOMEWHERE or word.isupper())
        ]
        found: dict[int, int] = {}
        whole = " ".join(counting)
        spelt = name_key(_spelt_out(query, analysed))
        keys = (
            *(whole, _without_kind(counting), name_key(query), spelt, _without_kind(spelt.split())),
            fold(query).strip(),
        )
        for key in dict.fromkeys(keys):
            for unit, rung in self._names(key):
                found[unit] = min(found.get(unit, rung), rung)
        if any(rung < BODY and self._is_of_kind(unit, analysed) for unit, rung in found.items()):
            return {unit: rung for unit, rung in found.items() if rung < BODY}
        return found

    def _is_of_kind(self, unit: int, query: Query) -> bool:
        """Whether a unit is of a kind that the query names: the Global Compact unit is no partner of the compact."""
        stems = {stem for slot in query.slots if slot.sort == "kind" for stem in slot.readings[0].stems}
        return any(unit in self._index.units(stem) for stem in stems)

    def _names(self, key: str) -> tuple[tuple[int, int], ...]:
        return cast("tuple[tuple[int, int], ...]", self._index.names.get(key) or ()) if key else ()


def _meant(slot: Slot) -> list[str]:
    """The folded words of a slot, corrected if need be."""
    corrected = slot.readings and slot.readings[0].how == "corrected"
    return [fold(word) for word in text.words(slot.readings[0].shown if corrected else slot.typed)]


def _spelt_out(query: str, analysed: Query) -> str:
    """The query with its abbreviations in capitals written out: `UN partnerships`."""
    for slot in analysed.slots:
        full = next((reading.shown for reading in slot.readings if reading.how == "synonym"), "")
        if full and slot.typed.isupper() and 1 < len(slot.typed) < 6:
            query = query.replace(slot.typed, full)
    return query


def _without_kind(folded: list[str]) -> str:
    return " ".join(word for word in folded if word not in KIND)
