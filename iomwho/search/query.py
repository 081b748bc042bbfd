"""What a query says: its words, which count and how much, and what each may stand for.

"who do I ask about lorrys in Wien?"
  who do I ask about in   dropped: they only put the question
  lorrys -> lorry         corrected, for no language knows the word as typed
  lorry  -> transport     an everyday word of the thesaurus
  Wien                    a place: the word itself and the country Austria
"""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from iomwho.fold import fold
from iomwho.model import LANGUAGES
from iomwho.record import NamedTuple
from iomwho.search import text
from iomwho.search.stopwords import FUNCTION, FUNCTION_SOMEWHERE, KIND, PERVASIVE, SILENT, SILENT_SOMEWHERE, kind_key
from iomwho.search.vocabulary import Frequencies, allowed_errors, informativeness, neighbours

MAX_WORDS = 400  # of a pasted message; the subject stands long before
ACRONYMS = frozenset(("it", "un", "us"))  # in capitals they are words of their own
FUNCTION_BONUS = 40  # of a language that uses the word as article, pronoun or the like
FOREIGN = 20  # how much rarer (in tenths of a Zipf unit) a word of another language may be
MOST_SLOTS = 20  # words and places of a message that are looked up
MAX_LETTERS = 50  # of a word; longer ones are no words
LONGEST_PLACE = 6
LONGEST_EXPRESSION = 4

# What an indirect reading of a word is worth beside the word itself (1).
GUESSED = 0.8  # a stem of a word form that no language's list knows
AS_PART = 0.75  # Beschaffung of Beschaffungswesen
CORRECTED = 0.85  # reportng -> reporting: never above an exact word
CORRECTED_KNOWN = 0.5  # boarder -> border: the word as typed is a good word, but not here
SECOND_ERROR = 0.1  # what a second typing error takes off
JOINED = 0.9  # cyber security -> cybersecurity
SHORTEST_JOINED = 3  # letters of each of the two
SYNONYM = 0.75  # lorry -> transport
SYNONYM_BESIDE = 0.6  # where the word as typed is in the dataset too

SHARPNESS = 0.4
# Weights of words that are not weighed by their rarity.
PLACE = 0.8
VAGUE = 0.65  # words that weigh no more in all are no subject: `our people in Juba`
PLACE_BESIDE = 0.45  # a place beside a subject says where somebody is, seldom what is asked
OUTSIDE = 1.3  # a word of a subject that nobody handles speaks against any answer
KIND_IN_TEXT = 0.5  # such a word within a text: country teams, office space
KIND_WEIGHT = 0.25  # unit, office, department: a hint at the kind of unit
SHORT = 2.5  # four or five rare words
LONG_SHARE = 0.15
NO_WEIGHT = 0.05  # migration, international: everywhere


class Lookup(Protocol):
    """A table of the index."""

    def get(self, key: str) -> object | None:
        """The value at `key`, or None."""


class Reading(NamedTuple):
    """One thing a word may stand for: stems (all meant together), its worth, and how it came about."""

    stems: tuple[str, ...]
    worth: float
    how: str  # exact, named, kind, part, corrected, synonym, expression, place
    shown: str


class Slot(NamedTuple):
    """One word, or one place name, of the query: as typed, its weight, its readings.

    `sort` is word, place, kind or outside (a word of a subject that nobody handles).
    """

    typed: str
    weight: float
    readings: tuple[Reading, ...]
    sort: str = "word"


class Query(NamedTuple):
    """An analysed query, in the `language` that its words tell. `ignored` are the words that do not count."""

    text: str
    language: str
    slots: tuple[Slot, ...]
    ignored: tuple[str, ...]
    weight: float
    outside: tuple[str, ...] = ()  # the subject that nobody handles, per language, if one is spoken of


class Analysis:
    """Analyses queries against the index tables of one structure."""

    def __init__(
        self, terms: Lookup, forms: Lookup, gazetteer: Lookup, synonyms: Lookup, outside: Lookup, spell: Lookup,
        starts: Lookup, words: Frequencies, rarity_of: Rarity,
    ) -> None:  # fmt: skip
        self._terms = terms
        self._forms = forms
        self._gazetteer = gazetteer
        self._synonyms = synonyms
        self._spell = spell
        self._neighbours: dict[tuple[str, int], list[tuple[str, int]]] = {}
        self._starts = starts
        self._outside = outside
        self._words = words
        self._rarity_of = rarity_of

    def analyse(self, query: str) -> Query:
        """The slots of `query`, in order."""
        typed = [word for word in text.words(query)[:MAX_WORDS] if len(word) <= MAX_LETTERS]
        folded = [fold(word) for word in typed]
        language = self._language(folded)
        places = self._places(typed, folded) | self._misspelt_places(typed, folded)
        spans = self._spans(typed)
        synonyms = self._expressions(spans, typed, folded)
        outside = self._outsides(spans, folded)
        slots: list[Slot] = []
        ignored: list[str] = []
        at = 0
        while at < len(typed):
            if at in places:
                width, codes = places[at]
                slots.append(self._place_slot(typed[at : at + width], codes))
                at += width
                continue
            if at in outside and outside[at][0] > 1:
                slots.append(Slot(typed[at], OUTSIDE, (), "outside"))
            elif self._is_silent(folded[at], typed[at], language):
                ignored.append(typed[at])
            elif at in outside:
                slot = self._word_slot(typed[at], folded[at], ())
                readings = tuple(item for item in slot.readings if item.how == "exact" and item.worth == 1)
                slots.append(Slot(typed[at], OUTSIDE, readings, "outside"))
            else:
                slots.append(self._word_slot(typed[at], folded[at], synonyms.get(at, ())))
            at += 1
        slots = _weighed(_merged(slots))
        slots, light = _heaviest(slots)
        subject = next(iter(outside.values()))[1] if outside else ()
        return Query(
            query, language, tuple(slots), (*ignored, *(slot.typed for slot in light)), _weight(slots), subject
        )

    def _language(self, folded: list[str]) -> str:
        """The language the query is written in, as its words tell; only silent words depend on it."""
        totals = [0] * len(LANGUAGES)
        for word in folded[:40]:
            for at, figure in enumerate(self._words.figures(word)):
                totals[at] += figure + (FUNCTION_BONUS if word in FUNCTION[LANGUAGES[at]] else 0)
        return LANGUAGES[totals.index(max(totals))]

    def _is_silent(self, folded: str, typed: str, language: str) -> bool:
        if folded not in SILENT_SOMEWHERE:
            return len(folded) < 2
        if typed.isupper() and folded in ACRONYMS:
            return False
        if folded in SILENT[language]:
            return True
        # a silent word of another language: it counts if this language uses it about as often
        figures = self._words.figures(folded)
        return figures[LANGUAGES.index(language)] < max(figures) - FOREIGN

    # -- places

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

    def _longest_place(self, first: str) -> int:
        """How many words the longest place name has that begins with a word."""
        known = (self._starts.get(f"@:{word}") for word in {first, text.plain_umlauts(first)})
        return max((length for length in known if isinstance(length, int)), default=0)

    def _misspelt_places(self, typed: list[str], folded: list[str]) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Places of several words of which one is misspelt: Papua New Ginea."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        if len(folded) < 2:
            return found
        for at, word in enumerate(folded):
            if len(word) < 4 or self._forms.get(word) is not None or self._words.zipf(word) > 0:
                continue
            for near, _ in self._near(word, 1):
                mended = [*folded[:at], near, *folded[at + 1 :]]
                places = self._places(typed, mended)
                found |= {start: place for start, place in places.items() if start <= at < start + place[0] > start + 1}
        return found

    def _near(self, folded: str, errors: int) -> list[tuple[str, int]]:
        """The words of the dataset nearest to one; asked for twice, as a place and as a word, it is kept."""
        known = self._neighbours.get((folded, errors))
        if known is not None:
            return known
        candidates: list[str] = []
        for length in range(len(folded) - errors, len(folded) + errors + 1):
            forms = self._spell.get(str(length))
            if isinstance(forms, tuple):
                candidates += forms
        if len(self._neighbours) > MAX_WORDS:
            self._neighbours.clear()
        found = self._neighbours[folded, errors] = neighbours(folded, candidates, errors)
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
            if typed[at].islower() and self._words.zipf(key) >= 5.2:
                return ()
        codes = self._gazetteer.get(key) or self._gazetteer.get(text.plain_umlauts(key))
        return codes if isinstance(codes, tuple) else ()

    def _place_slot(self, typed: list[str], codes: tuple[str, ...]) -> Slot:
        shown = " ".join(typed)
        readings = [Reading(tuple("@" + code for code in codes), 1.0, "place", shown)]
        readings += self._seat(" ".join(fold(word) for word in typed), shown)
        stems = [self._stems(word, fold(word)) for word in typed]
        if all(stems):  # a place is also in the texts: "the Sahel", "Bali Process"
            how = "exact" if len(codes) > 1 else "named"
            readings.append(Reading(tuple(next(iter(found)) for found in stems), 0.9, how, shown))
        return Slot(shown, PLACE, tuple(readings), "place")

    def _seat(self, folded: str, shown: str) -> list[Reading]:
        """The reading of a city as the seat of a unit."""
        return [Reading(("#" + folded,), 1.0, "place", shown)] if self._terms.get("#" + folded) else []

    # -- words

    def _word_slot(self, typed: str, folded: str, synonyms: tuple[Reading, ...]) -> Slot:
        stems = self._stems(typed, folded)
        readings = tuple(Reading((stem,), worth, "exact", typed) for stem, worth in stems.items())
        if folded in KIND:
            hint = Reading((kind_key(folded),), 1.0, "kind", typed)
            beside = tuple(item._replace(worth=KIND_IN_TEXT) for item in readings)
            return Slot(typed, KIND_WEIGHT, (hint, *beside, *synonyms), "kind")
        common = informativeness(self._words.zipf(folded))
        if folded in PERVASIVE:
            return Slot(typed, NO_WEIGHT, (*readings, *synonyms))
        if stems and max(stems.values()) == 1:
            rarity = min(self._rarity_of(stem) for stem in stems)
            return Slot(typed, (rarity * common) ** SHARPNESS, _beside(readings, synonyms))
        found = synonyms or self._indirect(typed, folded)
        if found and found[0].stems[0].startswith("~"):
            return Slot(typed, KIND_WEIGHT, found, "kind")
        if found and found[0].stems[0].startswith(("@", "#")):
            return Slot(typed, PLACE, (*readings, *found), "place")
        if found and found[0].how == "corrected":  # as weighty as the word that is meant
            meant = found[0]
            common = min(self._rarity_of(stem) for stem in meant.stems) * informativeness(self._words.zipf(meant.shown))
        return Slot(typed, common**SHARPNESS, (*readings, *found))

    def _stems(self, typed: str, folded: str) -> dict[str, float]:
        """The stems of a word that the structure has, with their worth.

        Full worth where the dataset has the very word, or a language whose word list knows it
        gives this stem; less where the stem is only what some language's rules would cut.
        """
        found: dict[str, float] = {}
        forms = [folded, text.plain_umlauts(folded)]
        if typed.endswith("s") and is_abbreviation(typed[:-1]):  # RCPs
            forms.append(folded[:-1])
        for form in forms:
            known = self._forms.get(form)
            if isinstance(known, tuple):
                found.update(dict.fromkeys(known, 1.0))
        figures = self._words.figures(folded)
        unknown = not any(figures)
        for language, stem, figure in zip(LANGUAGES, text.stems(typed).by_language, figures, strict=True):
            if figure or unknown:
                found.setdefault(f"{language}:{stem}", 1.0 if figure else GUESSED)
        return {stem: worth for stem, worth in found.items() if self._terms.get(stem) is not None}

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
            stems = self._stems(part, part)
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
        return self._forms.get(folded) is not None or self._words.zipf(folded) >= 3.3

    def _corrections(self, typed: str, folded: str, most: int) -> tuple[Reading, ...]:
        zipf = self._words.zipf(folded)
        errors = min(most, allowed_errors(folded))
        if zipf:  # a good word of some language is bent at most a little, and only if it is rare
            errors = 1 if zipf < 4.0 and len(folded) >= 5 else 0
        if not errors or not typed.isalpha():
            return ()
        worth = CORRECTED_KNOWN if zipf else CORRECTED
        readings: list[Reading] = []
        for word, distance in self._near(folded, errors):
            readings += self._corrected(word, worth - SECOND_ERROR * (distance - 1))
        return tuple(readings)

    def _corrected(self, word: str, worth: float) -> list[Reading]:
        if word in KIND:
            return [Reading((kind_key(word),), worth, "corrected", word)]
        readings = self._seat(word, word)
        codes = self._gazetteer.get(word)
        if isinstance(codes, tuple):
            return [*readings, Reading(tuple("@" + code for code in codes), worth, "corrected", word)]
        stems = self._stems(word, word)
        readings += [Reading((stem,), worth * each, "corrected", word) for stem, each in stems.items()]
        if not readings:
            readings += self._synonym(word)
        return [reading._replace(worth=min(worth, reading.worth), how="corrected", shown=word) for reading in readings]

    # -- everyday expressions

    def _spans(self, typed: list[str]) -> list[tuple[int, int, int, str]]:
        """Where an expression may stand: (number of the language, position, words, key), the longer first."""
        found: list[tuple[int, int, int, str]] = []
        by_language = [text.stems(word).by_language for word in typed]
        for number, language in enumerate(LANGUAGES):
            stems = [of_word[number] for of_word in by_language]
            for start, first in enumerate(stems):
                longest = self._starts.get(f"{language}:{first}")
                if isinstance(longest, int):
                    for width in range(min(longest, LONGEST_EXPRESSION, len(stems) - start), 0, -1):
                        found.append((number, start, width, f"{language}:" + " ".join(stems[start : start + width])))
        return found

    def _expressions(
        self, spans: list[tuple[int, int, int, str]], typed: list[str], folded: list[str]
    ) -> dict[int, tuple[Reading, ...]]:
        """Position of a word -> what the thesaurus says that it, or the expression it is in, stands for."""
        found: dict[int, dict[Reading, None]] = {}
        for number, start, width, key in spans:
            if width == 1 and not _may_expand(typed[start], folded[start], self._words.figures(folded[start]), number):
                continue
            for reading in self._synonym_of(key):
                how = "expression" if width > 1 else "synonym"
                for at in range(start, start + width):
                    found.setdefault(at, {})[reading._replace(how=how)] = None
        spellings = [self._spellings(word) for word in folded]
        for at, (lefts, rights) in enumerate(pairwise(spellings)):
            for reading in (item for left in lefts for right in rights for item in self._joined(left, right)):
                found.setdefault(at, {})[reading] = None
                found.setdefault(at + 1, {})[reading] = None
        return {at: tuple(readings) for at, readings in found.items()}

    def _spellings(self, folded: str) -> list[str]:
        """A word; if nobody knows it, those it may be meant for."""
        if len(folded) < 4 or self._forms.get(folded) is not None or self._words.zipf(folded):
            return [folded]
        return [word for word, _ in self._near(folded, 1)]

    def _joined(self, left: str, right: str) -> list[Reading]:
        """The readings of two words that the dataset writes as one: `cyber security`."""
        word = left + right
        if min(len(left), len(right)) < SHORTEST_JOINED or not self._forms.get(word):
            return []
        return [Reading((stem,), JOINED * worth, "expression", word) for stem, worth in self._stems(word, word).items()]

    def _outsides(
        self, spans: list[tuple[int, int, int, str]], folded: list[str]
    ) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Position of a word -> (words of the expression it is in, the subject that nobody handles)."""
        found: dict[int, tuple[int, tuple[str, ...]]] = {}
        for _, start, width, key in spans:
            subject = self._outside.get(key)
            if isinstance(subject, tuple) and not (width == 1 and folded[start] in SILENT_SOMEWHERE):
                for at in range(start, start + width):
                    found[at] = max(found.get(at, (0, ())), (width, subject), key=lambda item: item[0])
        return found

    def _synonym(self, word: str) -> list[Reading]:
        stems = text.stems(word).by_language
        keys = [f"{language}:{stem}" for language, stem in zip(LANGUAGES, stems, strict=True)]
        return list({reading: None for key in keys for reading in self._synonym_of(key)})

    def _synonym_of(self, key: str) -> list[Reading]:
        targets = self._synonyms.get(key)
        if not isinstance(targets, tuple):
            return []
        return [Reading(tuple(target), SYNONYM, "synonym", shown) for target, shown in targets]


def is_abbreviation(typed: str) -> bool:
    """Whether a word is typed like an abbreviation: two to six capitals."""
    return 1 < len(typed) < 7 and typed.isalpha() and typed.isupper()


class Rarity(Protocol):
    """How rare a stem is in the structure, 0 to 1."""

    def __call__(self, stem: str) -> float:
        """1 for a stem of one unit, near 0 for one of all."""


def _beside(exact: tuple[Reading, ...], synonyms: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """A word's own readings, then those of the thesaurus: an expression means more than a word of it."""
    return (
        *exact,
        *(item if item.how == "expression" else item._replace(worth=SYNONYM_BESIDE) for item in synonyms),
    )


def _merged(slots: list[Slot]) -> list[Slot]:
    """A word said twice counts once."""
    seen: dict[object, Slot] = {}
    for slot in slots:
        seen.setdefault(slot.readings or slot.typed.casefold(), slot)
    return list(seen.values())


def _weighed(slots: list[Slot]) -> list[Slot]:
    """Places count in full only where little else is asked for, and where nothing else is, as places only."""
    words = [slot.weight for slot in slots if slot.sort == "word" and slot.weight > NO_WEIGHT]
    if not words:
        return [slot._replace(readings=tuple(item for item in slot.readings if item.how != "named")) for slot in slots]
    if sum(words) <= VAGUE:
        return slots
    return [slot._replace(weight=PLACE_BESIDE) if slot.sort == "place" else slot for slot in slots]


def _heaviest(slots: list[Slot]) -> tuple[list[Slot], list[Slot]]:
    """The MOST_SLOTS heaviest slots, in order, and the others: a long message tells much that is not asked."""
    if len(slots) <= MOST_SLOTS:
        return slots, []
    least = sorted((slot.weight for slot in slots), reverse=True)[MOST_SLOTS - 1]
    heavy = [slot for slot in slots if slot.weight >= least][:MOST_SLOTS]
    return heavy, [slot for slot in slots if slot not in heavy]


def _weight(slots: list[Slot]) -> float:
    """The weight that an answer must account for: all of a question, less and less of a message.

    A message tells who writes and why before it comes to the point; beyond SHORT, only a share of
    its words is asked about.
    """
    total = sum(slot.weight for slot in slots)
    return (total or 1.0) if total <= SHORT else SHORT + LONG_SHARE * (total - SHORT)


def _may_expand(typed: str, folded: str, figures: tuple[int, ...], number: int) -> bool:
    """Whether a single word may be looked up in the thesaurus of a language (by its number)."""
    if folded in SILENT_SOMEWHERE:
        return typed.isupper() and folded in ACRONYMS
    return bool(figures[number]) or not any(figures)  # else it is a word of another language
