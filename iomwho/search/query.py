"""An analysed query: its words, what each may stand for, and how much each counts."""

from __future__ import annotations

from iomwho.record import NamedTuple

# Weights of words that are not weighed by their rarity.
PLACE = 0.8
PLACE_BESIDE = 0.45  # a place beside a subject says where somebody is, seldom what is asked
VAGUE = 0.65  # words that weigh no more in all are no subject: `our people in Juba`
OUTSIDE = 1.3  # a word of a subject that nobody handles speaks against any answer
KIND_WEIGHT = 0.25  # unit, office, department: a hint at the kind of unit
NO_WEIGHT = 0.05  # migration, international: everywhere

MOST_SLOTS = 16  # words and places of a message that are looked up
SHORT = 2.5  # four or five rare words
LONG_SHARE = 0.15


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


def merged(slots: list[Slot]) -> list[Slot]:
    """A word said twice counts once."""
    seen: dict[object, Slot] = {}
    for slot in slots:
        seen.setdefault(slot.readings or slot.typed.casefold(), slot)
    return list(seen.values())


def weighed(slots: list[Slot]) -> list[Slot]:
    """Places count in full only where little else is asked for, and where nothing else is, as places only."""
    words = [slot.weight for slot in slots if slot.sort == "word" and slot.weight > NO_WEIGHT]
    if not words:
        return [slot._replace(readings=tuple(item for item in slot.readings if item.how != "named")) for slot in slots]
    if sum(words) <= VAGUE:
        return slots
    return [slot._replace(weight=PLACE_BESIDE) if slot.sort == "place" else slot for slot in slots]


def heaviest(slots: list[Slot]) -> tuple[list[Slot], list[Slot]]:
    """The MOST_SLOTS heaviest slots, in order, and the others: a long message tells much that is not asked."""
    if len(slots) <= MOST_SLOTS:
        return slots, []
    least = sorted((slot.weight for slot in slots), reverse=True)[MOST_SLOTS - 1]
    heavy = [slot for slot in slots if slot.weight >= least][:MOST_SLOTS]
    return heavy, [slot for slot in slots if slot not in heavy]


def total_weight(slots: list[Slot]) -> float:
    """The weight that an answer must account for: all of a question, less and less of a message.

    A message tells who writes and why before it comes to the point; beyond SHORT, only a share of
    its words is asked about.
    """
    total = sum(slot.weight for slot in slots)
    return (total or 1.0) if total <= SHORT else SHORT + LONG_SHARE * (total - SHORT)
