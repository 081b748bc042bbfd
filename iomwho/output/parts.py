"""Pieces that several pages share: contacts, paths, names, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from iomwho.answer import Reach, Ref, Successor
from iomwho.model import Contact, Organization, Source, Unit
from iomwho.output.labels import label
from iomwho.output.page import Line, Span

if TYPE_CHECKING:
    from iomwho.directory import Directory

OLD = "2018"  # contacts read on pages from before this year are shown as such


def kind_name(organization: Organization, kind: str, language: str) -> str:
    """The name of a kind of unit."""
    return next((names.best(language) for id, names in organization.kinds if id == kind), kind)


def path_line(directory: Directory, unit: Unit, language: str) -> Line:
    """The units above, the nearest first, up to the organization."""
    organization = directory.organization
    names = [unit_name(directory, ref, unit.structure, language) for ref in reversed(directory.path(unit))]
    return (Span(" › ".join([*names, organization.acronym or organization.names.best(language)])),)


def unit_name(directory: Directory, ref: Ref, structure: str, language: str) -> str:
    """The name of a unit in a language."""
    unit = directory.unit(ref.id, structure) if language != "en" else None
    return unit.names.best(language) if unit else ref.name


def contact_lines(reaches: tuple[Reach, ...], language: str, most: int = 4) -> tuple[Line, ...]:
    """One line per contact: how to reach it, what for, how old, whose."""
    lines: list[Line] = []
    for reach in reaches[:most]:
        contact = reach.contact
        spans: list[Span] = []
        if contact.email:
            spans.append(Span(contact.email, "strong", f"mailto:{contact.email}"))
        if contact.web:
            spans.append(Span(contact.web, "", contact.web))
        spans += [Span(number) for number in contact.phone]
        if contact.address:
            spans.append(Span(contact.address))
        joined: list[Span] = []
        for span in spans:
            joined += [Span(", "), span] if joined else [span]
        lines.append((*joined, Span(f" ({_about(reach, language)})", "dim")))
    return tuple(lines)


def _about(reach: Reach, language: str) -> str:
    contact = reach.contact
    parts = [contact.purpose.best(language), contact.as_of]
    if contact.as_of < OLD:
        parts.append(label("may be outdated", language))
    if reach.via:
        parts.append(f"{label('via', language)} {reach.via.name}")
    return ", ".join(parts)


def contact_data(reach: Reach) -> dict[str, Any]:
    """A contact for JSON."""
    contact = reach.contact
    data: dict[str, Any] = {
        "purpose": contact.purpose.en,
        "email": contact.email,
        "via": {"id": reach.via.id, "name": reach.via.name} if reach.via else None,
        "source": contact.source,
        "as_of": contact.as_of,
    }
    optional = {"phone": list(contact.phone), "fax": list(contact.fax), "address": contact.address, "web": contact.web}
    return data | {key: value for key, value in optional.items() if value}


def first_email(reaches: tuple[Reach, ...]) -> str:
    """The first mailbox among contacts, or an empty text."""
    return next((reach.contact.email for reach in reaches if reach.contact.email), "")


def first_web(reaches: tuple[Reach, ...]) -> str:
    """The first web page among contacts, or an empty text."""
    return next((reach.contact.web for reach in reaches if reach.contact.web), "")


def first_phone(contacts: Iterable[Contact]) -> str:
    """The first telephone number among contacts, or an empty text."""
    return next((contact.phone[0] for contact in contacts if contact.phone), "")


def today_line(today: tuple[Successor, ...], language: str) -> Line:
    """What a unit became, as one line."""
    names = ", ".join(successor.name for successor in today)
    first = today[0]
    doubt = f"{label('probably', language)} " if any(successor.inferred for successor in today) else ""
    return (Span(f"{doubt}{label(first.change, language)} {names} ({first.structure})"),)


def source_line(source: Source | None) -> Line:
    """A source: title, publisher, date."""
    if source is None:
        return (Span(""),)
    return (Span(source.title, "", source.url), Span(f", {source.publisher}, {source.date}", "dim"))


def unit_title(unit: Unit, organization: Organization, language: str) -> Line:
    """A unit's name in the language, its kind, and the English name where it differs."""
    name = unit.names.best(language)
    kind = kind_name(organization, unit.kind, language)
    english = f" ({unit.name})" if name != unit.name else ""
    return (Span(name, "name"), Span(english, "dim"), Span(f"  {kind}", "dim"))
