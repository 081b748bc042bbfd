"""Which office answers for a place: city, country, region, nationality, or a body it deals with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iomwho.answer import Office, Offices
from iomwho.fold import fold
from iomwho.model import Country, Coverage, Structure, Unit
from iomwho.search import text

if TYPE_CHECKING:
    from iomwho.directory import Directory

# Nearest first: the office of the place itself, the one that coordinates its neighbours, the region's.
RANKS = ("country office", "coordinating", "regional", "liaison")
SHARE = 0.5  # of a region's countries that an office must answer for to be listed


def all_offices(directory: Directory, structure: Structure) -> Offices:
    """Every office of the structure that has a place or countries."""
    located = cast("tuple[str, ...]", directory.store.table(f"{structure.id}/size").get("located") or ())
    units = [unit for id in located if (unit := directory.unit(id, structure.id))]
    units.sort(key=lambda unit: (_rank(unit), unit.name))
    return Offices("", structure, "", (), tuple(_office(directory, unit, "", None) for unit in units), ())


def offices(directory: Directory, place: str, structure: Structure) -> Offices:
    """The offices for `place`: those located there, then those that answer for it, then by topic."""
    key = " ".join(fold(word) for word in text.words(place))
    found: dict[str, Office] = {}
    for unit in _located(directory, key, structure):
        found[unit.id] = _office(directory, unit, "located", None)
    codes = _codes(directory, key)
    countries = tuple(country for code in codes if (country := directory.country(code)))
    if not found or not _is_city(key, countries) or countries:
        for unit, coverage in _covering(directory, codes, structure):
            found.setdefault(unit.id, _office(directory, unit, "answers for", coverage))
    if not found:
        for unit in _by_name(directory, place, structure):
            found[unit.id] = _office(directory, unit, "deals with", None)
    return Offices(
        place, structure, key, countries, tuple(found.values()), () if found else _near(directory, place, structure)
    )


def _located(directory: Directory, key: str, structure: Structure) -> list[Unit]:
    """Units whose seat is in the city."""
    postings = cast("tuple[bytes, bytes] | None", directory.store.table(f"{structure.id}/terms").get("#" + key))
    numbers = memoryview(postings[0]).cast("I") if postings else ()
    units = [directory._unit(structure.id, number) for number in numbers]
    return sorted(units, key=lambda unit: (-_rank(unit), unit.name))


def _codes(directory: Directory, key: str) -> tuple[str, ...]:
    gazetteer = directory.store.table("gazetteer")
    found = gazetteer.get(key) or gazetteer.get(text.plain_umlauts(key))
    if found is None:
        found = _corrected(directory, key)
    return cast("tuple[str, ...]", found or ())


def _corrected(directory: Directory, key: str) -> object | None:
    """The place that `key` is a misspelling of."""
    analysed = directory.engine(directory.structure().id).analyse(key)
    for slot in analysed.slots:
        for reading in slot.readings:
            codes = tuple(stem[1:] for stem in reading.stems if stem.startswith("@"))
            if codes:
                return codes
    return None


def _is_city(key: str, countries: tuple[Country, ...]) -> bool:
    names = {fold(name) for country in countries for name in (*country.names, *country.variants) if name}
    return key not in names


def _covering(directory: Directory, codes: tuple[str, ...], structure: Structure) -> list[tuple[Unit, Coverage]]:
    """The offices that answer for the countries, nearest first; for a region those with most of it."""
    counts: dict[str, int] = {}
    for code in codes:
        for id in cast("tuple[str, ...]", directory.store.table(f"{structure.id}/offices").get(code) or ()):
            counts[id] = counts.get(id, 0) + 1
    kept = [id for id, count in counts.items() if count >= min(SHARE * len(codes), max(counts.values()))]
    found = []
    for id in kept:
        unit = directory.unit(id, structure.id)
        coverage = next((item for item in unit.covers if set(codes) & set(item.countries)), None) if unit else None
        if unit and coverage:
            found.append((unit, coverage))
    found.sort(key=lambda pair: (_rank(pair[0]) if len(codes) == 1 else -counts[pair[0].id], pair[0].name))
    return found


def _rank(unit: Unit) -> int:
    if unit.kind == "country office":
        return 0
    return next((rank for rank, word in enumerate(RANKS) if word in unit.kind), len(RANKS))


def _by_name(directory: Directory, place: str, structure: Structure) -> list[Unit]:
    """Offices found as a body they deal with, or by their name or region."""
    candidates = directory.candidates(place, structure)
    return [unit for unit, _ in candidates if "office" in unit.kind or unit.covers][:3]


def _near(directory: Directory, place: str, structure: Structure) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = directory.store.table("gazetteer").keys()
    key = " ".join(fold(word) for word in text.words(place))
    return tuple(get_close_matches(key, names, 3, 0.75))


def _office(directory: Directory, unit: Unit, reason: str, coverage: Coverage | None) -> Office:
    return Office(unit, reason, coverage, directory.contacts(unit))
