"""Words out of text: folding, tokens, stems, compounds. The same for queries and for the dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import normalize

import Stemmer

from iomwho.fold import fold
from iomwho.model import LANGUAGES
from iomwho.record import NamedTuple

_STEMMERS = tuple(Stemmer.Stemmer(name) for name in ("english", "french", "spanish", "german"))

# A word: letters, digits and combining marks of any script; or an abbreviation with dots (U.N.).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# These few queries need: `re` compiles them when the first one does.
_ELISION = r"(?i)\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’´`](?=\w)"
_POSSESSIVE = r"(?i)(?<=\w)['’´`]s\b"
_APOSTROPHE = r"(?<=\w)['’´`](?=\w)"

# Between the parts of a German compound: Beschaffung-s-wesen, Frau-en-förderung.
_LINKS = ("", "s", "es", "n", "en", "er", "e")
SHORTEST_PART = 4


def words(text: str) -> list[str]:
    """The words of `text` as typed, without elisions (l', d') and possessives ('s)."""
    if not text.isascii():
        text = normalize("NFC", text)
    if "'" in text or "’" in text or "´" in text or "`" in text:
        text = re.sub(_ELISION, " ", text)
        text = re.sub(_POSSESSIVE, "", text)
        text = re.sub(_APOSTROPHE, "", text)
    return [word.replace(".", "") for word in _WORD.findall(text)]


def stem(word: str, language: str) -> str:
    """The folded Snowball stem of a word (any case, accents kept) in `language` (en, fr, es, de)."""
    lower = _american(word.lower()) if language == "en" else word.lower()
    return fold(_STEMMERS[LANGUAGES.index(language)].stemWord(lower))


# British endings and the American ones. Both spellings of a word must meet; that a few words are
# bent that have no other spelling (exercise) does no harm, for they are bent alike everywhere.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e[drs]?|ers|ing|able|ations?|ational)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|able|ful|ers?)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
)


def _american(word: str) -> str:
    """An English word in American spelling: organisation, labour, centre, programme."""
    for ending, american in _BRITISH:
        word = ending.sub(american, word)
    return word


class Stems(NamedTuple):
    """The stem of a word in each language (en, fr, es, de), and the folded word itself."""

    by_language: tuple[str, str, str, str]
    folded: str


@lru_cache(4096)
def stems(word: str) -> Stems:
    """The stems of a word whose language is not known."""
    lower = word.lower()
    english, *others = _STEMMERS
    french, spanish, german = (fold(stemmer.stemWord(lower)) for stemmer in others)
    return Stems((fold(english.stemWord(_american(lower))), french, spanish, german), fold(lower))


def plain_umlauts(folded: str) -> str:
    """A folded word with ae, oe, ue written as a, o, u: how `Oesterreich` meets `Österreich`."""
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def parts(folded: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Split a run-together word or a German compound into two or three words that are `known`.

    Prefers the fewest and then the most balanced parts; empty where no split exists.
    """
    length = len(folded)
    if length < 2 * SHORTEST_PART:
        return ()
    best: tuple[str, ...] = ()
    shortest = 0
    for cut in range(SHORTEST_PART, length - SHORTEST_PART + 1):
        left, right = folded[:cut], folded[cut:]
        head = _without_link(left, known)
        if head and known(right) and min(len(head), len(right)) > shortest:
            best, shortest = (head, right), min(len(head), len(right))
    if best or length < 3 * SHORTEST_PART:
        return best
    for cut in range(SHORTEST_PART, length - 2 * SHORTEST_PART + 1):
        head = _without_link(folded[:cut], known)
        rest = parts(folded[cut:], known) if head else ()
        if rest and len(rest) == 2:
            return (head, *rest)
    return ()


def _without_link(part: str, known: Callable[[str], bool]) -> str:
    for link in _LINKS:
        if part.endswith(link):
            bare = part[: len(part) - len(link)] if link else part
            if len(bare) >= SHORTEST_PART and known(bare):
                return bare
    return ""


def initials(name_words: Iterable[str]) -> str:
    """The initials of a name's words, in capitals."""
    return "".join(word[0] for word in name_words if word).upper()
