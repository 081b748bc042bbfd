"""From scored units to the answer a person sees: filters, proofs, notes, what if nobody handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iomwho.answer import Answer, Match, Note, Proof, Ref
from iomwho.fold import fold
from iomwho.model import LANGUAGES, Coverage, Safeguard, Structure, Unit
from iomwho.record import NamedTuple
from iomwho.search import text
from iomwho.search.evidence import Passage
from iomwho.search.query import NO_WEIGHT, Query
from iomwho.search.ranking import LINE, Scored, deferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from iomwho.directory import Directory
    from iomwho.search.lexicon import Alarm

SUGGESTIONS = 5
NEAR = 0.12  # below this a unit is not even near
AUDIENCE_BONUS = 0.1  # for the entry point of the audience that asks
NAMED = 4  # countries of those that an office answers for
RELEVANT = 0.6  # a runner-up must reach this share of the best raw score


class Filters(NamedTuple):
    """What narrows or reorders an answer: a unit's id, a kind, an audience's id."""

    under: str | None
    kind: str | None
    audience: str | None


def answer(
    directory: Directory,
    query: str,
    structure: Structure,
    limit: int,
    *,
    under: str | None,
    kind: str | None,
    audience: str | None,
) -> Answer:
    """The answer of `structure` to `query`, at most `limit` matches."""
    engine = directory.engine(structure.id)
    filters = Filters(under, kind, audience)
    units = _Units(directory, structure.id)
    wanted = (lambda number: _passes(directory, units[number], filters)) if under or kind else None
    result = engine.search(query, wanted)
    scored = [item for item in result.scored if item.score >= NEAR]
    scored = deferred(scored, lambda first, rival: _refers(units[first], units[rival], result.query, engine.said))
    if audience:
        scored = _for_audience(scored, units, audience)
    kept = [item for item in scored if item.score >= LINE and item.raw >= RELEVANT * scored[0].raw]
    matches = tuple(_match(directory, units[item.unit], item, result.query) for item in kept[:limit])
    notes = _notes(result.query, engine.readings(result.query, kept[0].unit)) if kept else ()
    door = directory.unit(structure.front_door, structure.id)
    return Answer(
        query=query,
        structure=structure,
        matches=matches,
        suggestions=() if matches else _suggestions(scored, units),
        notes=notes,
        ignored=result.query.ignored,
        safeguards=safeguards(directory, query, matches[0].unit.id if matches else ""),
        door=Ref(structure.front_door, door.name if door else structure.front_door),
    )


class _Units(dict[int, Unit]):
    """The units of a structure by number, each unpacked when it is first asked for."""

    def __init__(self, directory: Directory, structure: str) -> None:
        super().__init__()
        self._directory = directory
        self._structure = structure

    def __missing__(self, number: int) -> Unit:
        unit = self[number] = self._directory.numbered(self._structure, number)
        return unit


def _refers(unit: Unit, other: Unit, query: Query, said: Callable[[str], frozenset[str]]) -> bool:
    """Whether the record of `unit` says that all that the query asks is a matter of `other`."""
    topics = [topic for item in unit.not_here if item.see == other.id for topic in filter(None, item.topic)]
    stems = {stem for topic in topics for stem in said(topic)}
    asked = [slot for slot in query.slots if slot.weight > NO_WEIGHT]
    return bool(stems) and all(any(stems.issuperset(reading.stems) for reading in slot.readings) for slot in asked)


def _passes(directory: Directory, unit: Unit, filters: Filters) -> bool:
    if filters.kind and unit.kind != filters.kind:
        return False
    return not filters.under or directory.is_within(unit, filters.under)


def _for_audience(scored: list[Scored], units: dict[int, Unit], audience: str) -> list[Scored]:
    def bonus(item: Scored) -> float:
        serves = any(entry.audience == audience for entry in units[item.unit].entry_point_for)
        return item.score + (AUDIENCE_BONUS if serves else 0.0)

    return sorted(scored, key=lambda item: (-bonus(item), item.unit))


def _match(directory: Directory, unit: Unit, scored: Scored, query: Query) -> Match:
    best = scored.passages[0] if scored.passages else None
    claim = best.claim if best else -1
    responsibility = unit.handles[claim] if claim >= 0 else None
    return Match(
        unit=unit,
        score=round(scored.score, 4),
        role=responsibility.role if responsibility else None,
        topic=responsibility.topic if responsibility else None,
        path=directory.path(unit),
        evidence=tuple(_proofs(directory, unit, scored, query)),
        contacts=directory.contacts(unit),
        today=directory.today(unit),
        parts=scored.parts,
        coverage=_coverage(unit, query),
    )


def _proofs(directory: Directory, unit: Unit, scored: Scored, query: Query) -> list[Proof]:
    """Up to two statements that matched: what was matched, said in the record's official words."""
    found: dict[tuple[str, str], Proof] = {}
    for passage in scored.passages:
        words = tuple(query.slots[at].typed for at in sorted(passage.hits))
        proof = _proof(directory, unit, passage, words, query)
        known = found.get((proof.field, proof.text))
        if known:  # the topic and its asks are one statement
            proof = known._replace(words=tuple(dict.fromkeys((*known.words, *words))))
        elif len(found) == 2:
            continue
        found[proof.field, proof.text] = proof
    return list(found.values())


def _proof(directory: Directory, unit: Unit, passage: Passage, words: tuple[str, ...], query: Query) -> Proof:
    if passage.claim >= 0:
        responsibility = unit.handles[passage.claim]
        return Proof("handles", responsibility.topic.en, words, responsibility.source)
    if passage.field == "place":
        return _coverage_proof(directory, unit, words, query)
    field = {"fact": "facts", "relation": "relations", "former": "former name"}.get(passage.field, passage.field)
    source = unit.source
    if field == "relations":
        related = [item for item in unit.relations if passage.text in (*item.body, item.acronym, *item.aliases)]
        source = related[0].source if related else source
        shown = related[0].body.en if related else passage.text
        return Proof(field, shown, words, source)
    if field == "facts":
        source = next((fact.source for fact in unit.facts if fact.text == passage.text), source)
    return Proof(field, passage.text, words, source)


def _coverage_proof(directory: Directory, unit: Unit, words: tuple[str, ...], query: Query) -> Proof:
    coverage = _coverage(unit, query)
    if coverage:
        codes = coverage.countries
        names = [country.names.en for code in codes[:NAMED] if (country := directory.country(code))]
        more = f" and {len(codes) - NAMED} more" if len(codes) > NAMED else ""
        return Proof("covers", f"{', '.join(names)}{more} ({coverage.basis})", words, coverage.source)
    city = unit.place.city.en if unit.place and unit.place.city else unit.name
    return Proof("place", city, words, unit.source)


def _coverage(unit: Unit, query: Query) -> Coverage | None:
    """The countries that a query means and a unit answers for, as far as one source says so."""
    asked = {stem[1:] for slot in query.slots for reading in slot.readings for stem in reading.stems if stem[:1] == "@"}
    for coverage in unit.covers if asked else ():
        codes = tuple(code for code in coverage.countries if code in asked)
        if codes:
            return coverage._replace(countries=codes)
    return None


def _notes(query: Query, used: list[object]) -> tuple[Note, ...]:
    notes = []
    for slot, reading in zip(query.slots, used, strict=True):
        how = getattr(reading, "how", "")
        shown = getattr(reading, "shown", "")
        if how in ("corrected", "synonym", "expression", "part") and shown != fold(slot.typed):
            notes.append(Note(slot.typed, shown, "synonym" if how == "expression" else how))
        elif not how and slot.weight > NO_WEIGHT and slot.sort == "word":
            notes.append(Note(slot.typed, "", "unmatched"))
    return tuple(dict.fromkeys(notes))


def _suggestions(scored: list[Scored], units: dict[int, Unit]) -> tuple[str, ...]:
    """The topics nearest to a question that nobody handles."""
    found: dict[str, None] = {}
    for item in scored:
        best = item.passages[0] if item.passages else None
        unit = units[item.unit]
        topic = unit.handles[best.claim].topic.en if best and best.claim >= 0 else unit.name
        found[topic] = None
    return tuple(found)[:SUGGESTIONS]


def safeguards(directory: Directory, query: str, best: str = "") -> tuple[Safeguard, ...]:
    """The sensitive matters that a query speaks of, or that are those of the `best` unit (its id)."""
    known = directory.organization.safeguards
    if not known:
        return ()
    by_language = [text.stems(fold(word)).by_language for word in text.words(query)]
    raised = {number for number, safeguard in enumerate(known) if best in safeguard.units}
    for place, language in enumerate(LANGUAGES):
        stems = [of_word[place] for of_word in by_language]
        alarms = cast("dict[str, tuple[Alarm, ...]]", directory.store.table("alarms").get(language) or {})
        if alarms.keys().isdisjoint(stems):
            continue
        for at in [at for at, stem in enumerate(stems) if stem in alarms]:
            raised.update(number for number, said in alarms[stems[at]] if tuple(stems[at : at + len(said)]) == said)
    return tuple(known[number] for number in sorted(raised))
