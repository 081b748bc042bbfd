"""The places that a query names: countries, cities, regions and peoples, whole or with a typing error."""

from __future__ import annotations

from functools import lru_cache

from iomwho.fold import fold
from iomwho.search import text
from iomwho.search.query import PLACE, Reading, Slot
from iomwho.search.stopwords import FUNCTION_SOMEWHERE
from iomwho.search.tally import usual_countries, values
from iomwho.search.vocabulary import Frequencies
from iomwho.search.words import WORDS_KEPT, Lookup, Words

LONGEST_PLACE = 6

Spots = dict[int, tuple[int, tuple[str, ...]]]  # where a place stands -> its number of words, its countries


class Places:
    """Finds places among words."""

    def __init__(self, gazetteer: Lookup, starts: Lookup, words: Words, frequencies: Frequencies) -> None:
        self._gazetteer = gazetteer
        self._starts = starts
        self._words = words
        self._frequencies = frequencies
        self._longest_place = lru_cache(WORDS_KEPT)(self._longest)

    def find(self, typed: list[str], folded: list[str]) -> Spots:
        """Where places stand among words, as typed and folded."""
        return self._places(typed, folded) | self._misspelt_places(typed, folded)

    def slot(self, typed: list[str], codes: tuple[str, ...]) -> Slot:
        """The slot of a place: its countries, the seat of a unit, and its words as they stand in texts."""
        shown = " ".join(typed)
        readings = [Reading(tuple("@" + code for code in codes), 1.0, "place", shown)]
        readings += self._words.seat(" ".join(fold(word) for word in typed), shown)
        stems = [self._words.stems(word, fold(word)) for word in typed]
        if all(stems):  # a place is also in the texts: "the Sahel", "Bali Process"
            how = "exact" if len(codes) > 1 else "named"
            readings.append(Reading(tuple(next(iter(found)) for found in stems), 0.9, how, shown))
        return Slot(shown, PLACE, tuple(readings), "place")

    def _places(self, typed: list[str], folded: list[str]) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Where places stand: position -> (number of words, country codes); the longest wins."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        at = 0
        while at < len(folded):
            for width in range(min(LONGEST_PLACE, self._longest_place(folded[at])), 0, -1):
                codes = self._place(typed, folded, at, width)
                if codes:
                    found[at] = (width, codes)
                    break
            at += found[at][0] if at in found else 1
        return found

    def _longest(self, first: str) -> int:
        """How many words the longest place name has that begins with a word."""
        keys = {f"@:{word}" for word in (first, text.plain_umlauts(first))}
        return max((length for key in keys for length in values(self._starts.get(key))), default=0)

    def _misspelt_places(self, typed: list[str], folded: list[str]) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Places of several words of which one is misspelt: Papua New Ginea."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        if len(folded) < 2:
            return found
        for at, word in enumerate(folded):
            if len(word) < 4 or not self._words.is_unknown(word):
                continue
            for near, _ in self._words.near(word, 1):
                mended = [*folded[:at], near, *folded[at + 1 :]]
                places = self._places(typed, mended)
                found |= {start: place for start, place in places.items() if start <= at < start + place[0] > start + 1}
        return found

    def _place(self, typed: list[str], folded: list[str], at: int, width: int) -> tuple[str, ...]:
        if at + width > len(folded):
            return ()
        key = " ".join(folded[at : at + width])
        if width == 1:
            if key in FUNCTION_SOMEWHERE and not typed[at].isupper():
                return ()
            if len(key) <= 3 and not typed[at].isupper():
                return ()
            # a common word in lower case is that word: `nice`, `reading`, `turkey` at dinner
            if typed[at].islower() and self._frequencies.zipf(key) >= 5.2:
                return ()
        return usual_countries(self._gazetteer.get(key) or self._gazetteer.get(text.plain_umlauts(key)))
