"""Whether the data is still sound after an edit: the loader's own rules, for what was edited among all that was not.

What breaks a rule is for the loader, which says what and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from iomwho import records
from iomwho.dataset import rules, schema
from iomwho.dataset.document import Document
from iomwho.model import Organization, Unit
from iomwho.store import Store

ORGANIZATION, SOURCES, CHANGES = "organization.yaml", "sources.yaml", "changes.yaml"
COUNTRIES = "countries.yaml"
RULES = tuple(rule for rule in rules.RULES if rule is not rules.structures)


class TooFarError(Exception):
    """The edit reaches further than entries do, or has a fault."""


def ids_before(store: Store, name: str) -> tuple[str, ...]:
    """The units that a file listed when the store was made."""
    known = cast("tuple[bytes, tuple[str, ...]] | None", store.table("files").get(name))
    return known[1] if known else ()


def check(store: Store, documents: Mapping[str, Document]) -> None:
    """Raise TooFarError if the edited files break a rule, among themselves or with all others."""
    known = records.organization(store.table("meta").get("organization"))
    kept = {
        ORGANIZATION: _outline(known),
        SOURCES: _named(store.table("sources").keys()),
        COUNTRIES: _named(store.table("countries").keys(), "code"),
    }
    common = {name: documents.get(name) or Document(name, kept.get(name, [])) for name in schema.FILES}
    units = {
        structure: [
            Document("", _others(store, structure, documents)),
            *(document for name, document in documents.items() if name.startswith(f"{structure}/")),
        ]
        for structure in (item.id for item in known.structures)
        if CHANGES in documents or any(name.startswith(f"{structure}/") for name in documents)
    }
    corpus = rules.Corpus(common, units)
    if any(True for rule in RULES for _ in rule(corpus)):
        raise TooFarError
    if not corpus.country_codes.issuperset(store.table("countries").keys()):
        raise TooFarError  # somebody may name it
    if not corpus.source_ids.issuperset(store.table("sources").keys()):
        raise TooFarError  # somebody may cite it


def _outline(organization: Organization) -> Any:
    """What the rules must know of the organization."""
    return {
        "structures": [{"id": structure.id, "as_of": structure.as_of} for structure in organization.structures],
        "kinds": _named(kind for kind, _ in organization.kinds),
        "audiences": _named(audience.id for audience in organization.audiences),
    }


def _named(names: Iterable[str], key: str = "id") -> Any:
    """Entries of which no more is known than what they are called."""
    return [{key: name} for name in names]


def _others(store: Store, structure: str, edited: Iterable[str]) -> list[Any]:
    """What the rules must know of the units in the files that are as they were."""
    own = {id for name in edited if name.startswith(f"{structure}/") for id in ids_before(store, name)}
    children = store.table(f"{structure}/children")
    found = []
    for parent in children.keys():  # noqa: SIM118  # no dict
        for id, name, kind in cast("tuple[tuple[str, str, str], ...]", children.get(parent)):
            if id not in own:
                found.append({"id": id, "name": name, "kind": kind} | ({"parent": parent} if parent else {}))
    return found


def check_bonds(store: Store, structure: str, edited: set[int], gone: Iterable[str], *, with_changes: bool) -> None:
    """Raise TooFarError if a unit that others name is gone.

    `edited` are the numbers of the units that were edited and are known to be sound, `gone` the ids of those
    removed; `with_changes` says that the changes were edited as well.
    """
    lost = set(gone)
    if not lost:
        return
    known = records.organization(store.table("meta").get("organization"))
    if any(item.id == structure and item.front_door in lost for item in known.structures):
        raise TooFarError
    keys = [f"{structure}/{id}" for id in lost]
    if not with_changes and any(store.table(table).get(key) for table in ("forward", "backward") for key in keys):
        raise TooFarError
    for number, record in store.table(f"{structure}/units").items():
        if int(number) not in edited and lost & _named_by(records.unit(record)):
            raise TooFarError


def _named_by(unit: Unit) -> set[str]:
    """The units that a unit names as partners or as those to ask instead."""
    return {id for item in unit.handles for id in item.partners} | {item.see for item in unit.not_here}
