"""What a word of a query may stand for: its stems in the dataset, or what they are guessed from.

lorrys -> lorry      corrected, for no language knows the word as typed
lorry  -> transport  an everyday word of the thesaurus
Beschaffungswesen    its parts: Beschaffung, Wesen
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

from iomwho.model import LANGUAGES
from iomwho.search import text
from iomwho.search.query import KIND_WEIGHT, NO_WEIGHT, PLACE, Reading, Slot
from iomwho.search.stopwords import KIND, PERVASIVE, SILENT_SOMEWHERE, kind_key
from iomwho.search.tally import usual_countries, values
from iomwho.search.vocabulary import Frequencies, allowed_errors, informativeness, neighbours

# What an indirect reading of a word is worth beside the word itself (1).
GUESSED = 0.8  # a stem of a word form that no language's list knows
AS_PART = 0.75  # Beschaffung of Beschaffungswesen
CORRECTED = 0.85  # reportng -> reporting: never above an exact word
CORRECTED_KNOWN = 0.5  # boarder -> border: the word as typed is a good word, but not here
SECOND_ERROR = 0.1  # what a second typing error takes off
JOINED = 1.0  # cyber security -> cybersecurity
SHORTEST_JOINED = 3  # letters of each of the two
SYNONYM = 0.75  # lorry -> transport
SYNONYM_BESIDE = 0.6  # where the word as typed is in the dataset too
KIND_IN_TEXT = 0.5  # such a word within a text: country teams, office space

SHARPNESS = 0.4  # a word weighs (its rarity here * how much it says anywhere) to this power
WORDS_KEPT = 4096  # words of which is kept what was found out
MAX_KEPT = 400  # words whose neighbours are kept


class Lookup(Protocol):
    """A table of the index."""

    def get(self, key: str) -> object | None:
        """The value at `key`, or None."""


class Rarity(Protocol):
    """How rare a stem is in the structure, 0 to 1."""

    def __call__(self, stem: str) -> float:
        """1 for a stem of one unit, near 0 for one of all."""


class Words:
    """Reads words by the tables of the index and of one structure."""

    def __init__(
        self, terms: Lookup, forms: Lookup, gazetteer: Lookup, synonyms: Lookup, spell: Lookup,
        frequencies: Frequencies, rarity: Rarity,
    ) -> None:  # fmt: skip
        self._terms = terms
        self._forms = forms
        self._gazetteer = gazetteer
        self._synonyms = synonyms
        self._spell = spell
        self._frequencies = frequencies
        self._rarity = rarity
        self.stems = lru_cache(WORDS_KEPT)(self._stems)
        self._neighbours: dict[tuple[str, int], list[tuple[str, int]]] = {}

    def slot(self, typed: str, folded: str, synonyms: tuple[Reading, ...]) -> Slot:
        """The slot of a word: its weight, and its own readings beside those of the thesaurus."""
        stems = self.stems(typed, folded)
        readings = tuple(Reading((stem,), worth, "exact", typed) for stem, worth in stems.items())
        if folded in KIND:
            hint = Reading((kind_key(folded),), 1.0, "kind", typed)
            beside = tuple(item._replace(worth=KIND_IN_TEXT) for item in readings)
            return Slot(typed, KIND_WEIGHT, (hint, *beside, *synonyms), "kind")
        common = informativeness(self._frequencies.zipf(folded))
        if folded in PERVASIVE:
            return Slot(typed, NO_WEIGHT, (*readings, *synonyms))
        if stems and max(stems.values()) == 1:
            rarity = min(self._rarity(stem) for stem in stems)
            return Slot(typed, (rarity * common) ** SHARPNESS, _beside(readings, synonyms))
        found = self._beside_corrections(typed, folded, synonyms) or self._indirect(typed, folded)
        if found and found[0].stems[0].startswith("~"):
            return Slot(typed, KIND_WEIGHT, found, "kind")
        if found and found[0].stems[0].startswith(("@", "#")):
            return Slot(typed, PLACE, (*readings, *found), "place")
        if found and found[0].how == "corrected":  # as weighty as the word that is meant
            meant = found[0]
            common = min(self._rarity(stem) for stem in meant.stems) * informativeness(
                self._frequencies.zipf(meant.shown)
            )
        return Slot(typed, common**SHARPNESS, (*readings, *found))

    def _stems(self, typed: str, folded: str) -> Mapping[str, float]:
        """`stems`: the stems of a word that the structure has, with their worth.

        Full worth where the dataset has the very word, or a language whose word list knows it
        gives this stem; less where the stem is only what some language's rules would cut.
        """
        found: dict[str, float] = {}
        forms = [folded, text.plain_umlauts(folded)]
        if typed.endswith("s") and is_abbreviation(typed[:-1]):  # RCPs
            forms.append(folded[:-1])
        for form in forms:
            found.update(dict.fromkeys(filter(None, values(self._forms.get(form))), 1.0))
        figures = self._frequencies.figures(folded)
        unknown = not any(figures)
        for language, stem, figure in zip(LANGUAGES, text.stems(typed).by_language, figures, strict=True):
            if figure or unknown:
                found.setdefault(f"{language}:{stem}", 1.0 if figure else GUESSED)
        return {stem: worth for stem, worth in found.items() if self._terms.get(stem) is not None}

    def seat(self, folded: str, shown: str) -> list[Reading]:
        """The reading of a city as the seat of a unit."""
        return [Reading(("#" + folded,), 1.0, "place", shown)] if self._terms.get("#" + folded) else []

    def is_unknown(self, folded: str) -> bool:
        """Whether neither the dataset nor any language knows a word."""
        return self._forms.get(folded) is None and self._frequencies.zipf(folded) == 0

    def near(self, folded: str, errors: int) -> list[tuple[str, int]]:
        """The words of the dataset nearest to one; asked for twice, as a place and as a word, it is kept."""
        known = self._neighbours.get((folded, errors))
        if known is not None:
            return known
        candidates: list[str] = []
        for length in range(len(folded) - errors, len(folded) + errors + 1):
            forms = self._spell.get(str(length))
            if isinstance(forms, tuple):
                candidates += forms
        if len(self._neighbours) > MAX_KEPT:
            self._neighbours.clear()
        found = self._neighbours[folded, errors] = neighbours(folded, candidates, errors)
        return found

    def _beside_corrections(self, typed: str, folded: str, synonyms: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """What the thesaurus says of a word; first, if no language knows it, the word it may be meant for.

        `unti` is rather a slip for `unit` than the stem of `untied`.
        """
        is_sure = any(item.how == "expression" for item in synonyms)
        if not synonyms or is_sure or self._frequencies.zipf(folded) or is_abbreviation(typed):
            return synonyms
        return (*self._corrections(typed, folded, 1), *synonyms)

    def _indirect(self, typed: str, folded: str) -> tuple[Reading, ...]:
        """Readings of a word nobody knows: one typing error, then its parts, then two errors."""
        return self._corrections(typed, folded, 1) or self._compound(folded) or self._corrections(typed, folded, 2)

    def _compound(self, folded: str) -> tuple[Reading, ...]:
        """Readings of a compound or run-together word: all its parts together, then each alone."""
        if len(folded) < 2 * text.SHORTEST_PART:
            return ()
        readings: list[Reading] = []
        whole: list[str] = []
        for part in text.parts(folded, self._is_word):
            stems = self.stems(part, part)
            if stems:
                whole.append(next(iter(stems)))
                readings += [Reading((stem,), AS_PART * worth, "part", part) for stem, worth in stems.items()]
            else:
                readings += [reading._replace(worth=AS_PART * SYNONYM) for reading in self._synonym(part)]
        if len(whole) > 1:
            return (Reading(tuple(whole), 1.0, "part", " ".join(item.shown for item in readings)), *readings)
        # half of a word says what is meant only if it is most of it: Beschaffung-swesen
        return tuple(item for item in readings if 2 * len(item.shown) >= len(folded) or item.how == "synonym")

    def _is_word(self, folded: str) -> bool:
        return self._forms.get(folded) is not None or self._frequencies.zipf(folded) >= 3.3

    def _corrections(self, typed: str, folded: str, most: int) -> tuple[Reading, ...]:
        zipf = self._frequencies.zipf(folded)
        errors = min(most, allowed_errors(folded))
        if zipf:  # a good word of some language is bent at most a little, and only if it is rare
            errors = 1 if zipf < 4.0 and len(folded) >= 5 else 0
        if not errors or not typed.isalpha():
            return ()
        worth = CORRECTED_KNOWN if zipf else CORRECTED
        readings: list[Reading] = []
        for word, distance in self.near(folded, errors):
            readings += self._corrected(word, worth - SECOND_ERROR * (distance - 1))
        return tuple(readings)

    def _corrected(self, word: str, worth: float) -> list[Reading]:
        if word in KIND:
            return [Reading((kind_key(word),), worth, "corrected", word)]
        readings = self.seat(word, word)
        found = usual_countries(self._gazetteer.get(word))
        if found:
            return [*readings, Reading(tuple("@" + code for code in found), worth, "corrected", word)]
        stems = self.stems(word, word)
        readings += [Reading((stem,), worth * each, "corrected", word) for stem, each in stems.items()]
        if not readings:
            readings += self._synonym(word)
        return [reading._replace(worth=min(worth, reading.worth), how="corrected", shown=word) for reading in readings]

    def spellings(self, folded: str) -> list[str]:
        """A word; if nobody knows it, those it may be meant for; none for a word that carries no subject."""
        if folded in SILENT_SOMEWHERE:
            return []
        if len(folded) < 4 or not self.is_unknown(folded):
            return [folded]
        return [word for word, _ in self.near(folded, 1)]

    def joined(self, left: str, right: str) -> list[Reading]:
        """The readings of two words that the dataset writes as one: `cyber security`."""
        word = left + right
        if min(len(left), len(right)) < SHORTEST_JOINED or not self._forms.get(word):
            return []
        return [Reading((stem,), JOINED * worth, "expression", word) for stem, worth in self.stems(word, word).items()]

    def _synonym(self, word: str) -> list[Reading]:
        stems = text.stems(word).by_language
        keys = [f"{language}:{stem}" for language, stem in zip(LANGUAGES, stems, strict=True)]
        return list({reading: None for key in keys for reading in self.synonym_of(key)})

    def synonym_of(self, key: str) -> list[Reading]:
        """What the thesaurus says that an expression (its language and stems) stands for."""
        meant = dict(values(self._synonyms.get(key)))
        return [Reading(stems, SYNONYM, "synonym", shown) for stems, shown in meant.items()]


def is_abbreviation(typed: str) -> bool:
    """Whether a word is typed like an abbreviation: two to six capitals."""
    return 1 < len(typed) < 7 and typed.isalpha() and typed.isupper()


def _beside(exact: tuple[Reading, ...], synonyms: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """A word's own readings, then those of the thesaurus: an expression means more than a word of it."""
    return (
        *exact,
        *(item if item.how == "expression" else item._replace(worth=SYNONYM_BESIDE) for item in synonyms),
    )
