"""Offices as a page."""

from __future__ import annotations

from typing import Any

from iomwho.answer import Office, Offices
from iomwho.directory import Directory
from iomwho.model import Unit
from iomwho.output import parts
from iomwho.output.find import structure_data
from iomwho.output.labels import label
from iomwho.output.page import Block, Fields, Gap, Grid, Heading, Line, Page, Row, line
from iomwho.output.show import covers_lines, place_name

MOST = 6  # countries named as the reason


def page(directory: Directory, offices: Offices, language: str = "en") -> Page:
    """The offices for a place, nearest first; or all offices as a table."""
    if not offices.query:
        blocks = _table(directory, offices, language)
    elif offices.results:
        blocks = _cards(directory, offices, language)
    else:
        blocks = _none(offices, language)
    rows = tuple(_row(directory, office) for office in offices.results)
    return Page(tuple(blocks), data(directory, offices), rows, bool(offices.results))


def data(directory: Directory, offices: Offices) -> dict[str, Any]:
    """The offices for JSON."""
    return {
        "query": offices.query,
        "structure": structure_data(offices.structure),
        "answered": bool(offices.results),
        "results": [_data(directory, office) for office in offices.results],
    }


def _data(directory: Directory, office: Office) -> dict[str, Any]:
    unit = office.unit
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "city": unit.place.city.en if unit.place and unit.place.city else None,
        "country": unit.place.country if unit.place else None,
        "covers": [
            {"country": code, "name": _country(directory, code), "basis": coverage.basis, "source": coverage.source}
            for coverage in unit.covers
            for code in coverage.countries
        ],
        "reason": office.reason,
        "basis": office.coverage.basis if office.coverage else None,
        "contacts": [parts.contact_data(reach) for reach in office.contacts],
    }


def _country(directory: Directory, code: str) -> str:
    country = directory.country(code)
    return country.names.en if country else code


def _row(directory: Directory, office: Office) -> Row:
    unit = office.unit
    return {
        "name": unit.name,
        "kind": unit.kind,
        "city": unit.place.city.en if unit.place and unit.place.city else "",
        "country": unit.place.country if unit.place else "",
        "covers": " ".join(code for coverage in unit.covers for code in coverage.countries),
        "reason": office.reason,
        "basis": office.coverage.basis if office.coverage else "",
        "email": parts.first_email(office.contacts),
        "phone": parts.first_phone(reach.contact for reach in office.contacts),
        "web": parts.first_web(office.contacts),
        "id": unit.id,
    }


def _cards(directory: Directory, offices: Offices, language: str) -> list[Block]:
    blocks: list[Block] = []
    for number, office in enumerate(offices.results):
        unit = office.unit
        rows: list[tuple[str, tuple[Line, ...]]] = []
        reason = label(office.reason, language)
        if office.coverage:
            reason = f"{reason} {_answered(offices, unit, language)}"
        elif office.reason == "deals with":
            reason = f"{reason} {offices.query}"
        rows.append((label("why", language), (line(reason, "strong"),)))
        if unit.place:
            rows.append((label("place", language), (line(place_name(directory, unit, language)),)))
        if unit.region:
            rows.append((label("region", language), (line(unit.region.best(language)),)))
        if number == 0 or office.reason == "located":
            covers = covers_lines(directory, unit, language)
            if covers:
                rows.append((label("covers", language), tuple(covers)))
        rows.append((label("contact", language), parts.contact_lines(office.contacts, language)))
        source = office.coverage.source if office.coverage else unit.source
        rows.append((label("source", language), (parts.source_line(directory.source(source)),)))
        blocks += [Heading(parts.unit_title(unit, directory.organization, language)), Fields(tuple(rows)), Gap()]
    return blocks[:-1]


def _answered(offices: Offices, unit: Unit, language: str) -> str:
    """The countries asked for that the unit answers for, and whether a source says so."""
    said = []
    for coverage in unit.covers:
        names = [country.names.best(language) for country in offices.countries if country.code in coverage.countries]
        if names:
            more = f", {label('and more', language).format(n=len(names) - MOST)}" if len(names) > MOST else ""
            said.append(f"{', '.join(names[:MOST])}{more} ({label(coverage.basis, language)})")
    return "; ".join(said)


def _table(directory: Directory, offices: Offices, language: str) -> list[Block]:
    rows = []
    for office in offices.results:
        unit = office.unit
        kind = parts.kind_name(directory.organization, unit.kind, language)
        count = len({code for coverage in unit.covers for code in coverage.countries})
        rows.append((unit.names.best(language), kind, place_name(directory, unit, language), str(count or "")))
    columns = tuple(label(key, language) for key in ("office", "kind", "place", "covers"))
    return [Grid(columns, tuple(rows))]


def _none(offices: Offices, language: str) -> list[Block]:
    blocks: list[Block] = [Heading(line(label("no office", language), "strong"))]
    if offices.suggestions:
        names = tuple(line(name.title()) for name in offices.suggestions)
        blocks.append(Fields(((label("nearest places", language), names),)))
    return blocks
