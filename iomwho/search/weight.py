"""What the index is built with and a query is weighed with: fields, rarity, names as they are looked up.

Apart from `index.py`, for a query needs this much of it, and nothing of how it is built.
"""

from __future__ import annotations

from math import log, log2

from iomwho.fold import fold
from iomwho.search import text
from iomwho.search.stopwords import FUNCTION_SOMEWHERE

# Where a text of a unit stands; the index and the evidence name a field by its place here.
FIELDS = ("name", "former", "topic", "ask", "relation", "summary", "fact", "place", "region")
SUPPORT = 0.6  # what a supporting role leaves of a strength
UNIT = 65_536  # in which the weights of texts are written: a word that one unit has counts this much
LIGHT = 0.05  # what a stem of a word that is everywhere, or of a kind of unit, counts within a text


def rarity(count: int, total: int) -> float:
    """Inverse document frequency of a word that `count` of some `total` units have, from 0 to 1.

    ln(1 + total / count) / ln(1 + total): 1 for a word of one unit, near 0 for one of all.
    """
    return log(1 + total / count) / log(1 + total) if count else 1.0


def roughly(units: int) -> int:
    """How many units there are, as far as rarity minds: the nearest power of 2.

    A unit more or less must not make every word of every other a little rarer or commoner.
    """
    return 2 ** round(log2(units)) if units else 0


def name_key(name: str) -> str:
    """A name as looked up: folded words without articles, prepositions and `the`."""
    return " ".join(folded for word in text.words(name) if (folded := fold(word)) not in FUNCTION_SOMEWHERE)
