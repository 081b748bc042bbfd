"""How near in meaning a question is to what a unit handles, whether or not they share a word.

`data/meanings.tsv` gives each of some 30,000 English words a direction in a space of 48 dimensions
and a weight: words that occur in texts of like meaning point alike, words that say little weigh
little. A text points where the sum of its words points; the cosine between two texts says how alike
they are. Lines `word<TAB>weight<TAB>direction`, a character per dimension, its code less ZERO being the
coordinate. Source: fitted to the sentence vectors of all-MiniLM-L6-v2 (Reimers and Gurevych, 2019,
Apache License 2.0) and to messages with the units that handle them; see `data/README.md`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import mul

from iomwho.search.vocabulary import WordFile

DIMENSIONS = 48
ZERO = 80
Vector = list[float]


class Meanings:
    """The vectors of words."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._known: dict[str, Vector] = {}

    def direction(self, words: Iterable[str]) -> Vector:
        """Where a text of these folded words points, at length 1; empty where none of them is known."""
        vectors = [vector for word in words if (vector := self._vector(word))]
        return _unit([sum(column) for column in zip(*vectors, strict=True)])

    def knows(self, word: str) -> bool:
        """Whether a folded word has a direction."""
        return bool(self._vector(word))

    def _vector(self, word: str) -> Vector:
        known = self._known.get(word)
        if known is None:
            row = self._file.row(word)
            fits = len(row) == 2 and len(row[1]) == DIMENSIONS
            known = [int(row[0]) * (code - ZERO) for code in row[1]] if fits else []
            if len(self._known) < 20_000:
                self._known[word] = known
        return known


def _unit(vector: Sequence[float]) -> Vector:
    length = sum(map(mul, vector, vector)) ** 0.5
    return [value / length for value in vector] if length else []


def record(directions: Iterable[Vector]) -> bytes:
    """Several directions as bytes, four per coordinate."""
    return array("f", [value for direction in directions for value in direction]).tobytes()


def unpacked(directions: bytes) -> list[Vector]:
    """The directions of a record."""
    values = array("f", directions).tolist()
    return [values[start : start + DIMENSIONS] for start in range(0, len(values), DIMENSIONS)]


def nearest(direction: Vector, directions: Iterable[Vector]) -> float:
    """The cosine, -1 to 1, between a direction and the nearest of `directions`; 0 where there is none."""
    return max([sum(map(mul, direction, other)) for other in directions], default=0.0)
