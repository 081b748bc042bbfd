"""What speaks for each unit: how strongly it is about each word, and which of its texts fits best.

Reads the tables of one structure; knows nothing of how the evidence is weighed (see `ranking.py`).
"""

from __future__ import annotations

from typing import cast

from iomwho.model import LANGUAGES
from iomwho.record import NamedTuple
from iomwho.search.meaning import Vector, nearest, unpacked
from iomwho.search.query import Query, Reading
from iomwho.search.weight import FIELDS, LIGHT, SUPPORT, UNIT, rarity, roughly
from iomwho.store import Store

About = dict[int, float]  # slot of the query (by position) -> strength or worth; slots that have none are left out
Where = dict[str, tuple[int, ...]]  # stem -> texts of a unit
Planned = tuple[int, float, list[tuple[str, float]], bool]  # slot, worth of a reading, its stems, whether indirect
Heads = tuple[tuple[int, int, int, bool, str], ...]
NAME, PLACE = FIELDS.index("name"), FIELDS.index("place")
MAX_KEPT = 1000  # units whose directions a process keeps unpacked


class Passage(NamedTuple):
    """A text of a unit that matched, and how well.

    `covered` is the share of the query's weight that the text accounts for, `filled` the share
    of the text's weight that the query accounts for; both 0 to 1. `hits` are the slots of the
    query that the text has, by position.
    """

    field: str
    language: str
    claim: int
    support: bool
    text: str
    covered: float
    filled: float
    hits: tuple[int, ...]


class Evidence(NamedTuple):
    """All that speaks for one unit.

    `cover` is the weighted mean of how strongly the unit is about each slot of the query, `claim`
    the best share of the query that one responsibility accounts for, `typed` the share that the
    query's own words account for, without the thesaurus. `meaning` is how alike the query and the
    nearest responsibility are, -1 to 1; None where that is not known.
    """

    unit: int
    cover: float
    claim: float
    typed: float
    meaning: float | None
    passages: tuple[Passage, ...]


class StructureIndex:
    """The search tables of one structure."""

    def __init__(self, store: Store, structure: str) -> None:
        self.terms = store.table(f"{structure}/terms")
        self.names = store.table(f"{structure}/names")
        self._texts = store.table(f"{structure}/texts")
        self._weights = store.table(f"{structure}/weights")
        self._meanings = store.table(f"{structure}/meanings")
        self._directions: dict[int, list[Vector]] = {}
        self._light = cast("frozenset[str]", store.table("meta").get("light") or frozenset())
        self._above = store.table(f"{structure}/above")
        size = store.table(f"{structure}/size").get("units")
        self.total = roughly(cast(int, size or 0))
        self._rarities: dict[str, float] = {}

    def above(self, unit: int) -> tuple[int, ...]:
        """The units above a unit, the nearest first."""
        found: list[int] = []
        step = self._above.get(str(unit))
        while isinstance(step, int):
            found.append(step)
            step = self._above.get(str(step))
        return tuple(found)

    def rarity(self, stem: str) -> float:
        """How rare a stem is, from 0 (every unit has it) to 1 (one or none has)."""
        known = self._rarities.get(stem)
        if known is None:
            postings = self.postings(stem)
            known = rarity(len(postings[1]), self.total) if postings else 1.0
            if len(self._rarities) < 50_000:
                self._rarities[stem] = known
        return known

    def postings(self, stem: str) -> tuple[bytes, bytes] | None:
        """The numbers of the units that have a stem, and how strongly they are about it (0 to 255)."""
        return cast("tuple[bytes, bytes] | None", self.terms.get(stem))

    def units(self, stem: str) -> memoryview:
        """The numbers of the units that have a stem."""
        postings = self.postings(stem)
        return memoryview(postings[0] if postings else b"").cast("I")

    def text_weight(self, stem: str) -> float:
        """How much a stem counts within a text: its rarity; next to nothing for words of kind."""
        return LIGHT if stem in self._light else self.rarity(stem)

    def texts(self, unit: int) -> tuple[Heads, Where]:
        """The texts of a unit, and which stems stand in which of them."""
        return cast("tuple[Heads, Where]", self._texts.get(str(unit)))

    def is_local(self, unit: int) -> bool:
        """Whether a unit has a place: a seat or countries that it answers for."""
        heads, _ = self.texts(unit)
        return heads[-1][0] == PLACE

    def weights(self, unit: int) -> memoryview:
        """The weight of all stems of each text of a unit, in UNITs."""
        return memoryview(cast(bytes, self._weights.get(str(unit)))).cast("I")

    def meanings(self, unit: int) -> list[Vector]:
        """Where the responsibilities of a unit point."""
        known = self._directions.get(unit)
        if known is None:
            known = unpacked(cast(bytes, self._meanings.get(str(unit)) or b""))
            if len(self._directions) < MAX_KEPT:
                self._directions[unit] = known
        return known

    def readings(self, query: Query, unit: int) -> list[Reading | None]:
        """Per slot, the reading by which the unit was found, or None."""
        _, where = self.texts(unit)
        found: list[Reading | None] = []
        for slot in query.slots:
            fitting = [reading for reading in slot.readings if any(stem in where for stem in reading.stems)]
            found.append(max(fitting, key=lambda reading: reading.worth, default=None))
        return found


class Inquiry:
    """One query put to one structure: its stems looked up once, then held against each unit."""

    def __init__(self, index: StructureIndex, query: Query, direction: Vector) -> None:
        self._index = index
        self._direction = direction
        self._weights = [slot.weight for slot in query.slots]
        self._total = query.weight
        self._plan = [
            (position, reading.worth, self._shares(reading), reading.how in ("synonym", "expression"))
            for position, slot in enumerate(query.slots)
            for reading in slot.readings
        ]
        self._text_weights = {stem: index.text_weight(stem) for _, _, shares, _ in self._plan for stem, _ in shares}

    def _shares(self, reading: Reading) -> list[tuple[str, float]]:
        """The stems of a reading, and how much of its worth each carries: the rarer, the more."""
        if len(reading.stems) == 1:
            return [(reading.stems[0], reading.worth)]
        rarities = [self._index.rarity(stem) for stem in reading.stems]
        total = sum(rarities) or 1.0
        return [(stem, reading.worth * rarity / total) for stem, rarity in zip(reading.stems, rarities, strict=True)]

    def cover(self) -> dict[int, About]:
        """Per unit number that has any word of the query: how strongly it is about each slot."""
        found: dict[int, About] = {}
        for position, _, shares, _ in self._plan:
            for unit, strength in self._about(shares).items():
                row = found.setdefault(unit, {})
                if strength > row.get(position, 0.0):
                    row[position] = strength
        return found

    def _about(self, shares: list[tuple[str, float]]) -> dict[int, float]:
        """Per unit: its mean strength over the stems of a reading, times the reading's worth."""
        sums: dict[int, float] = {}
        for stem, share in shares:
            postings = self._index.postings(stem)
            if postings:
                share /= 255
                for unit, strength in zip(memoryview(postings[0]).cast("I"), postings[1], strict=True):
                    sums[unit] = sums.get(unit, 0.0) + strength * share
        return sums

    def weighed(self, about: About) -> float:
        """The sum of the strengths, each by the weight of its slot."""
        weights = self._weights
        return sum([weights[position] * strength for position, strength in about.items()])

    def evidence(self, unit: int, about: About) -> Evidence:
        """Everything that speaks for `unit`."""
        heads, where = self._index.texts(unit)
        wholes = self._index.weights(unit)
        names = next((at for at, head in enumerate(heads) if head[0] != NAME), len(heads))
        present = [item for item in self._plan if _stands(item[2], where)]
        rows, covered, held = self._matches(present, where, names)
        claims: dict[int, About] = {}
        passages = []
        total = self._total
        for at, row in rows.items():  # a long message comes by here a thousand times
            field, language, claim, support, text = heads[at]
            whole = wholes[at]
            part = covered[at] / total
            filled = held[at] * UNIT / whole if whole else 0.0
            if part > 1.0:
                part = 1.0
            if filled > 1.0:
                filled = 1.0
            passages.append(
                Passage._make((FIELDS[field], LANGUAGES[language], claim, support, text, part, filled, tuple(row)))
            )
            if claim >= 0:
                best = claims.get(claim)
                if best is None:
                    best = claims[claim] = {}
                role = SUPPORT if support else 1.0
                for position, worth in row.items():
                    if worth * role > best.get(position, 0.0):
                        best[position] = worth * role
        share = max(map(self.weighed, claims.values()), default=0.0) / total
        cover = min(1.0, self.weighed(about) / total)
        meaning = nearest(self._direction, self._index.meanings(unit)) if self._direction else None
        return Evidence(unit, cover, min(1.0, share), self._typed(present), meaning, tuple(passages))

    def _typed(self, present: list[Planned]) -> float:
        """The share of the query whose own words, corrected or not, stand in a unit's texts."""
        found = {position for position, _, _, indirect in present if not indirect}
        return sum(self._weights[position] for position in found) / (sum(self._weights) or 1.0)

    def _matches(
        self, present: list[Planned], where: Where, names: int
    ) -> tuple[dict[int, About], dict[int, float], dict[int, float]]:
        """Per text of a unit: the worth of the best reading of each slot; what these weigh; what its stems weigh.

        The first `names` texts are names. A name is known by its own words: the thesaurus, which
        says what a word is about, counts half there.
        """
        rows: dict[int, About] = {}
        covered: dict[int, float] = {}
        held: dict[int, float] = {}
        matched: dict[tuple[int, str], float] = {}
        weights, text_weights = self._weights, self._text_weights
        for position, most, shares, indirect in present:
            sums: dict[int, float] = {}
            for stem, share in shares:
                for at in where.get(stem, ()):
                    if at not in rows:
                        rows[at], covered[at], held[at] = {}, 0.0, 0.0
                    sums[at] = sums.get(at, 0.0) + share
                    before = matched.get((at, stem), 0.0)
                    if most > before:
                        matched[at, stem] = most
                        held[at] += text_weights[stem] * (most - before)
            for at, worth in sums.items():
                if indirect and at < names:
                    worth /= 2
                row = rows[at]
                before = row.get(position, 0.0)
                if worth > before:
                    row[position] = worth
                    covered[at] += weights[position] * (worth - before)
        return rows, covered, held


def _stands(shares: list[tuple[str, float]], where: Where) -> bool:
    """Whether one of the stems stands in a unit's texts; most readings have but one."""
    return shares[0][0] in where if len(shares) == 1 else any(stem in where for stem, _ in shares)
