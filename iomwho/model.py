"""The value types of the directory. They are frozen and import nothing else of ours.

Named tuples rather than data classes: they are defined on every start of the command (see `record.py`).
"""

from __future__ import annotations

from iomwho.record import NamedTuple

LANGUAGES = ("en", "fr", "es", "de")


class Text(NamedTuple):
    """One text in up to four languages; English is always there."""

    en: str
    fr: str | None = None
    es: str | None = None
    de: str | None = None

    def best(self, language: str = "en") -> str:
        """The text in `language` (en, fr, es or de), or in English where there is none."""
        found: str | None = getattr(self, language)
        return found or self.en


class Source(NamedTuple):
    """A document that statements rest on."""

    id: str
    title: str
    publisher: str
    date: str
    language: str
    url: str
    note: str | None = None


class Acronym(NamedTuple):
    """A short form that a source prints for a unit."""

    text: str
    source: str


class Alias(NamedTuple):
    """Another printed name of the same unit in the same years."""

    text: str
    lang: str
    source: str


class Place(NamedTuple):
    """Where a unit sits; `country` is an ISO 3166-1 alpha-2 code."""

    city: Text | None
    country: str


class Asks(NamedTuple):
    """How people put a question that belongs to one responsibility, per language."""

    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    de: tuple[str, ...] = ()


class Responsibility(NamedTuple):
    """A thing a unit handles; `role` is lead (owns it) or support (contributes)."""

    topic: Text
    role: str
    source: str
    partners: tuple[str, ...] = ()
    asks: Asks = Asks()


class Fact(NamedTuple):
    """Something else a source states of a unit."""

    text: str
    source: str


class Elsewhere(NamedTuple):
    """A topic often looked for here that another unit handles."""

    topic: Text
    see: str


class EntryPoint(NamedTuple):
    """The unit is the one to turn to for an audience."""

    audience: str
    source: str


class Relation(NamedTuple):
    """A body or process outside the organization, and how the unit deals with it."""

    body: Text
    how: str
    source: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None


class Coverage(NamedTuple):
    """Countries (ISO 3166-1 alpha-2) an office answers for; `basis` is stated or derived."""

    basis: str
    source: str
    countries: tuple[str, ...]
    note: str | None = None


class Contact(NamedTuple):
    """An organizational mailbox, switchboard, address or page; `as_of` dates the page read."""

    purpose: Text
    as_of: str
    source: str
    email: str | None = None
    phone: tuple[str, ...] = ()
    fax: tuple[str, ...] = ()
    address: str | None = None
    web: str | None = None
    note: str | None = None


class Unit(NamedTuple):
    """Any part of the organization in one structure. `parent` is None directly below the top."""

    id: str
    structure: str
    name: str
    kind: str
    parent: str | None
    names: Text
    summary: str
    source: str
    acronym: Acronym | None = None
    official_names: tuple[tuple[str, str], ...] = ()
    also_known_as: tuple[Alias, ...] = ()
    place: Place | None = None
    region: Text | None = None
    handles: tuple[Responsibility, ...] = ()
    facts: tuple[Fact, ...] = ()
    not_here: tuple[Elsewhere, ...] = ()
    entry_point_for: tuple[EntryPoint, ...] = ()
    relations: tuple[Relation, ...] = ()
    covers: tuple[Coverage, ...] = ()
    contacts: tuple[Contact, ...] = ()
    confidence: str = "high"
    note: str | None = None


class Change(NamedTuple):
    """What became of a unit: from one structure's unit to those of another.

    `origin` is None where a unit was created; `targets` is empty where one was abolished.
    """

    origin: str | None
    origin_structure: str
    targets: tuple[str, ...]
    target_structure: str
    kind: str
    when: str | None
    source: str
    inferred: bool
    confidence: str
    basis: str | None = None


class Structure(NamedTuple):
    """The organization as one dated set of sources describes it."""

    id: str
    as_of: str
    label: Text
    front_door: str
    front_door_source: str
    note: str | None = None


class Audience(NamedTuple):
    """A group of people who turn to the organization, and the words they go by."""

    id: str
    names: Text
    asks: Asks


class Safeguard(NamedTuple):
    """A sensitive matter and the independent channel to report it.

    It is shown first where a query holds one of `words`, or one of `units` (ids) is the answer.
    """

    id: str
    matters: Text
    words: Asks
    advice: Text
    contacts: tuple[Contact, ...]
    units: tuple[str, ...] = ()


class Organization(NamedTuple):
    """What is true of the organization as a whole."""

    name: str
    acronym: str | None
    names: Text
    disclaimer: Text
    default_structure: str
    structures: tuple[Structure, ...]
    kinds: tuple[tuple[str, Text], ...]
    audiences: tuple[Audience, ...]
    contacts: tuple[Contact, ...]
    safeguards: tuple[Safeguard, ...]


class Country(NamedTuple):
    """A country or territory and what people call it, its people and its places."""

    code: str
    names: Text
    capital: Text | None
    variants: tuple[str, ...]
    cities: tuple[str, ...]
    demonyms: Asks


class Region(NamedTuple):
    """A grouping of countries that people type."""

    id: str
    names: Text
    variants: tuple[str, ...]
    demonyms: Asks
    countries: tuple[str, ...]


class Synonyms(NamedTuple):
    """Everyday words in four languages that stand for the organization's words `to`."""

    to: tuple[str, ...]
    words: Asks


class Outside(NamedTuple):
    """A subject that nobody in the organization handles, and the words by which one knows it."""

    subject: Text
    words: Asks


class Dataset(NamedTuple):
    """Everything that the YAML files say, checked; `files` says which units (ids) stand in which file."""

    organization: Organization
    sources: tuple[Source, ...]
    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    countries: tuple[Country, ...]
    regions: tuple[Region, ...]
    thesaurus: tuple[Synonyms, ...]
    outside: tuple[Outside, ...] = ()
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
