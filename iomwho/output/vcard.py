"""A unit as a vCard 4.0 (RFC 6350) of an organization."""

from __future__ import annotations

from iomwho.answer import Profile
from iomwho.model import Organization
from iomwho.output.clean import clean

WIDTH = 75  # octets in a line, RFC 6350 section 3.2


def vcard(profile: Profile, organization: Organization) -> str:
    """The vCard of a unit, with its contacts (and those it borrows), lines ended by CRLF."""
    unit = profile.unit
    units = [organization.name, *(ref.name for ref in profile.path), unit.name]
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"FN:{_escape(unit.name)}",
        "ORG:" + ";".join(_escape(name) for name in units),
    ]
    for reach in profile.contacts:
        contact = reach.contact
        if contact.email:
            lines.append(f"EMAIL:{_escape(contact.email)}")
        lines += [f"TEL;VALUE=uri:tel:{_number(phone)}" for phone in contact.phone]
        lines += [f"TEL;TYPE=fax;VALUE=uri:tel:{_number(fax)}" for fax in contact.fax]
        if contact.address:
            lines.append(f"ADR:;;{_escape(contact.address)};;;;")
        if contact.web:
            lines.append(f"URL:{clean(contact.web)}")
    source = profile.sources[0] if profile.sources else None
    note = f"{unit.summary} Structure of {profile.structure.id}."
    if source:
        note += f" Source: {source.title}, {source.publisher}, {source.date}."
    lines += [f"NOTE:{_escape(note)}", "END:VCARD"]
    return "".join(_fold(line) for line in lines)


def _number(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(clean(row) for row in text.replace("\r", "").split("\n"))


def _fold(line: str) -> str:
    """A line broken at 75 octets, never inside a character; continuations begin with a space."""
    rows: list[bytes] = [b""]
    for letter in line:
        raw = letter.encode()
        if len(rows[-1]) + len(raw) > WIDTH:
            rows.append(b" ")
        rows[-1] += raw
    return b"\r\n".join(rows).decode() + "\r\n"
