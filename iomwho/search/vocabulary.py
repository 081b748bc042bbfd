"""What a word can mean: its stems, its frequency in ordinary language, its spelling neighbours."""

from __future__ import annotations

from bisect import bisect_left
from mmap import ACCESS_READ, mmap

UNKNOWN = (0, 0, 0, 0)


class WordFile:
    """A text file of sorted lines `word<TAB>...`, read in place: a binary search over the bytes needs no building."""

    def __init__(self, data: bytes | mmap) -> None:
        self._data = data

    @classmethod
    def read(cls, path: str) -> WordFile:
        """The file at `path`; an empty one where it cannot be read."""
        try:
            with open(path, "rb") as file:
                return cls(mmap(file.fileno(), 0, access=ACCESS_READ))
        except (OSError, ValueError):  # none, or an empty one
            return cls(b"")

    def row(self, folded: str) -> list[bytes]:
        """What stands behind a word, between tabs; nothing if the word is not there."""
        if not folded.isascii():
            return []
        wanted = folded.encode()
        data, low, high = self._data, 0, len(self._data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start)
            end = len(data) if end < 0 else end
            line = data[start:end]
            word, _, rest = line.partition(b"\t")
            if word == wanted:
                return rest.split(b"\t")
            if word < wanted:
                low = end + 1
            else:
                high = start
        return []


class Frequencies:
    """How common a folded word is in ordinary English, French, Spanish or German.

    Lines `word<TAB>en<TAB>fr<TAB>es<TAB>de`, each figure ten times the Zipf value (log10 of
    occurrences per billion words; 30 to 80). Source: wordfreq (Speer, 2022), CC BY-SA 4.0.
    """

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._known: dict[str, tuple[int, ...]] = {}

    def figures(self, folded: str) -> tuple[int, ...]:
        """Ten times the Zipf value of a word in English, French, Spanish, German; 0 if unknown."""
        known = self._known.get(folded)
        if known is None:
            known = tuple([int(figure or 0) for figure in self._file.row(folded)]) or UNKNOWN
            if len(self._known) < 50_000:
                self._known[folded] = known
        return known

    def zipf(self, folded: str) -> float:
        """The highest Zipf value of a word over the languages, 3.0 to 8.0; 0.0 if unknown."""
        return max(self.figures(folded)) / 10


def informativeness(zipf: float) -> float:
    """How much an ordinary word says, from 0.05 (`the`) to 1 (rare or unknown).

    Linear in the Zipf value between 3 (once in a million words) and 6.5 (once in 300).
    """
    return min(1.0, max(0.05, (6.5 - zipf) / 3.5))


def allowed_errors(folded: str) -> int:
    """How many typing errors a word may hold: none below 4 letters, one up to 7, then two."""
    length = len(folded)
    return 0 if length < 4 else 1 if length < 8 else 2


def neighbours(folded: str, candidates: list[str], errors: int) -> list[tuple[str, int]]:
    """The `candidates` nearest to a word, within `errors` edits (swapped neighbours count once).

    Only the nearest distance is kept, and of those the words with swapped letters where there are
    any (unti -> unit, not anti); words that begin alike come first.
    """
    from rapidfuzz.distance import OSA  # costs 30 ms to import; most queries never need it
    from rapidfuzz.process import extract

    found = extract(folded, candidates, scorer=OSA.distance, score_cutoff=errors, limit=12)
    if not found:
        return []
    nearest = min(distance for _, distance, _ in found)
    kept = [(word, int(distance)) for word, distance, _ in found if distance == nearest]
    letters = sorted(folded)
    swapped = [item for item in kept if sorted(item[0]) == letters]
    return sorted(swapped or kept, key=lambda item: (item[0][0] != folded[0], item[0]))[:4]


def position(sorted_values: memoryview, wanted: int) -> int:
    """The index of `wanted` in an ascending array, or -1."""
    at = bisect_left(sorted_values, wanted)
    return at if at < len(sorted_values) and sorted_values[at] == wanted else -1
