"""From the text of a query to its slots: which words count, which belong together, what each may stand for.

"who do I ask about lorrys in Wien?"
  who do I ask about in   dropped: they only put the question
  lorrys                  a word: see `words.py`
  Wien                    a place: the word itself and the country Austria, see `places.py`
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from iomwho.fold import fold
from iomwho.model import LANGUAGES
from iomwho.search import text
from iomwho.search.places import Places, Spots
from iomwho.search.query import OUTSIDE, Query, Reading, Slot, heaviest, merged, total_weight, weighed
from iomwho.search.stopwords import COVERAGE, FUNCTION, KIND, PERVASIVE, SILENT, SILENT_SOMEWHERE
from iomwho.search.tally import first, values
from iomwho.search.vocabulary import Frequencies
from iomwho.search.words import WORDS_KEPT, Lookup, Words

MAX_WORDS = 400  # of a pasted message; the subject stands long before
MAX_LETTERS = 50  # of a word; longer ones are no words
ACRONYMS = frozenset(("it", "un", "us"))  # in capitals they are words of their own
FUNCTION_BONUS = 40  # of a language that uses the word as article, pronoun or the like
FOREIGN = 20  # how much rarer (in tenths of a Zipf unit) a word of another language may be
LONGEST_EXPRESSION = 4


class Analysis:
    """Analyses queries against the index tables of one structure."""

    def __init__(self, words: Words, places: Places, outside: Lookup, starts: Lookup, frequencies: Frequencies) -> None:
        self._words = words
        self._places = places
        self._outside = outside
        self._starts = starts
        self._frequencies = frequencies
        self._openings = lru_cache(WORDS_KEPT)(self._opened)

    def analyse(self, query: str) -> Query:
        """The slots of `query`, in order."""
        typed = [word for word in text.words(query)[:MAX_WORDS] if len(word) <= MAX_LETTERS]
        folded = [fold(word) for word in typed]
        language = self._language(
            [word for word, as_typed in zip(folded, typed, strict=True) if not _is_acronym(word, as_typed)]
        )
        places = self._places.find(typed, folded)
        spans = self._spans(typed)
        synonyms = self._expressions(spans, typed, folded)
        outside = self._outsides(spans, folded)
        silent = {at for at in range(len(typed)) if self._is_silent(folded[at], typed[at], language)}
        silent |= _of_coverage(folded, silent, places)
        slots: list[Slot] = []
        ignored: list[str] = []
        at = 0
        while at < len(typed):
            if at in places:
                width, codes = places[at]
                slots.append(self._places.slot(typed[at : at + width], codes))
                at += width
                continue
            if at in outside and outside[at][0] > 1:
                slots.append(Slot(typed[at], OUTSIDE, (), "outside"))
            elif at in silent:
                ignored.append(typed[at])
            elif at in outside:
                slot = self._words.slot(typed[at], folded[at], ())
                readings = tuple(item for item in slot.readings if item.how == "exact" and item.worth == 1)
                slots.append(Slot(typed[at], OUTSIDE, readings, "outside"))
            else:
                slots.append(self._words.slot(typed[at], folded[at], synonyms.get(at, ())))
            at += 1
        slots = weighed(merged(slots))
        slots, light = heaviest(slots)
        subject = next(iter(outside.values()))[1] if outside else ()
        return Query(
            query, language, tuple(slots), (*ignored, *(slot.typed for slot in light)), total_weight(slots), subject
        )

    def _language(self, folded: list[str]) -> str:
        """The language the query is written in, as its words tell; only silent words depend on it."""
        totals = [0] * len(LANGUAGES)
        for word in folded[:40]:
            for at, figure in enumerate(self._frequencies.figures(word)):
                totals[at] += figure + (FUNCTION_BONUS if word in FUNCTION[LANGUAGES[at]] else 0)
        return LANGUAGES[totals.index(max(totals))]

    def _is_silent(self, folded: str, typed: str, language: str) -> bool:
        if folded not in SILENT_SOMEWHERE:
            return len(folded) < 2
        if _is_acronym(folded, typed):
            return False
        if folded in SILENT[language]:
            return True
        # a silent word of another language: it counts if this language uses it about as often
        figures = self._frequencies.figures(folded)
        return figures[LANGUAGES.index(language)] < max(figures) - FOREIGN

    def _spans(self, typed: list[str]) -> list[tuple[int, int, int, str]]:
        """Where an expression may stand: (number of the language, position, words, key), the longer first."""
        found: list[tuple[int, int, int, str]] = []
        by_language = [text.stems(word).by_language for word in typed]
        openings = [self._openings(word) for word in typed]
        for number, language in enumerate(LANGUAGES):
            stems = [of_word[number] for of_word in by_language]
            for start, widths in enumerate(openings):
                for width in widths[number]:
                    if start + width <= len(stems):
                        found.append((number, start, width, f"{language}:" + " ".join(stems[start : start + width])))
        return found

    def _opened(self, word: str) -> tuple[list[int], ...]:
        """`openings`: how many words the expressions have that begin with a word, by language; the longer first."""
        stems = text.stems(word).by_language
        found = (self._starts.get(f"{language}:{stem}") for language, stem in zip(LANGUAGES, stems, strict=True))
        return tuple(
            [
                sorted((width for width in values(widths) if width <= LONGEST_EXPRESSION), reverse=True)
                for widths in found
            ]
        )

    def _expressions(
        self, spans: list[tuple[int, int, int, str]], typed: list[str], folded: list[str]
    ) -> dict[int, tuple[Reading, ...]]:
        """Position of a word -> what the thesaurus says that it, or the expression it is in, stands for."""
        found: dict[int, dict[Reading, None]] = {}
        for number, start, width, key in spans:
            if width == 1 and not _may_expand(
                typed[start], folded[start], self._frequencies.figures(folded[start]), number
            ):
                continue
            for reading in self._words.synonym_of(key):
                how = "expression" if width > 1 else "synonym"
                for at in range(start, start + width):
                    found.setdefault(at, {})[reading._replace(how=how)] = None
        spellings = [self._words.spellings(word) for word in folded]
        for at, (lefts, rights) in enumerate(pairwise(spellings)):
            for reading in (item for left in lefts for right in rights for item in self._words.joined(left, right)):
                found.setdefault(at, {})[reading] = None
                found.setdefault(at + 1, {})[reading] = None
        return {at: tuple(readings) for at, readings in found.items()}

    def _outsides(
        self, spans: list[tuple[int, int, int, str]], folded: list[str]
    ) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Position of a word -> (words of the expression it is in, the subject that nobody handles)."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        for _, start, width, key in spans:
            subject = first(self._outside.get(key))
            if subject and not (width == 1 and folded[start] in SILENT_SOMEWHERE):
                for at in range(start, start + width):
                    found[at] = max(found.get(at, (0, ())), (width, subject), key=lambda item: item[0])
        return found


def _of_coverage(folded: list[str], silent: set[int], places: Spots) -> set[int]:
    """Where the words stand by which one asks who answers for a place, if that is all that is asked."""
    named = {at for start, (width, _) in places.items() for at in range(start, start + width)}
    others = [at for at in range(len(folded)) if at not in silent | named and folded[at] not in KIND | PERVASIVE]
    return set(others) if places and all(folded[at] in COVERAGE for at in others) else set()


def _is_acronym(folded: str, typed: str) -> bool:
    """Whether a word is the UN, the US or IT, not an article or a pronoun."""
    return typed.isupper() and folded in ACRONYMS


def _may_expand(typed: str, folded: str, figures: tuple[int, ...], number: int) -> bool:
    """Whether a single word may be looked up in the thesaurus of a language (by its number)."""
    if folded in SILENT_SOMEWHERE:
        return _is_acronym(folded, typed)
    return bool(figures[number]) or not any(figures)  # else it is a word of another language
