"""What the directory gives back: frozen values, ready to be shown in any format."""

from __future__ import annotations

from iomwho.model import Change, Contact, Country, Coverage, Safeguard, Source, Structure, Text, Unit
from iomwho.record import NamedTuple


class Ref(NamedTuple):
    """A unit by id and name."""

    id: str
    name: str


class Proof(NamedTuple):
    """A text that matched: where it stands (`field`), the words that counted, its source's id."""

    field: str
    text: str
    words: tuple[str, ...]
    source: str


class Reach(NamedTuple):
    """A contact, and the unit above whose it is (None: the unit's own)."""

    contact: Contact
    via: Ref | None


class Successor(NamedTuple):
    """What a unit is called in a later structure, and what kind of change led there."""

    id: str
    name: str
    structure: str
    change: str
    inferred: bool


class Match(NamedTuple):
    """One unit that answers a query.

    `score` is from 0 to 1 and means the same for every query; `parts` says what it is made of.
    `topic` is the responsibility that matched, `role` its role (None: matched by name or place);
    `coverage` the countries in question for which the unit answers.
    """

    unit: Unit
    score: float
    role: str | None
    topic: Text | None
    path: tuple[Ref, ...]
    evidence: tuple[Proof, ...]
    contacts: tuple[Reach, ...]
    today: tuple[Successor, ...]
    parts: tuple[tuple[str, float], ...]
    coverage: Coverage | None = None


class Note(NamedTuple):
    """How a word of the query was read: as typed, as what, and how (corrected, synonym, part)."""

    typed: str
    read: str
    how: str


class Answer(NamedTuple):
    """The answer to a query; `matches` is empty where nobody handles it."""

    query: str
    structure: Structure
    matches: tuple[Match, ...]
    suggestions: tuple[str, ...]
    notes: tuple[Note, ...]
    ignored: tuple[str, ...]
    safeguards: tuple[Safeguard, ...]
    door: Ref

    @property
    def answered(self) -> bool:
        """Whether somebody handles it."""
        return bool(self.matches)


class Node(NamedTuple):
    """A unit in the tree and the units below it."""

    id: str
    name: str
    kind: str
    children: tuple[Node, ...]


class Office(NamedTuple):
    """An office that answers for a place, why, and how to reach it."""

    unit: Unit
    reason: str
    coverage: Coverage | None
    contacts: tuple[Reach, ...]


class Offices(NamedTuple):
    """The answer to `office PLACE`: the offices, nearest first."""

    query: str
    structure: Structure
    place: str
    countries: tuple[Country, ...]
    results: tuple[Office, ...]
    suggestions: tuple[str, ...]


class Profile(NamedTuple):
    """All that is known of one unit."""

    unit: Unit
    structure: Structure
    path: tuple[Ref, ...]
    children: tuple[Node, ...]
    contacts: tuple[Reach, ...]
    today: tuple[Successor, ...]
    sources: tuple[Source, ...]


class Step(NamedTuple):
    """One change in a unit's line: from what, to what."""

    change: Change
    origin: Ref | None
    targets: tuple[Ref, ...]
    source: Source | None


class History(NamedTuple):
    """The line of a unit through the structures: what led to it, what became of it."""

    unit: Ref
    structure: Structure
    before: tuple[Step, ...]
    after: tuple[Step, ...]


class Difference(NamedTuple):
    """What one change did, between two structures."""

    kind: str
    origin: Ref | None
    targets: tuple[Ref, ...]
    inferred: bool
    when: str | None
