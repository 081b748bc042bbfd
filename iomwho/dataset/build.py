"""From checked plain values to the types of the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iomwho import model
from iomwho.model import LANGUAGES, Text

Plain = Any


def text(value: Plain) -> Text:
    """A `Text` from a plain string (English) or a map of languages."""
    return Text(value) if isinstance(value, str) else Text(**value)


def asks(value: Plain) -> model.Asks:
    """Per-language lists of words or questions."""
    value = value or {}
    return model.Asks(*(tuple(value.get(code, ())) for code in LANGUAGES))


def contact(entry: Plain) -> model.Contact:
    """A contact; telephone and fax numbers become tuples."""
    return model.Contact(
        purpose=text(entry["purpose"]),
        as_of=entry["as_of"],
        source=entry["source"],
        email=entry.get("email"),
        phone=tuple(entry.get("phone", ())),
        fax=tuple(entry.get("fax", ())),
        address=entry.get("address"),
        web=entry.get("web"),
        note=entry.get("note"),
    )


def _contacts(entry: Plain) -> tuple[model.Contact, ...]:
    return tuple(contact(item) for item in entry.get("contacts", ()))


def _responsibility(entry: Plain) -> model.Responsibility:
    return model.Responsibility(
        topic=text(entry["topic"]),
        role=entry["role"],
        source=entry["source"],
        partners=tuple(entry.get("with", ())),
        asks=asks(entry.get("asks")),
    )


def _relation(entry: Plain) -> model.Relation:
    return model.Relation(
        body=text(entry["body"]),
        how=entry["how"],
        source=entry["source"],
        acronym=entry.get("acronym"),
        aliases=tuple(entry.get("aliases", ())),
        note=entry.get("note"),
    )


def _coverage(entry: Plain) -> model.Coverage:
    return model.Coverage(entry["basis"], entry["source"], tuple(entry["countries"]), entry.get("note"))


def _place(entry: Plain) -> model.Place:
    return model.Place(text(entry["city"]) if "city" in entry else None, entry["country"])


def unit(entry: Plain, structure: str) -> model.Unit:
    """A unit of `structure`."""
    return model.Unit(
        id=entry["id"],
        structure=structure,
        name=entry["name"],
        kind=entry["kind"],
        parent=entry.get("parent"),
        names=Text(**{"en": entry["name"], **entry["names"]}),
        summary=entry["summary"],
        source=entry["source"],
        acronym=model.Acronym(**entry["acronym"]) if "acronym" in entry else None,
        official_names=tuple(entry.get("official_names", {}).items()),
        also_known_as=tuple(model.Alias(**item) for item in entry.get("also_known_as", ())),
        place=_place(entry["place"]) if "place" in entry else None,
        region=text(entry["region"]) if "region" in entry else None,
        handles=tuple(_responsibility(item) for item in entry.get("handles", ())),
        facts=tuple(model.Fact(**item) for item in entry.get("facts", ())),
        not_here=tuple(model.Elsewhere(text(item["topic"]), item["see"]) for item in entry.get("not_here", ())),
        entry_point_for=tuple(model.EntryPoint(**item) for item in entry.get("entry_point_for", ())),
        relations=tuple(_relation(item) for item in entry.get("relations", ())),
        covers=tuple(_coverage(item) for item in entry.get("covers", ())),
        contacts=_contacts(entry),
        confidence=entry.get("confidence", "high"),
        note=entry.get("note"),
    )


def organization(entry: Plain) -> model.Organization:
    """The organization file."""
    return model.Organization(
        name=entry["name"],
        acronym=entry.get("acronym"),
        names=Text(**{"en": entry["name"], **entry["names"]}),
        disclaimer=text(entry["disclaimer"]),
        default_structure=entry["default_structure"],
        structures=tuple(
            model.Structure(**{**item, "label": text(item["label"])})
            for item in sorted(entry["structures"], key=lambda item: str(item["as_of"]))
        ),
        kinds=tuple((item["id"], text(item["names"])) for item in entry["kinds"]),
        audiences=tuple(
            model.Audience(item["id"], text(item["names"]), asks(item.get("asks")))
            for item in entry.get("audiences", ())
        ),
        contacts=_contacts(entry),
        safeguards=tuple(
            model.Safeguard(
                item["id"],
                text(item["matters"]),
                asks(item["words"]),
                text(item["advice"]),
                _contacts(item),
                tuple(item.get("units", ())),
            )
            for item in entry.get("safeguards", ())
        ),
    )


def source(entry: Plain) -> model.Source:
    """A source."""
    return model.Source(**entry)


def change(entry: Plain) -> model.Change:
    """What became of a unit."""
    return model.Change(
        origin=entry.get("from"),
        origin_structure=entry["from_structure"],
        targets=tuple(entry["to"]),
        target_structure=entry["to_structure"],
        kind=entry["kind"],
        when=entry.get("when"),
        source=entry["source"],
        inferred=entry["inferred"],
        confidence=entry.get("confidence", "high"),
        basis=entry.get("basis"),
    )


def country(entry: Plain) -> model.Country:
    """A country; official long names count as variants."""
    official = text(entry["official"]) if "official" in entry else ()
    return model.Country(
        code=entry["code"],
        names=text(entry["names"]),
        capital=text(entry["capital"]) if "capital" in entry else None,
        variants=(*(name for name in official if name), *entry.get("variants", ())),
        cities=tuple(entry.get("cities", ())),
        demonyms=asks(entry.get("demonyms")),
    )


def region(entry: Plain) -> model.Region:
    """A grouping of countries."""
    return model.Region(
        entry["id"],
        text(entry["names"]),
        tuple(entry.get("variants", ())),
        asks(entry.get("demonyms")),
        tuple(entry["countries"]),
    )


def outside(entry: Plain) -> model.Outside:
    """A subject that nobody handles."""
    return model.Outside(text(entry["subject"]), asks(entry))


def synonyms(entry: Plain) -> model.Synonyms:
    """An entry of the thesaurus."""
    return model.Synonyms(tuple(entry["to"]), asks(entry))


# The common files that hold nothing but words, and what an entry of each is.
WORD_FILES: dict[str, Callable[[Plain], model.Country | model.Region | model.Synonyms | model.Outside]] = {
    "countries.yaml": country,
    "regions.yaml": region,
    "thesaurus.yaml": synonyms,
    "outside.yaml": outside,
}
