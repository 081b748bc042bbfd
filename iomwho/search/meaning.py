"""How near in meaning a question is to what a unit handles, whether or not they share a word.

`data/meanings.tsv` gives each of some 30,000 English words, and of some 40,000 French, Spanish and German
stems (`fr:loy`), a direction in a space of 48 dimensions and a weight: what occurs in texts of like meaning
points alike, what says little weighs little. A text points where the sum of its words points; the
cosine between two texts says how alike they are, be they in one language or in two. Lines
`word<TAB>weight<TAB>direction`, a character per dimension, its code less ZERO being the coordinate. Source:
fitted to the sentence vectors of all-MiniLM-L6-v2 (Reimers and Gurevych, 2019, Apache License 2.0) and to
messages with the units that handle them; see `data/README.md`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import mul

from iomwho.model import LANGUAGES
from iomwho.search.text import parts, stems
from iomwho.search.vocabulary import WordFile

DIMENSIONS = 48
ZERO = 80
Vector = list[float]


class Meanings:
    """The vectors of words."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._known: dict[tuple[str, str], Vector] = {}

    def direction(self, words: Iterable[str], language: str = "en") -> Vector:
        """Where a text of these folded words points, at length 1; empty where none of them is known."""
        vectors = [vector for word in words if (vector := self._vector(word, language))]
        return _unit([sum(column) for column in zip(*vectors, strict=True)])

    def knows(self, word: str, language: str = "en") -> bool:
        """Whether a folded word has a direction."""
        return bool(self._vector(word, language))

    def _vector(self, folded: str, language: str) -> Vector:
        known = self._known.get((folded, language))
        if known is None:
            row = self._row(folded, language)
            fits = len(row) == 2 and len(row[1]) == DIMENSIONS
            known = [int(row[0]) * (code - ZERO) for code in row[1]] if fits else self._of_parts(folded, language)
            if len(self._known) < 20_000:
                self._known[folded, language] = known
        return known

    def _row(self, folded: str, language: str) -> list[bytes]:
        if language == "en":
            return self._file.row(folded)
        return self._file.row(f"{language}:{stems(folded).by_language[LANGUAGES.index(language)]}")

    def _of_parts(self, folded: str, language: str) -> Vector:
        """Where the parts of a German compound point."""
        found = parts(folded, lambda part: bool(self._row(part, language))) if language == "de" else ()
        return [sum(column) for column in zip(*(self._vector(part, language) for part in found), strict=True)]


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
