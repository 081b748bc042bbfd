"""The ranking: which unit is meant, and how sure that is. All of the formula is in this file.

What is preferred, with an example pair for each (the better first):

1. A name beats a topic. "IML": the International Migration Law Unit, not a text with these letters.
2. Cover: the unit that accounts for more of what was asked, rare words counting most.
   "donor reporting": Donor Relations (both words) before Results-based Management (reporting).
3. Claim: words within one responsibility beat the same words scattered over several.
   "staff travel": Staff Travel Coordination before a division with staff here and travel there.
4. Passage: a text that says just this beats a long one that mentions it.
   "recruitment": Staffing and Recruitment before an office whose facts include the word.
5. Lead beats support; a topic, a name or an ask beats a summary, and a summary a passing fact.
6. A place alone asks for the office that answers for it; beside a subject it says little.
   "Ghana": the Regional Office in Dakar. "donor in Ghana wants a report": Donor Relations.
7. Specific beats general, and where several parts of one unit tie, the unit above them answers.
   "recovery": the Recovery unit before its division. "finance": the department, not one of four.

Score and confidence are one figure from 0 to 1. It says how much of the question the unit accounts
for, so it means the same for every question; below LINE nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from iomwho.search.evidence import Evidence, Passage

LINE = 0.28

# The weights of the parts; they sum to 1. Cover leads: a right answer with a poor passage is more
# often right than a fine passage in a unit that is about something else.
COVER = 0.4
CLAIM = 0.2
PASSAGE = 0.2
NAME = 0.2

# How much to trust a text that matched, by where it stands.
TRUST = {
    "name": 1.0,
    "topic": 1.0,
    "ask": 0.95,
    "relation": 0.95,
    "former": 0.9,
    "region": 0.9,
    "place": 0.9,
    "summary": 0.6,
    "fact": 0.55,
}
SUPPORT = 0.85  # what a supporting role leaves of it
FILL = 0.45  # share of a passage's score that asks how much of the passage the query says


# A unit takes the place of one above it if it scores this share of the score, and a responsibility
# that it leads accounts for as much of the question as anything the one above has to say.
SPECIFIC = 0.85
SURE = 0.9  # a look-up by name: nothing takes its place


class Scored(NamedTuple):
    """A unit's score with its named parts, and the passages that speak best for it."""

    unit: int
    score: float
    parts: tuple[tuple[str, float], ...]
    passages: tuple[Passage, ...]


def passage_score(passage: Passage) -> float:
    """From 0 to 1: covered^0.7 * filled^0.3 * trust in the place where it stands."""
    fit = passage.covered ** (1 - FILL) * passage.filled**FILL
    return float(fit) * TRUST[passage.field] * (SUPPORT if passage.support else 1.0)


def score(evidence: Evidence, named: float) -> Scored:
    """The score of a unit; `named` says how far the query is its name, 0 to 1."""
    ordered = sorted(evidence.passages, key=lambda passage: (-passage_score(passage), passage.text))
    best = passage_score(ordered[0]) if ordered else 0.0
    name = max((passage_score(passage) for passage in ordered if passage.field == "name"), default=0.0)
    parts = (
        ("cover", COVER * evidence.cover),
        ("claim", CLAIM * evidence.claim),
        ("passage", PASSAGE * best),
        ("name", NAME * name),
    )
    total = sum(value for _, value in parts)
    if named > total:  # units of the same rung are told apart by the rest
        total = named + (1 - named) * 0.2 * total
    return Scored(evidence.unit, min(1.0, total), parts, tuple(ordered[:8]))


def settled(scored: list[Scored], above: Callable[[int], tuple[int, ...]]) -> list[Scored]:
    """Prefer the specific to the general: see 7 at the top. `scored` is best first."""
    first = scored[0] if scored else None
    if first is None or first.score >= SURE:
        return scored
    said = max((passage.covered for passage in first.passages), default=0.0)
    for rival in scored[1:6]:
        if rival.score < SPECIFIC * first.score:
            break
        led = max((item.covered for item in rival.passages if item.claim >= 0 and not item.support), default=0.0)
        if led >= said and first.unit in above(rival.unit):
            others = [item for item in scored if item is not rival]
            return [rival._replace(score=first.score), *others]
    return scored
