"""All that is known of one unit, as a page and as a vCard."""

from __future__ import annotations

from typing import Any

from iomwho.answer import Node, Profile
from iomwho.directory import Directory
from iomwho.fold import fold
from iomwho.model import Relation, Responsibility, Text, Unit
from iomwho.output import parts
from iomwho.output.find import structure_data
from iomwho.output.labels import label
from iomwho.output.page import Block, Fields, Gap, Heading, Line, Page, Paragraph, Row, Span, line


def page(directory: Directory, profile: Profile, language: str = "en") -> Page:
    """The page of a unit: place in the hierarchy, responsibilities, relations, contacts, sources."""
    unit = profile.unit
    blocks: list[Block] = [Heading(parts.unit_title(unit, directory.organization, language))]
    blocks += [Fields(_head(directory, profile, language)), Gap(), Paragraph(line(unit.summary), 2)]
    for role in ("lead", "support"):
        blocks += _list(
            role, [_handled(directory, unit, item, language) for item in unit.handles if item.role == role], language
        )
    if not unit.handles:
        blocks += _list("lead", [line(label("none", language), "dim")], language)
    blocks += _list("facts", [line(fact.text) for fact in unit.facts], language)
    blocks += _list("relations", [_relation(item, language) for item in unit.relations], language)
    not_here: list[Line] = [
        (
            Span(f"{item.topic.best(language)}: "),
            Span(f"{label('see', language)} {_name(directory, item.see, unit, language)}", "dim"),
        )
        for item in unit.not_here
    ]
    blocks += _list("not here", not_here, language)
    blocks += _list("parts", [_part(directory, child, unit, language) for child in profile.children], language)
    blocks += _list("contacts", list(parts.contact_lines(profile.contacts, language, 40)), language)
    blocks += _list("sources", [parts.source_line(source) for source in profile.sources], language)
    return Page(tuple(blocks), data(directory, profile), (_row(profile),))


def _head(directory: Directory, profile: Profile, language: str) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    unit = profile.unit
    rows: list[tuple[str, tuple[Line, ...]]] = []

    def add(key: str, *lines: Line) -> None:
        if lines:
            rows.append((label(key, language), lines))

    add("part of", parts.path_line(directory, unit, language))
    add("structure", line(f"{profile.structure.id}: {profile.structure.label.best(language)}"))
    if unit.acronym:
        add("acronym", line(unit.acronym.text))
    if unit.also_known_as:
        add("also known as", line("; ".join(alias.text for alias in unit.also_known_as)))
    official = {code for code, _ in unit.official_names}
    names = [
        f"{code}: {name}" + ("" if code in official else f" ({label('our translation', language)})")
        for code, name in zip(("fr", "es", "de"), unit.names[1:], strict=True)
        if name
    ]
    add("names", *(line(name, "dim") for name in names))
    if unit.place:
        add("place", line(place_name(directory, unit, language)))
    if unit.region:
        add("region", line(unit.region.best(language)))
    add("covers", *covers_lines(directory, unit, language))
    if unit.entry_point_for:
        known = {audience.id: audience.names for audience in directory.organization.audiences}
        add("audiences", line(", ".join(known[entry.audience].best(language) for entry in unit.entry_point_for)))
    if profile.today:
        add("today", parts.today_line(profile.today, language))
    if unit.note or unit.confidence != "high":
        add("doubtful", line(unit.note or unit.confidence))
    return tuple(rows)


def place_name(directory: Directory, unit: Unit, language: str) -> str:
    """City and country of a unit's seat."""
    if not unit.place:
        return ""
    country = directory.country(unit.place.country)
    named = country.names.best(language) if country else unit.place.country
    return f"{unit.place.city.best(language)}, {named}" if unit.place.city else named


def covers_lines(directory: Directory, unit: Unit, language: str) -> list[Line]:
    """The countries an office answers for, by basis."""
    lines: list[Line] = []
    for coverage in unit.covers:
        countries = [directory.country(code) for code in coverage.countries]
        names = ", ".join(sorted((country.names.best(language) for country in countries if country), key=fold))
        note = f"; {coverage.note}" if coverage.note else ""
        lines.append((Span(names), Span(f" ({label(coverage.basis, language)}{note})", "dim")))
    return lines


def _list(key: str, lines: list[Line], language: str) -> list[Block]:
    if not lines:
        return []
    heading = Heading(line(label(key, language), "head"), 2)
    return [Gap(), heading, *(Paragraph(item, 2) for item in lines)]


def _handled(directory: Directory, unit: Unit, item: Responsibility, language: str) -> Line:
    if not item.partners:
        return (Span(item.topic.best(language)),)
    names = ", ".join(_name(directory, partner, unit, language) for partner in item.partners)
    return (Span(item.topic.best(language)), Span(f"  ({label('with', language)} {names})", "dim"))


def _relation(relation: Relation, language: str) -> Line:
    short = f" ({relation.acronym})" if relation.acronym else ""
    return (Span(f"{relation.body.best(language)}{short}"), Span(f"  {label(relation.how, language)}", "dim"))


def _part(directory: Directory, child: Node, unit: Unit, language: str) -> Line:
    kind = parts.kind_name(directory.organization, child.kind, language)
    return (Span(_name(directory, child.id, unit, language)), Span(f"  {kind}", "dim"))


def _name(directory: Directory, id: str, unit: Unit, language: str) -> str:
    found = directory.unit(id, unit.structure)
    return found.names.best(language) if found else id


def data(directory: Directory, profile: Profile) -> dict[str, Any]:
    """The whole unit for JSON."""
    unit = profile.unit
    above = profile.path[-1] if profile.path else None
    return {
        "id": unit.id,
        "name": unit.name,
        "names": _text(unit.names),
        "official_names": dict(unit.official_names),
        "also_known_as": [alias._asdict() for alias in unit.also_known_as],
        "acronym": unit.acronym.text if unit.acronym else None,
        "kind": unit.kind,
        "structure": structure_data(profile.structure),
        "parent": {"id": above.id, "name": above.name} if above else None,
        "path": [directory.organization.name, *(ref.name for ref in profile.path), unit.name],
        "place": {"city": _text(unit.place.city), "country": unit.place.country} if unit.place else None,
        "region": _text(unit.region),
        "summary": unit.summary,
        "handles": [
            {
                "topic": _text(item.topic),
                "role": item.role,
                "with": list(item.partners),
                "asks": {code: list(asks) for code, asks in zip(("en", "fr", "es", "de"), item.asks, strict=True)},
                "source": item.source,
            }
            for item in unit.handles
        ],
        "facts": [fact._asdict() for fact in unit.facts],
        "not_here": [{"topic": _text(item.topic), "see": item.see} for item in unit.not_here],
        "entry_point_for": [entry._asdict() for entry in unit.entry_point_for],
        "relations": [
            item._asdict() | {"body": _text(item.body), "aliases": list(item.aliases)} for item in unit.relations
        ],
        "covers": [item._asdict() | {"countries": list(item.countries)} for item in unit.covers],
        "children": [{"id": child.id, "name": child.name, "kind": child.kind} for child in profile.children],
        "contacts": [parts.contact_data(reach) for reach in profile.contacts],
        "today": [item._asdict() for item in profile.today],
        "confidence": unit.confidence,
        "note": unit.note,
        "sources": [source._asdict() for source in profile.sources],
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {code: value for code, value in text._asdict().items() if value} if text else None


def _row(profile: Profile) -> Row:
    unit = profile.unit
    return {
        "name": unit.name,
        "kind": unit.kind,
        "parent": profile.path[-1].name if profile.path else "",
        "summary": unit.summary,
        "email": parts.first_email(profile.contacts),
        "phone": parts.first_phone(reach.contact for reach in profile.contacts),
        "web": parts.first_web(profile.contacts),
        "id": unit.id,
        "acronym": unit.acronym.text if unit.acronym else "",
        "source": unit.source,
        "structure": unit.structure,
    }
