"""What speaks for each unit: how strongly it is about each word, and which of its texts fits best.

Reads the tables of one structure; knows nothing of how the evidence is weighed (see `ranking.py`).
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from iomwho.model import LANGUAGES
from iomwho.search import index
from iomwho.search.query import Query, Reading
from iomwho.store import Store


NAME = index.FIELDS.index("name")


class Passage(NamedTuple):
    """A text of a unit that matched, and how well.

    `covered` is the share of the query's weight that the text accounts for, `filled` the share
    of the text's weight that the query accounts for; both 0 to 1. `hits` says per slot of the
    query whether the text has it.
    """

    field: str
    language: str
    claim: int
    support: bool
    text: str
    covered: float
    filled: float
    hits: tuple[bool, ...]


class Evidence(NamedTuple):
    """All that speaks for one unit.

    `about` says per slot of the query how strongly the unit is about it, `cover` is its weighted
    mean, `claim` the best share of the query that one responsibility accounts for.
    """

    unit: int
    about: tuple[float, ...]
    cover: float
    claim: float
    passages: tuple[Passage, ...]


class StructureIndex:
    """The search tables of one structure."""

    def __init__(self, store: Store, structure: str) -> None:
        self.terms = store.table(f"{structure}/terms")
        self.names = store.table(f"{structure}/names")
        self._texts = store.table(f"{structure}/texts")
        self._above = store.table(f"{structure}/above")
        size = store.table(f"{structure}/size").get("units")
        self.total = cast(int, size or 0)

    def rarity(self, stem: str) -> float:
        """How rare a stem is, from 0 (every unit has it) to 1 (one or none has)."""
        postings = cast("tuple[bytes, bytes] | None", self.terms.get(stem))
        return index.rarity(len(postings[1]), self.total) if postings else 1.0

    def above(self, unit: int) -> tuple[int, ...]:
        """The units above a unit, the nearest first."""
        return cast("tuple[int, ...]", self._above.get(str(unit)) or ())

    def cover(self, query: Query) -> dict[int, list[float]]:
        """Per unit number that has any word of the query: how strongly it is about each slot."""
        found: dict[int, list[float]] = {}
        empty = [0.0] * len(query.slots)
        for position, slot in enumerate(query.slots):
            for reading in slot.readings:
                for unit, strength in self._about(reading).items():
                    row = found.get(unit)
                    if row is None:
                        row = found[unit] = empty.copy()
                    if strength > row[position]:
                        row[position] = strength
        return found

    def _about(self, reading: Reading) -> dict[int, float]:
        """Per unit: its mean strength over the stems of a reading, times the reading's worth."""
        sums: dict[int, float] = {}
        for stem, share in self.shares(reading):
            postings = cast("tuple[bytes, bytes] | None", self.terms.get(stem))
            if postings:
                share /= 255
                for unit, strength in zip(memoryview(postings[0]).cast("I"), postings[1], strict=True):
                    sums[unit] = sums.get(unit, 0.0) + strength * share
        return sums

    def shares(self, reading: Reading) -> list[tuple[str, float]]:
        """The stems of a reading, and how much of its worth each carries: the rarer, the more."""
        if len(reading.stems) == 1:
            return [(reading.stems[0], reading.worth)]
        rarities = [self.rarity(stem) for stem in reading.stems]
        total = sum(rarities) or 1.0
        return [(stem, reading.worth * rarity / total) for stem, rarity in zip(reading.stems, rarities, strict=True)]

    def evidence(self, query: Query, unit: int, about: list[float]) -> Evidence:
        """Everything that speaks for `unit`."""
        heads, where = cast("tuple[Any, dict[str, tuple[int, ...]]]", self._texts.get(str(unit)))
        names = sum(1 for head in heads if head[0] == NAME)
        rows, stems = self._matches(query, where, names)
        weights = [slot.weight for slot in query.slots]
        claims: dict[int, list[float]] = {}
        passages = []
        for at, row in rows.items():
            field, language, claim, support, weight, text = heads[at]
            covered = min(1.0, sum(a * b for a, b in zip(row, weights, strict=True)) / query.weight)
            held = sum(index.text_weight(stem, self.rarity(stem)) * worth for stem, worth in stems[at].items())
            filled = min(1.0, held / weight) if weight else 0.0
            passages.append(
                Passage(
                    index.FIELDS[field],
                    LANGUAGES[language],
                    claim,
                    support,
                    text,
                    covered,
                    filled,
                    tuple(worth > 0 for worth in row),
                )
            )
            if claim >= 0:
                best = claims.setdefault(claim, [0.0] * len(weights))
                worth = index.SUPPORT if support else 1.0
                claims[claim] = [max(a, b * worth) for a, b in zip(best, row, strict=True)]
        whole = max((sum(a * b for a, b in zip(row, weights, strict=True)) for row in claims.values()), default=0.0)
        cover = sum(a * b for a, b in zip(about, weights, strict=True)) / query.weight
        return Evidence(unit, tuple(about), min(1.0, cover), min(1.0, whole / query.weight), tuple(passages))

    def readings(self, query: Query, unit: int) -> list[Reading | None]:
        """Per slot, the reading by which the unit was found, or None."""
        _, where = cast("tuple[Any, dict[str, tuple[int, ...]]]", self._texts.get(str(unit)))
        found: list[Reading | None] = []
        for slot in query.slots:
            fitting = [reading for reading in slot.readings if any(stem in where for stem in reading.stems)]
            found.append(max(fitting, key=lambda reading: reading.worth, default=None))
        return found

    def _matches(
        self, query: Query, where: dict[str, tuple[int, ...]], names: int
    ) -> tuple[dict[int, list[float]], dict[int, dict[str, float]]]:
        """Per text of a unit: the worth of the best reading of each slot in it, and the stems that matched.

        The first `names` texts are names. A name is known by its own words: the thesaurus, which
        says what a word is about, counts half there.
        """
        rows: dict[int, list[float]] = {}
        stems: dict[int, dict[str, float]] = {}
        for position, slot in enumerate(query.slots):
            for reading in slot.readings:
                sums: dict[int, float] = {}
                for stem, share in self.shares(reading):
                    for at in where.get(stem, ()):
                        sums[at] = sums.get(at, 0.0) + share
                        matched = stems.setdefault(at, {})
                        matched[stem] = max(matched.get(stem, 0.0), reading.worth)
                indirect = reading.how in ("synonym", "expression")
                for at, worth in sums.items():
                    row = rows.setdefault(at, [0.0] * len(query.slots))
                    row[position] = max(row[position], worth / 2 if indirect and at < names else worth)
        return rows, stems
