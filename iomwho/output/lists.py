"""Pages that are lists: units, topics, sources, audiences."""

from __future__ import annotations

from collections.abc import Iterable

from iomwho.directory import Directory
from iomwho.model import Audience, Source, Unit
from iomwho.output import parts
from iomwho.output.labels import label
from iomwho.output.page import Block, Fields, Gap, Grid, Heading, Page, Paragraph, Row, line


def units_page(directory: Directory, units: Iterable[Unit], language: str = "en") -> Page:
    """Units with kind, parent and how to reach them."""
    rows: list[Row] = []
    for unit in units:
        path = directory.path(unit)
        own = next((contact.email or contact.web for contact in unit.contacts if contact.email or contact.web), None)
        rows.append(
            {
                "name": unit.names.best(language),
                "kind": parts.kind_name(directory.organization, unit.kind, language),
                "parent": path[-1].name if path else "",
                "contact": own or "",
                "id": unit.id,
                "acronym": unit.acronym.text if unit.acronym else "",
                "structure": unit.structure,
            }
        )
    columns = tuple(label(key, language) for key in ("unit", "kind", "part of"))
    grid = Grid(columns, tuple((row["name"], row["kind"], row["parent"]) for row in rows))
    data = [{**row, "kind": unit_kind} for row, unit_kind in zip(rows, [row["kind"] for row in rows], strict=True)]
    return _page(grid, data, rows, language)


def topics_page(found: list[tuple[str, Unit, str]], language: str = "en") -> Page:
    """The A to Z of everything handled: (topic, unit, role)."""
    rows: list[Row] = [
        {"topic": topic, "unit": unit.names.best(language), "role": role, "id": unit.id} for topic, unit, role in found
    ]
    columns = (label("topic", language), label("handled by", language))
    grid = Grid(columns, tuple((row["topic"], row["unit"]) for row in rows))
    return _page(grid, rows, rows, language)


def _page(grid: Grid, data: object, rows: list[Row], language: str) -> Page:
    block = grid if rows else Paragraph(line(label("nothing", language)))
    return Page((block,), data, tuple(rows), bool(rows))


def sources_page(sources: list[Source], language: str = "en") -> Page:
    """The documents that the data rests on."""
    rows: list[Row] = [
        {
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "language": source.language,
            "url": source.url,
            "id": source.id,
            "note": source.note or "",
        }
        for source in sources
    ]
    grid = Grid(
        ("title", "publisher", "date", "url"),
        tuple((r["title"], r["publisher"], r["date"], r["url"]) for r in rows),
        stacked=True,  # an address does not fit beside anything
    )
    return _page(grid, rows, rows, language)


def entry_page(directory: Directory, found: list[tuple[Audience, list[Unit]]], language: str = "en") -> Page:
    """For each audience, the unit to turn to and how to reach it."""
    blocks: list[Block] = []
    rows: list[Row] = []
    data = []
    for audience, units in found:
        blocks.append(Heading(line(audience.names.best(language), "strong"), 2))
        entries = []
        for unit in units:
            contacts = directory.contacts(unit)
            lines = (line(unit.names.best(language), "name"), *parts.contact_lines(contacts, language, 2))
            source = next(
                (entry.source for entry in unit.entry_point_for if entry.audience == audience.id), unit.source
            )
            blocks.append(
                Fields(
                    (
                        (label("unit", language), lines),
                        (label("source", language), (parts.source_line(directory.source(source)),)),
                    )
                )
            )
            rows.append(
                {
                    "audience": audience.id,
                    "name": unit.name,
                    "email": parts.first_email(contacts),
                    "web": parts.first_web(contacts),
                    "id": unit.id,
                    "source": source,
                }
            )
            entries.append(
                {
                    "id": unit.id,
                    "name": unit.name,
                    "contacts": [parts.contact_data(c) for c in contacts],
                    "source": source,
                }
            )
        blocks.append(Gap())
        data.append({"audience": audience.id, "name": audience.names.en, "units": entries})
    blocks = blocks[:-1] or [Paragraph(line(label("nothing", language)))]
    return Page(tuple(blocks), data, tuple(rows), bool(found))
