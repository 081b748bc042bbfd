"""From the plain tuples of a store back to the types of the model."""

from __future__ import annotations

from typing import Any

from iomwho import model
from iomwho.model import Asks, Text

Plain = Any


def text(value: Plain) -> Text | None:
    """A text, or None."""
    return Text(*value) if value else None


def contacts(values: Plain) -> tuple[model.Contact, ...]:
    """Contacts."""
    return tuple(model.Contact(Text(*value[0]), *value[1:]) for value in values)


def unit(value: Plain) -> model.Unit:
    """A unit."""
    record = model.Unit(*value)
    return record._replace(
        names=Text(*record.names),
        acronym=model.Acronym(*record.acronym) if record.acronym else None,
        also_known_as=tuple(model.Alias(*item) for item in record.also_known_as),
        place=model.Place(text(record.place[0]), record.place[1]) if record.place else None,
        region=text(record.region),
        handles=tuple(
            model.Responsibility(Text(*item[0]), item[1], item[2], item[3], Asks(*item[4])) for item in record.handles
        ),
        facts=tuple(model.Fact(*item) for item in record.facts),
        not_here=tuple(model.Elsewhere(Text(*item[0]), item[1]) for item in record.not_here),
        entry_point_for=tuple(model.EntryPoint(*item) for item in record.entry_point_for),
        relations=tuple(model.Relation(Text(*item[0]), *item[1:]) for item in record.relations),
        covers=tuple(model.Coverage(*item) for item in record.covers),
        contacts=contacts(record.contacts),
    )


def source(value: Plain) -> model.Source:
    """A source."""
    return model.Source(*value)


def change(value: Plain) -> model.Change:
    """A change."""
    return model.Change(*value)


def country(value: Plain) -> model.Country:
    """A country."""
    code, names, capital, variants, cities, demonyms = value
    return model.Country(code, Text(*names), text(capital), variants, cities, Asks(*demonyms))


def region(value: Plain) -> model.Region:
    """A grouping of countries."""
    id, names, variants, demonyms, countries = value
    return model.Region(id, Text(*names), variants, Asks(*demonyms), countries)


def synonyms(value: Plain) -> model.Synonyms:
    """An entry of the thesaurus."""
    return model.Synonyms(value[0], Asks(*value[1]))


def outside(value: Plain) -> model.Outside:
    """A subject that nobody handles."""
    return model.Outside(Text(*value[0]), Asks(*value[1]))


def organization(value: Plain) -> model.Organization:
    """The organization."""
    record = model.Organization(*value)
    return record._replace(
        names=Text(*record.names),
        disclaimer=Text(*record.disclaimer),
        structures=tuple(model.Structure(item[0], item[1], Text(*item[2]), *item[3:]) for item in record.structures),
        kinds=tuple((kind, Text(*names)) for kind, names in record.kinds),
        audiences=tuple(model.Audience(item[0], Text(*item[1]), Asks(*item[2])) for item in record.audiences),
        contacts=contacts(record.contacts),
        safeguards=tuple(
            model.Safeguard(item[0], Text(*item[1]), Asks(*item[2]), Text(*item[3]), contacts(item[4]), item[5])
            for item in record.safeguards
        ),
    )
