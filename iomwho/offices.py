"""Which office answers for a place: city, country, region, nationality, or a body it deals with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iomwho.answer import Office, Offices
from iomwho.fold import fold
from iomwho.model import Coverage, Structure, Unit
from iomwho.search import text
from iomwho.search.ranking import LINE
from iomwho.search.stopwords import FUNCTION_SOMEWHERE, KIND, PERVASIVE
from iomwho.search.tally import usual_countries

if TYPE_CHECKING:
    from iomwho.directory import Directory

# Nearest first: the office of the place itself, the one that coordinates its neighbours, the region's.
RANKS = ("country office", "coordinating", "regional", "liaison")
SHARE = 0.5  # of a region's countries, or of a regional office's own, that lie in both
ABROAD = (*RANKS[1:], "global")  # kinds of office that deal with bodies outside the organization
MAIN = ("liaison", "secretariat", "co-secretariat", "host")  # who deals with a body so comes first
MOST = 0.6  # of the words of an office's text
NEAR = 0.8  # of the best score that an office found by its text must reach
FILLERS = FUNCTION_SOMEWHERE | KIND | PERVASIVE  # beside a place they say nothing: the IOM office in Kenya


def all_offices(directory: Directory, structure: Structure) -> Offices:
    """Every office of the structure that has a place or countries."""
    located = cast("tuple[str, ...]", directory.store.table(f"{structure.id}/size").get("located") or ())
    units = [unit for id in located if (unit := directory.unit(id, structure.id))]
    units.sort(key=lambda unit: (_rank(unit), unit.name))
    return Offices("", structure, "", (), tuple(_office(directory, unit, "", None) for unit in units), ())


def offices(directory: Directory, place: str, structure: Structure) -> Offices:
    """The offices for `place`: those located there, then those that answer for it, then by topic."""
    key = _key(directory, place)
    found: dict[str, Office] = {}
    for unit in _located(directory, key, structure):
        found[unit.id] = _office(directory, unit, "located", None)
    for unit in _dealing(directory, key, structure):
        found.setdefault(unit.id, _office(directory, unit, "deals with", None))
    codes = _codes(directory, place, key, is_guess=not found)
    countries = tuple(country for code in codes if (country := directory.country(code)))
    for unit, coverage in _covering(directory, codes, structure):
        found.setdefault(unit.id, _office(directory, unit, "answers for", coverage))
    for unit in () if found else _within(directory, codes, structure):
        found[unit.id] = _office(directory, unit, "located", None)
    if not found and not countries:
        for unit in _by_name(directory, place, structure):
            found[unit.id] = _office(directory, unit, "deals with", None)
    near = () if found or countries else _near(directory, key)
    return Offices(place, structure, key, countries, tuple(found.values()), near)


def _key(directory: Directory, place: str) -> str:
    """The folded words of the place; without what may stand around a name, if only that is known."""
    words = [fold(word) for word in text.words(place)]
    whole = " ".join(words)
    bare = " ".join(word for word in words if word not in FILLERS)
    gazetteer = directory.store.table("gazetteer")
    return bare if gazetteer.get(whole) is None and gazetteer.get(bare) is not None else whole


def _located(directory: Directory, key: str, structure: Structure) -> list[Unit]:
    """Units whose seat is in the city: its offices and centres, other units where there are none."""
    postings = cast("tuple[bytes, bytes] | None", directory.store.table(f"{structure.id}/terms").get("#" + key))
    numbers = memoryview(postings[0]).cast("I") if postings else ()
    units = [directory.numbered(structure.id, number) for number in numbers]
    offices = [unit for unit in units if "office" in unit.kind or "centre" in unit.kind]
    order = {unit.id: _rank(unit) for unit in units}
    other = len(RANKS)
    return sorted(
        offices or units,
        key=lambda unit: (order[unit.id] == other, -order[unit.id], "administrative" not in unit.kind, unit.name),
    )


def _within(directory: Directory, codes: tuple[str, ...], structure: Structure) -> list[Unit]:
    """The offices that sit in a country: the best that is known where no source says who answers for it."""
    offices = (office.unit for office in all_offices(directory, structure).results) if len(codes) == 1 else ()
    return [unit for unit in offices if "office" in unit.kind and unit.place and unit.place.country in codes]


def _dealing(directory: Directory, key: str, structure: Structure) -> list[Unit]:
    """The offices that deal with a body of exactly this name, those for which it is the task first."""
    children = directory.store.table(f"{structure.id}/children")
    branches = [directory.children(structure.id, id) for id in children.keys()]  # noqa: SIM118  # no dict
    ids = [id for branch in branches for id, _, kind in branch if any(word in kind for word in ABROAD)]
    found = []
    for unit in filter(None, (directory.unit(id, structure.id) for id in ids)):
        for relation in unit.relations:
            names = (*relation.body, relation.acronym, *relation.aliases)
            if key in (" ".join(fold(word) for word in text.words(name)) for name in names if name):
                found.append((relation.how not in MAIN, unit.name, unit))
                break
    return [unit for _, _, unit in sorted(found, key=lambda entry: entry[:2])]


def _codes(directory: Directory, place: str, key: str, *, is_guess: bool) -> tuple[str, ...]:
    """The countries meant; with `is_guess` also those of a misspelt name or of a place among other words."""
    gazetteer = directory.store.table("gazetteer")
    found = usual_countries(gazetteer.get(key) or gazetteer.get(text.plain_umlauts(key)))
    return _corrected(directory, place) if is_guess and not found else found


def _corrected(directory: Directory, place: str) -> tuple[str, ...]:
    """The countries of the first word that is a place, or that can only be a misspelt one."""
    for slot in directory.engine(directory.structure().id).analyse(place).slots:
        for reading in slot.readings:
            found = tuple(stem[1:] for stem in reading.stems if stem.startswith("@"))
            if found:
                return found
            if reading.how == "corrected" and not reading.stems[0].startswith("#"):
                break
    return ()


def _covering(directory: Directory, codes: tuple[str, ...], structure: Structure) -> list[tuple[Unit, Coverage]]:
    """The offices that answer for the countries, nearest first; for a region those with most of it."""
    counts: dict[str, int] = {}
    for code in codes:
        for id in cast("tuple[str, ...]", directory.store.table(f"{structure.id}/offices").get(code) or ()):
            counts[id] = counts.get(id, 0) + 1
    most = max(counts.values(), default=0)
    found = []
    for id, count in counts.items():
        unit = directory.unit(id, structure.id)
        coverage = next((item for item in unit.covers if set(codes) & set(item.countries)), None) if unit else None
        if unit and coverage:
            own = len({code for item in unit.covers for code in item.countries})
            is_mostly_there = "regional" in unit.kind and count >= SHARE * own
            if count >= min(SHARE * len(codes), most) or is_mostly_there:
                found.append((unit, coverage))
    found.sort(key=lambda pair: (_rank(pair[0]) if len(codes) == 1 else -counts[pair[0].id], pair[0].name))
    return found


def _rank(unit: Unit) -> int:
    if unit.kind == "country office":
        return 0
    return next((rank for rank, word in enumerate(RANKS[1:], 1) if word in unit.kind), len(RANKS))


def _by_name(directory: Directory, place: str, structure: Structure) -> list[Unit]:
    """Offices whose name, region, body or task is most of what was typed, and not just has a word of it."""
    scored = directory.engine(structure.id).search(place).scored[:8]
    likely = [
        (unit, item.score)
        for item in scored
        if item.score >= LINE
        and any(passage.filled >= MOST for passage in item.passages)
        and ((unit := directory.numbered(structure.id, item.unit)).covers or "office" in unit.kind)
    ]
    return [unit for unit, score in likely[:3] if score >= NEAR * likely[0][1]]


def _near(directory: Directory, key: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(key, directory.store.table("gazetteer").keys(), 3, 0.75))


def _office(directory: Directory, unit: Unit, reason: str, coverage: Coverage | None) -> Office:
    return Office(unit, reason, coverage, directory.contacts(unit))
