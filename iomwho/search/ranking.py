"""The ranking: which unit is meant, and how sure that is. All of the formula is in this file.

What is preferred, with an example pair for each (the better first):

1. A name beats a topic. "IML": the International Migration Law Unit, not a text with these letters.
2. Cover: the unit that accounts for more of what was asked, rare words counting most.
   "donor reporting": Donor Relations (both words) before Results-based Management (reporting).
3. Claim: words within one responsibility beat the same words scattered over several.
   "staff travel": Staff Travel Coordination before a division with staff here and travel there.
4. Passage: a text that says just this beats a long one that mentions it.
   "recruitment": Staffing and Recruitment before an office whose facts include the word.
   Most of all a responsibility that the unit leads, word for word. "Global Crisis Response Platform": Donor
   Relations, which maintains it, not the department that works with it and has all these words in other places.
5. Lead beats support; a topic, a name or an ask beats a summary, and a summary a passing fact: how
   strongly a word speaks for a unit by where it stands is weighed when the index is built.
6. A place alone asks for the office that answers for it; beside a subject it says little.
   "Ghana": the Regional Office in Dakar. "donor in Ghana wants a report": Donor Relations.
7. Specific beats general, unless the general one's own name says all that was asked.
   "legal opinion on the Constitution": the Institutional Law division before its department.
   "research": the Department of Policy and Research, not one of its divisions. A body that several offices deal with, each for
   its region, is asked about at the unit that deals with it for all: "RCPs", not the offices in Africa.
8. A unit whose record says that all of what was asked is another's gives way to that one.
   "procurement": the Supply Chain Division, to which ICT Procurement refers general procurement.

9. The question's own words beat what the thesaurus makes of them. "bus stop" does not mean
   transport as surely as "transport" does.
10. Meaning: where words do not decide, the responsibility that speaks of like things.
   "broken lift on the third floor": Common Services, not a unit that lifts barriers or breaks ceilings.
   "un techo después del huracán": Shelter and Settlements, not the office for the Caribbean.

The parts add up to a raw score from 0 to 1; `confidence` makes of it the score that is shown: the
chance that a unit with such a raw score handles the matter. It means the same for every question.
Below LINE nobody is named. How high a raw score must be depends on the question (`bar`): whoever writes
a long message has some matter, of which the many other words say nothing; and where it speaks
of a subject that nobody handles, or of something alike, the rest must speak clearly.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from iomwho.record import NamedTuple
from iomwho.search.evidence import Evidence, Passage

LINE = 0.5

# A raw score at the bar is as often wrong as right; within SLOPE of it the chance is from 27 to 73%.
# These and the weights below are fitted to the project's own questions: a choice among units and nobody.
EVEN = 0.27
SLOPE = 0.07
LONG = 0.09  # how much lower the bar is for a message of MANY words that count, or more
MANY = 12
BESIDES = 0.1  # how much higher it is where words are said of a subject that nobody handles
NARROWED = 0.05  # how much lower it is where only a branch or a kind is looked at: somebody is expected there
FOREIGN = 0.30  # how much higher it is for a question that is alike to such a subject

# The weights of the parts; they sum to 1, but for TOPIC. Cover comes before passage: a right answer with a poor
# passage is more often right than a fine passage in a unit that is about something else.
COVER = 0.25
CLAIM = 0.09
PASSAGE = 0.20
NAME = 0.17
TYPED = 0.02
MEANING = 0.27

TOPIC = 0.06  # what is added for a topic that the unit leads if it is all that was asked, and says no more
VERBATIM = 0.95

ALIKE = 0.2  # how alike any two texts about work are: what is above it counts
# Where the meaning of a question is not known: how alike on that scale a fitting unit mostly is, and a foreign subject.
NEUTRAL = 0.5
ORDINARY = 0.3

FILL = 0.45  # share of a passage's score that asks how much of the passage the query says


# A unit takes the place of one above it if its raw score is this share of the other's, and a responsibility
# that it leads accounts for as much of the question as anything the one above has to say.
SPECIFIC = 0.88

# And the other way: the unit above answers if its own name says all that was asked. "health" is the
# Migration Health Division, not one of its eight units.
GENERAL = 0.85
WHOLE = 0.9
REFERRED = 0.75
MEANT = 0.6  # the part `name` of a unit whose name is most of what was asked, as a share of its weight

# Which of the texts that matched says best why: a topic or an ask rather than a passing remark.
# The score is not touched by this.
SAYING = {"former": 0.9, "summary": 0.6, "fact": 0.55}

NAME_FILL = 0.6  # people shorten names: what they leave out costs little


class Scored(NamedTuple):
    """A unit's score with its named parts, and the passages that speak best for it.

    `named` is the rung of a look-up by name (0: none), `by_name` the share of the question that the
    unit's own name accounts for.
    """

    unit: int
    score: float
    raw: float
    named: float
    by_name: float
    parts: tuple[tuple[str, float], ...]
    passages: tuple[Passage, ...]


def passage_score(passage: Passage) -> float:
    """From 0 to 1: covered^0.55 * filled^0.45."""
    return float(passage.covered ** (1 - FILL) * passage.filled**FILL)


def name_score(passage: Passage) -> float:
    """From 0 to 1: covered^2 * filled^0.6. A name is meant if it is most of what was asked.

    "data protection" does not mean the Protection Division.
    """
    return float(passage.covered**2 * passage.filled**NAME_FILL)


def meaning_score(alike: float | None, unknown: float) -> float:
    """From 0 to 1: how much more alike a question and a subject are than any two texts."""
    return unknown if alike is None else max(0.0, (alike - ALIKE) / (1 - ALIKE))


def bar(slots: int, outside: bool, foreign: float | None, narrowed: bool) -> float:
    """The raw score that is as often wrong as right for a query of so many slots.

    `outside`: it has words of a subject that nobody handles; `foreign`: how alike it is to the nearest
    of these subjects, -1 to 1, None where that is not known; `narrowed`: only some units are looked at.
    """
    doubt = BESIDES * outside + FOREIGN * meaning_score(foreign, ORDINARY)
    return EVEN + doubt - LONG * min(1.0, slots / MANY) - NARROWED * narrowed


def score(evidence: Evidence, named: float, bar: float) -> Scored:
    """The score of a unit; `named` says how far the query is its name, 0 to 1."""
    rates = [passage_score(passage) for passage in evidence.passages]
    best = max(rates, default=0.0)
    name = max((name_score(passage) for passage in evidence.passages if passage.field == "name"), default=0.0)
    parts: tuple[tuple[str, float], ...] = (
        ("cover", COVER * evidence.cover),
        ("claim", CLAIM * evidence.claim),
        ("passage", PASSAGE * best),
        ("name", NAME * name),
        ("typed", TYPED * evidence.typed),
        ("meaning", MEANING * meaning_score(evidence.meaning, NEUTRAL)),
        ("topic", TOPIC * any(map(_is_verbatim, evidence.passages))),
    )
    raw = sum(value for _, value in parts)
    if named:  # units of the same rung are told apart by the rest
        parts = (("look-up by name", named), ("rest", 0.05 * raw))
        raw = max(raw, named + 0.05 * raw)
    by_name = max((passage.covered for passage in evidence.passages if passage.field == "name"), default=0.0)
    order = sorted(
        range(len(rates)),
        key=lambda at: (-rates[at] * SAYING.get(evidence.passages[at].field, 1.0), evidence.passages[at].text),
    )
    passages = tuple(evidence.passages[at] for at in order[:8])
    return Scored(evidence.unit, confidence(raw, bar), raw, named, by_name, parts, passages)


def _is_verbatim(passage: Passage) -> bool:
    led = passage.field == "topic" and not passage.support
    return led and passage.covered >= VERBATIM and passage.filled >= VERBATIM


def confidence(raw: float, bar: float) -> float:
    """The chance, 0 to 1, that a unit with this raw score handles the matter: a logistic curve."""
    return 1 / (1 + exp(-(raw - bar) / SLOPE))


def settled(
    scored: list[Scored], above: Callable[[int], tuple[int, ...]], is_local: Callable[[int], bool]
) -> list[Scored]:
    """Choose between a unit and one above it, or between local units and one that is not: see 7 at the top.

    `scored` is best first.
    """
    first = scored[0] if scored else None
    if first is None:
        return scored
    if first.named:  # a look-up by name: only one that bears the name as well takes its place
        bearers = [item for item in scored[1:6] if item.named == first.named]
        shared = is_local(first.unit) and any(is_local(item.unit) for item in bearers)
        wider = [item for item in bearers if item.unit in above(first.unit) or (shared and not is_local(item.unit))]
        return [*wider, *(item for item in scored if item not in wider)]
    said = max((passage.covered for passage in first.passages), default=0.0)
    for rival in scored[1:6]:
        general = rival.unit in above(first.unit) and rival.by_name >= WHOLE and rival.raw >= GENERAL * first.raw
        led = max((item.covered for item in rival.passages if item.claim >= 0 and not item.support), default=0.0)
        specific = first.unit in above(rival.unit) and led >= said and rival.raw >= SPECIFIC * first.raw
        if general or (specific and first.by_name < WHOLE):
            others = [item for item in scored if item is not rival]
            return [rival._replace(score=first.score, raw=first.raw), *others]
    return scored


def deferred(scored: list[Scored], refers: Callable[[int, int], bool]) -> list[Scored]:
    """Let the first, unless it is meant by its name, give way to one that it refers to: see 8 at the top."""
    first = scored[0] if scored else None
    if first is None or first.named or dict(first.parts)["name"] >= MEANT * NAME:
        return scored
    for rival in scored[1:6]:
        if rival.raw >= REFERRED * first.raw and refers(first.unit, rival.unit):
            return [rival._replace(score=first.score, raw=first.raw), *(item for item in scored if item is not rival)]
    return scored
