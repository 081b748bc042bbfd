"""The rules that span entries and files: ids, parents, references, codes.

Each rule is one function that yields faults; `RULES` lists them in the order they are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from iomwho.dataset.document import Document, Fault, Location


class Entry(NamedTuple):
    """A plain entry and where it stands, to report faults at the right place."""

    document: Document
    location: Location
    value: dict[str, Any]

    def fault(self, message: str, hint: str = "", *steps: str | int) -> Fault:
        """A fault at `steps` below this entry."""
        return self.document.fault((*self.location, *steps), message, hint)


class Corpus:
    """All plain entries of a dataset, by file and by structure.

    Entries with a fault in their own shape are left out, but what they are called is known.
    """

    def __init__(self, documents: dict[str, Document], structures: dict[str, list[Document]]) -> None:
        organization = documents["organization.yaml"]
        self.organization = Entry(organization, (), _mapping(organization.value))
        self.sources = _entries(documents["sources.yaml"])
        self.changes = _entries(documents["changes.yaml"])
        self.countries = _entries(documents["countries.yaml"])
        self.regions = _entries(documents["regions.yaml"])
        self.units = {
            structure: [entry for document in files for entry in _entries(document)]
            for structure, files in structures.items()
        }
        self.source_ids = set(_column(documents["sources.yaml"], "id"))
        self.country_codes = set(_column(documents["countries.yaml"], "code"))
        self.parents = {
            structure: {id: parent for document in files for id, parent in _column(document, "id", "parent").items()}
            for structure, files in structures.items()
        }
        self.unit_ids = {structure: set(parents) for structure, parents in self.parents.items()}

    def all_units(self) -> Iterator[tuple[str, Entry]]:
        """Each unit with its structure."""
        for structure, entries in self.units.items():
            for entry in entries:
                yield structure, entry


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(document: Document) -> list[Entry]:
    items = document.value if isinstance(document.value, list) else []
    sound = [(position, item) for position, item in enumerate(items) if position not in document.faulty]
    return [Entry(document, (position,), item) for position, item in sound]


def _column(document: Document, key: str, other: str = "") -> dict[str, str | None]:
    """What stands at `key` in each entry, sound or not, with what stands at `other`."""
    found: dict[str, str | None] = {}
    for item in document.value if isinstance(document.value, list) else []:
        if isinstance(item, dict) and isinstance(item.get(key), str):
            also = item.get(other)
            found[item[key]] = also if isinstance(also, str) else None
    return found


def _items(value: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    return [(position, item) for position, item in enumerate(value.get(key) or ()) if isinstance(item, dict)]


def _similar(wrong: str, known: set[Any], otherwise: str) -> str:
    near = get_close_matches(wrong, [name for name in known if isinstance(name, str)], 1)
    return f"Did you mean '{near[0]}'?" if near else otherwise


def unique_ids(corpus: Corpus) -> Iterator[Fault]:
    """No id stands twice in a structure, nor a source's id or a country's code in its file."""
    groups = [(f"in the structure {structure}", "id", entries) for structure, entries in corpus.units.items()]
    groups += [("among the sources", "id", corpus.sources), ("among the countries", "code", corpus.countries)]
    groups += [("among the regions", "id", corpus.regions)]
    document, _, value = corpus.organization
    for kind in ("structures", "kinds", "audiences", "safeguards"):
        groups.append((f"among the {kind}", "id", [Entry(document, (kind, at), it) for at, it in _items(value, kind)]))
    for where, key, entries in groups:
        first: dict[str, Entry] = {}
        for entry in entries:
            name = entry.value.get(key)
            if name in first:
                line, _ = first[name].document.place(first[name].location)
                known = f"{first[name].document.name}:{line}"
                yield entry.fault(
                    f"the {key} '{name}' stands twice {where}; first at {known}", "Rename one of the two.", key
                )
            elif isinstance(name, str):
                first[name] = entry


def clashing_names(corpus: Corpus) -> Iterator[Fault]:
    """No two units of a structure have the same official name."""
    for structure, entries in corpus.units.items():
        first: dict[str, str] = {}
        for entry in entries:
            name = str(entry.value.get("name")).casefold()
            if name in first:
                yield entry.fault(
                    f"the name '{entry.value.get('name')}' is also that of '{first[name]}' in {structure}",
                    "Print the name as the source tells the two apart.",
                    "name",
                )
            first.setdefault(name, str(entry.value.get("id")))


def parents(corpus: Corpus) -> Iterator[Fault]:
    """Each parent is a unit of the same structure, and nobody is above itself."""
    for structure, entries in corpus.units.items():
        above = corpus.parents[structure]
        for entry in entries:
            parent = entry.value.get("parent")
            if parent is None:
                continue
            if parent not in above:
                elsewhere = [other for other, ids in corpus.unit_ids.items() if parent in ids]
                message = f"the parent '{parent}' is not a unit of the structure {structure}"
                if elsewhere:
                    message += f" (it is one of {', '.join(elsewhere)})"
                yield entry.fault(message, _similar(parent, set(above), "Correct the id, or add that unit."), "parent")
            elif _is_above_itself(entry.value.get("id"), above):
                yield entry.fault(
                    f"'{entry.value.get('id')}' is above itself: its parents form a circle",
                    "Correct one of the parents.",
                    "parent",
                )


def _is_above_itself(unit: Any, above: dict[str, str | None]) -> bool:
    seen = set()
    step = above.get(unit)
    while step is not None and step not in seen:
        if step == unit:
            return True
        seen.add(step)
        step = above.get(step)
    return False


def kinds(corpus: Corpus) -> Iterator[Fault]:
    """Each kind of unit is listed in organization.yaml."""
    known = {item.get("id") for _, item in _items(corpus.organization.value, "kinds")}
    for _, entry in corpus.all_units():
        kind = entry.value.get("kind")
        if kind not in known:
            hint = _similar(str(kind), known, "Add it to 'kinds' in organization.yaml.")
            yield entry.fault(f"the kind '{kind}' is not known", hint, "kind")


def sources(corpus: Corpus) -> Iterator[Fault]:
    """Each source that is cited is described in sources.yaml."""
    entries = [entry for _, entry in corpus.all_units()] + corpus.changes + [corpus.organization]
    for entry in entries:
        for location, cited in _cited(entry.value, ()):
            if cited not in corpus.source_ids:
                hint = _similar(cited, corpus.source_ids, "Describe it in sources.yaml.")
                yield entry.fault(f"the source '{cited}' is not described", hint, *location)


def _cited(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("source", "front_door_source") and isinstance(item, str):
                yield (*location, key), item
            elif key == "official_names" and isinstance(item, dict):
                yield from (((*location, key, code), name) for code, name in item.items() if isinstance(name, str))
            else:
                yield from _cited(item, (*location, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _cited(item, (*location, position))


def references(corpus: Corpus) -> Iterator[Fault]:
    """Partners and `see` name units of the same structure."""
    for structure, entry in corpus.all_units():
        known = corpus.unit_ids[structure]
        named: list[tuple[Any, Location]] = []
        for position, item in _items(entry.value, "handles"):
            named += [(name, ("handles", position, "with", at)) for at, name in enumerate(item.get("with") or ())]
        named += [
            (item.get("see"), ("not_here", position, "see")) for position, item in _items(entry.value, "not_here")
        ]
        for name, location in named:
            if isinstance(name, str) and name not in known:
                hint = _similar(name, known, "Correct the id.")
                yield entry.fault(f"'{name}' is not a unit of the structure {structure}", hint, *location)


def audiences(corpus: Corpus) -> Iterator[Fault]:
    """Each audience is listed in organization.yaml."""
    known = {item.get("id") for _, item in _items(corpus.organization.value, "audiences")}
    for _, entry in corpus.all_units():
        for position, item in _items(entry.value, "entry_point_for"):
            name = item.get("audience")
            if isinstance(name, str) and name not in known:
                hint = _similar(name, known, "Add it to 'audiences' in organization.yaml.")
                yield entry.fault(f"the audience '{name}' is not known", hint, "entry_point_for", position, "audience")


def countries(corpus: Corpus) -> Iterator[Fault]:
    """Each country code is that of a country in countries.yaml."""
    lists: list[tuple[Entry, Any, Location]] = [
        (entry, entry.value.get("countries"), ("countries",)) for entry in corpus.regions
    ]
    for _, entry in corpus.all_units():
        lists += [
            (entry, item.get("countries"), ("covers", position, "countries"))
            for position, item in _items(entry.value, "covers")
        ]
        place = entry.value.get("place")
        if isinstance(place, dict):
            lists.append((entry, [place.get("country")], ("place", "country")))
    for entry, codes, location in lists:
        for at, code in enumerate(codes or ()):
            if isinstance(code, str) and code not in corpus.country_codes:
                steps = location if location[-1] == "country" else (*location, at)
                yield entry.fault(f"'{code}' is no country code in countries.yaml", "Use ISO 3166-1 alpha-2.", *steps)


def changes(corpus: Corpus) -> Iterator[Fault]:
    """Changes name units that exist in their structures; only 'created' has no origin."""
    for entry in corpus.changes:
        value = entry.value
        if ("from" not in value) != (value.get("kind") == "created"):
            yield entry.fault("'from' is left out where, and only where, the kind is 'created'", "Correct the kind.")
        if not value.get("to") and value.get("kind") != "abolished":
            yield entry.fault("'to' is empty, yet the kind is not 'abolished'", "Name the unit that followed.", "to")
        yield from _direction(corpus, entry)
        named: list[tuple[Any, Any, Location]] = []
        if "from" in value:
            named.append((value["from"], value.get("from_structure"), ("from",)))
        named += [(name, value.get("to_structure"), ("to", at)) for at, name in enumerate(value.get("to") or ())]
        for name, structure, location in named:
            known = corpus.unit_ids.get(str(structure), set())
            if isinstance(name, str) and name not in known:
                hint = _similar(name, known, "Correct the id or the structure.")
                yield entry.fault(f"'{name}' is not a unit of the structure {structure}", hint, *location)


def _direction(corpus: Corpus, entry: Entry) -> Iterator[Fault]:
    """A change leads to a later structure: otherwise a line of changes might never end."""
    dates = {str(item["id"]): str(item["as_of"]) for _, item in _items(corpus.organization.value, "structures")}
    old, new = (str(entry.value.get(key)) for key in ("from_structure", "to_structure"))
    for name, key in ((old, "from_structure"), (new, "to_structure")):
        if dates and name not in dates:
            yield entry.fault(f"there is no structure '{name}'", f"Structures: {', '.join(dates)}.", key)
    if old in dates and new in dates and dates[old] >= dates[new]:
        hint = "Name the older structure under 'from_structure'."
        yield entry.fault(f"a change must lead to a later structure, not from {old} to {new}", hint, "to_structure")


def structures(corpus: Corpus) -> Iterator[Fault]:
    """Structures and folders agree; the default and the front doors exist."""
    named = {item.get("id"): position for position, item in _items(corpus.organization.value, "structures")}
    for name, position in named.items():
        if name not in corpus.units:
            hint = f"Add a folder '{name}' with unit files."
            yield corpus.organization.fault(f"the structure '{name}' has no units", hint, "structures", position)
    for name, entries in corpus.units.items():
        if name not in named and entries:
            yield entries[0].fault(f"the structure '{name}' is not listed in organization.yaml", "Add it there.")
    default = corpus.organization.value.get("default_structure")
    if default not in named:
        hint = f"Structures: {', '.join(str(name) for name in named)}."
        yield corpus.organization.fault(f"the default structure '{default}' is not listed", hint, "default_structure")
    for position, item in _items(corpus.organization.value, "structures"):
        door = item.get("front_door")
        known = corpus.unit_ids.get(str(item.get("id")), set())
        if isinstance(door, str) and known and door not in known:
            hint = _similar(door, known, "Correct the id.")
            yield corpus.organization.fault(
                f"'{door}' is not a unit of the structure {item.get('id')}", hint, "structures", position, "front_door"
            )


RULES = (structures, unique_ids, clashing_names, parents, kinds, sources, references, audiences, countries, changes)
WITHOUT_ORGANIZATION = (clashing_names, parents, references, countries)


def chosen(corpus: Corpus) -> tuple[Callable[[Corpus], Iterator[Fault]], ...]:
    """The rules that can be checked: all, or those that need nothing of a faulty organization.yaml."""
    return WITHOUT_ORGANIZATION if corpus.organization.document.faulty else RULES
