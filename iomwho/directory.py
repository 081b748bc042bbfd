"""The directory: one object that answers every question the commands ask.

directory = load()
directory.find("donor reporting", as_of=2017)
"""

from __future__ import annotations

import os
from typing import Any, cast

from iomwho import records
from iomwho.answer import Answer, History, Match, Node, Offices, Profile, Reach, Ref, Successor
from iomwho.compiled import data_folder, open_store, word_file
from iomwho.errors import UsageError
from iomwho.fold import fold
from iomwho.garbage import uncollected
from iomwho.model import Audience, Contact, Country, Organization, Source, Structure, Unit
from iomwho.store import Store

Entry = tuple[int, str, str | None]  # of a unit: its number, its name, the id of the one above
MAX_LIMIT = 1000
MAX_KEPT = 1000  # unpacked units that a process keeps, about 20 MB


def load(data: str | os.PathLike[str] | None = None) -> Directory:
    """The directory of the dataset in the folder `data` (default: $IOMWHO_DATA, else the shipped one).

    Raises `UsageError` if the folder is missing, `DataError` with every fault if the data is wrong.
    """
    folder = data_folder(data)
    return Directory(open_store(folder), folder)


class Directory:
    """All that is known of the organization, by structure. Every method takes `as_of`.

    `as_of` is a structure's year or a date (2017, "2017", "2022-06"); the newest structure not
    later than it answers. None means the default structure.
    """

    def __init__(self, store: Store, folder: str = "") -> None:
        self.store = store
        self._folder = folder
        self.organization: Organization = records.organization(store.table("meta").get("organization"))
        self._engines: dict[str, Any] = {}
        self._structures: dict[int | str | None, Structure] = {}
        self._units: dict[tuple[str, int], Unit] = {}
        self._words: Any = None

    # -- structures and units

    def structure(self, as_of: int | str | None = None) -> Structure:
        """The structure that answers for `as_of`. Raises UsageError for no date or one too early."""
        known = self._structures.get(as_of)
        if known is None:
            known = self._structure(as_of)
            if len(self._structures) < MAX_KEPT:
                self._structures[as_of] = known
        return known

    def _structure(self, as_of: int | str | None) -> Structure:
        structures = self.organization.structures
        if as_of is None:
            return next(item for item in structures if item.id == self.organization.default_structure)
        wanted = _date(str(as_of))
        known = ", ".join(item.id for item in structures)
        if not wanted:
            raise UsageError(f"'{as_of}' is no year or date", f"Write it like 2017 or 2022-06. Structures: {known}.")
        earlier = [item for item in structures if item.as_of[: len(wanted)] <= wanted]
        if not earlier:
            raise UsageError(f"no structure is on record for {as_of}", f"Structures: {known}.")
        return earlier[-1]

    def unit(self, id: str, as_of: int | str | None = None) -> Unit | None:
        """The unit with this id, or None."""
        structure = self.structure(as_of).id
        entry = cast("Entry | None", self.store.table(f"{structure}/ids").get(id))
        return self.numbered(structure, entry[0]) if entry else None

    def numbered(self, structure: str, number: int) -> Unit:
        """The unit that has this number in the tables of a structure."""
        known = self._units.get((structure, number))
        if known is None:
            known = records.unit(self.store.table(f"{structure}/units").get(str(number)))
            if len(self._units) < MAX_KEPT:
                self._units[structure, number] = known
        return known

    def units(self, as_of: int | str | None = None) -> list[Unit]:
        """Every unit of a structure, in the order of the data."""
        structure = self.structure(as_of).id
        ids = cast("tuple[str, ...]", self.store.table(f"{structure}/size").get("all") or ())
        return [unit for id in ids if (unit := self.unit(id, structure))]

    def path(self, unit: Unit) -> tuple[Ref, ...]:
        """The units above `unit`, the top first."""
        ids = self.store.table(f"{unit.structure}/ids")
        found: list[Ref] = []
        step = unit.parent
        while step is not None:
            _, name, above = cast("Entry", ids.get(step))
            found.append(Ref(step, name))
            step = above
        return tuple(reversed(found))

    def is_within(self, unit: Unit, top: str) -> bool:
        """Whether a unit is the one with the id `top`, or below it."""
        return unit.id == top or top in [above.id for above in self.path(unit)]

    def children(self, structure: str, id: str = "") -> list[tuple[str, str, str]]:
        """(id, name, kind) of the units directly below one, or directly below the organization."""
        found = self.store.table(f"{structure}/children").get(id)
        return list(cast("tuple[tuple[str, str, str], ...]", found or ()))

    def source(self, id: str) -> Source | None:
        """The source with this id."""
        found = self.store.table("sources").get(id)
        return records.source(found) if found else None

    def sources(self) -> list[Source]:
        """Every source, by id."""
        table = self.store.table("sources")
        return [records.source(table.get(id)) for id in table.keys()]  # noqa: SIM118  # no dict

    def country(self, code: str) -> Country | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        found = self.store.table("countries").get(code)
        return records.country(found) if found else None

    def contacts(self, unit: Unit) -> tuple[Reach, ...]:
        """How to reach a unit.

        Its own contacts; where nobody can be written to or called there, the nearest above as well.
        """
        own = tuple(Reach(contact, None) for contact in unit.contacts)
        if any(_answers(reach.contact) for reach in own):
            return own
        for above in reversed(self.path(unit)):
            relative = self.unit(above.id, unit.structure)
            contacts = [contact for contact in relative.contacts if _answers(contact)] if relative else []
            if contacts:
                return own + tuple(Reach(contact, above) for contact in contacts)
        top = Ref("", self.organization.name)
        return own + tuple(Reach(contact, top) for contact in self.organization.contacts)

    def today(self, unit: Unit) -> tuple[Successor, ...]:
        """What the unit is called in the newest structure that its line reaches."""
        from iomwho.line import successors

        return successors(self, unit)

    # -- questions

    def find(self, query: str, as_of: int | str | None = None, limit: int = 5) -> list[Match]:
        """The units that handle what `query` asks, best first; empty when nobody does.

        `limit` is from 1 to 1000. Raises UsageError for a wrong limit or date.
        """
        return list(self.answer(query, as_of, limit).matches)

    def answer(
        self,
        query: str,
        as_of: int | str | None = None,
        limit: int = 5,
        *,
        under: str | None = None,
        kind: str | None = None,
        audience: str | None = None,
    ) -> Answer:
        """The whole answer to `query`: matches, how it was read, what to do if nobody handles it.

        `under` (a unit's id) and `kind` keep only such units; `audience` puts the units that are
        the entry point for that audience first.
        """
        from iomwho.search.answering import answer

        if not 1 <= limit <= MAX_LIMIT:
            raise UsageError(f"the limit must be from 1 to {MAX_LIMIT}, not {limit}", "Leave it out for 5.")
        with uncollected():
            return answer(self, query, self.structure(as_of), limit, under=under, kind=kind, audience=audience)

    def engine(self, structure: str) -> Any:
        """The search engine of a structure."""
        from iomwho.search.engine import Engine
        from iomwho.search.meaning import Meanings
        from iomwho.search.vocabulary import Frequencies, WordFile

        if structure not in self._engines:
            if self._words is None:
                words, meanings = (
                    WordFile.read(word_file(self._folder, name)) for name in ("words.tsv", "meanings.tsv")
                )
                self._words = Frequencies(words), Meanings(meanings)
            self._engines[structure] = Engine(self.store, structure, *self._words)
        return self._engines[structure]

    def resolve(self, name: str, as_of: int | str | None = None) -> Unit:
        """The unit that `name` means: an id, a name, a short form, a misspelt name, a topic.

        Raises NothingFoundError, with the nearest names as hint, where none or several are meant.
        """
        from iomwho.resolve import unit_meant

        return unit_meant(self, name, as_of)

    def tree(self, unit: str | None = None, as_of: int | str | None = None) -> Node:
        """The hierarchy below a unit (id or name), or of the whole organization."""
        structure = self.structure(as_of)
        if unit is None:
            organization = self.organization
            return Node("", organization.name, "organization", self.branches(structure.id, ""))
        found = self.resolve(unit, structure.id)
        return Node(found.id, found.name, found.kind, self.branches(structure.id, found.id))

    def branches(self, structure: str, id: str) -> tuple[Node, ...]:
        """The nodes below a unit. Iterative: a hierarchy may be deeper than Python's stack."""
        order: list[tuple[str, str, str]] = []
        stack = self.children(structure, id)[::-1]
        below: dict[str, list[str]] = {}
        while stack:
            entry = stack.pop()
            order.append(entry)
            children = self.children(structure, entry[0])
            below[entry[0]] = [child[0] for child in children]
            stack += children[::-1]
        built: dict[str, Node] = {}
        for key, name, kind in reversed(order):
            built[key] = Node(key, name, kind, tuple(built[child] for child in below[key]))
        return tuple(built[entry[0]] for entry in self.children(structure, id))

    def office(self, place: str | None = None, as_of: int | str | None = None) -> Offices:
        """The offices that answer for a place (city, country, region, nationality, body), or all."""
        from iomwho.offices import all_offices, offices

        structure = self.structure(as_of)
        return offices(self, place, structure) if place and place.strip() else all_offices(self, structure)

    def profile(self, name: str, as_of: int | str | None = None) -> Profile:
        """All that is known of the unit that `name` means. Raises NothingFoundError."""
        unit = self.resolve(name, as_of)
        cited = dict.fromkeys([unit.source, *_cited(unit)])
        return Profile(
            unit=unit,
            structure=self.structure(unit.structure),
            path=self.path(unit),
            children=tuple(Node(*entry, ()) for entry in self.children(unit.structure, unit.id)),
            contacts=self.contacts(unit),
            today=self.today(unit),
            sources=tuple(source for id in cited if (source := self.source(id))),
        )

    def history(self, name: str, as_of: int | str | None = None) -> History:
        """What led to a unit and what became of it. Raises NothingFoundError."""
        from iomwho.line import history

        return history(self, self.resolve(name, as_of))

    def audience(self, name: str) -> Audience:
        """The audience that `name` means (id, name or a word for it). Raises NothingFoundError."""
        from iomwho.resolve import audience_meant

        return audience_meant(self.organization, name)

    def kind(self, name: str) -> str:
        """The kind of unit that `name` means, in any language. Raises UsageError."""
        from iomwho.resolve import kind_meant

        return kind_meant(self.organization, name)

    def topics(
        self, word: str | None = None, as_of: int | str | None = None, language: str = "en"
    ) -> list[tuple[str, Unit, str]]:
        """(topic, unit, role) of everything handled, from A to Z; those that begin with a letter or hold a word."""
        wanted = fold(word.strip()) if word else ""
        found = [(item.topic.best(language), unit, item.role) for unit in self.units(as_of) for item in unit.handles]
        if len(wanted) == 1:
            found = [row for row in found if fold(row[0]).startswith(wanted)]
        elif wanted:
            found = [row for row in found if wanted in fold(row[0])]
        return sorted(found, key=lambda row: (fold(row[0]), row[2], row[1].name))

    def entry_points(self, audience: str, as_of: int | str | None = None) -> list[Unit]:
        """The units that are the entry point for an audience (its id)."""
        structure = self.structure(as_of).id
        found = cast("tuple[str, ...]", self.store.table(f"{structure}/audiences").get(audience) or ())
        return [unit for id in found if (unit := self.unit(id, structure))]


def _answers(contact: Contact) -> bool:
    return bool(contact.email or contact.phone)


def _cited(unit: Unit) -> list[str]:
    groups = (unit.handles, unit.facts, unit.entry_point_for, unit.relations, unit.covers, unit.contacts)
    return [item.source for group in groups for item in group] + [source for _, source in unit.official_names]


def _date(text: str) -> str:
    """A year or ISO date as given, or an empty string if it is none."""
    from datetime import date

    parts = text.strip().split("-")
    lengths = [len(part) for part in parts]
    if not all(part.isascii() and part.isdigit() for part in parts) or lengths not in ([4], [4, 2], [4, 2, 2]):
        return ""
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return ""
    return text.strip()
