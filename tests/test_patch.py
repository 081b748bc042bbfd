"""Edited entries: amended or compiled anew, a store says the same; and nothing that is wrong slips through."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import iomwho
from iomwho.amend.patch import patch
from iomwho.compiled import _stamps as stamps_of
from iomwho.compiler import compile_dataset
from iomwho.errors import DataError
from iomwho.store import Store
from tests.conftest import TINY, copied

HEADQUARTERS, OFFICES = "2023/headquarters.yaml", "2023/offices.yaml"
FILES = (HEADQUARTERS, OFFICES)
# Words that others have and words that nobody has.
WORDS = (
    "lamp", "lamps", "Leuchtturm", "Leuchttürme", "Turm", "Türme", "Leucht", "Horn", "Nebelhorn", "Nebel", "Hörner",
    "Lampen", "phare", "phares", "faro", "Wartungsplan", "repair", "zzz", "12345", "der", "Seezeichen", "harbour",
    "harbor", "Oslo", "the", "division", "Bergen",
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
ASKS = st.dictionaries(st.sampled_from(["en", "fr", "es", "de"]), st.lists(PHRASES, min_size=1, max_size=3), max_size=4)
SOURCE: dict[Any, Any] = {"source": st.just("charter-2023")}
RESPONSIBILITIES = st.fixed_dictionaries(
    {
        "topic": PHRASES | st.fixed_dictionaries({"en": PHRASES, "de": PHRASES}),
        "role": st.sampled_from(["lead", "support"]),
        "asks": ASKS,
        **SOURCE,
    }
)
UNITS = ("office-of-the-secretary-general", "communications-team", "lamp-and-lens-division", "lamps", "nobody")
IDS = st.sampled_from(UNITS)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "summary": PHRASES,
        "note": PHRASES,
        "handles": st.lists(RESPONSIBILITIES, min_size=1, max_size=3),
        "facts": st.lists(st.fixed_dictionaries({"text": PHRASES, **SOURCE}), max_size=2),
        "name": PHRASES,
        "names": st.dictionaries(st.sampled_from(["fr", "es", "de"]), PHRASES),
        "parent": IDS,
        "kind": st.sampled_from(["team", "division", "country office"]),
        "acronym": st.fixed_dictionaries({"text": st.sampled_from(["DLS", "LLX", "DER"]), **SOURCE}),
        "place": st.fixed_dictionaries({"city": PHRASES, "country": st.sampled_from(["NO", "EE"])}),
        "covers": st.lists(
            st.fixed_dictionaries(
                {"basis": st.just("stated"), "countries": st.lists(st.sampled_from(["NO", "EE"]), min_size=1), **SOURCE}
            ),
            max_size=2,
        ),
        "relations": st.lists(
            st.fixed_dictionaries({"body": PHRASES, "how": st.just("liaison"), **SOURCE}), max_size=2
        ),
        "entry_point_for": st.lists(
            st.fixed_dictionaries({"audience": st.sampled_from(["media", "governments"]), **SOURCE}), max_size=2
        ),
    },
)
NEW = st.fixed_dictionaries(
    {"id": st.sampled_from(["lamps", "horns"]), "name": PHRASES, "names": st.just({}), "summary": PHRASES, **SOURCE},
    optional={"parent": IDS, "handles": st.lists(RESPONSIBILITIES, min_size=1, max_size=2)},
).map(lambda unit: unit | {"kind": "team"})

Entries = list[dict[str, Any]]


def edited(change: dict[str, Any]) -> Callable[[Entries, Entries, int], None]:
    """The unit at a position is changed."""
    return lambda units, others, at: units[at].update(change)


def added(unit: dict[str, Any]) -> Callable[[Entries, Entries, int], None]:
    """A unit comes at a position."""
    return lambda units, others, at: units.insert(at, unit)


def removed(units: Entries, others: Entries, at: int) -> None:
    """The unit at a position goes."""
    del units[at]


def moved(units: Entries, others: Entries, at: int) -> None:
    """The unit at a position goes into the other file."""
    others.append(units.pop(at))


UNIT_CHANGES = EDITS.map(edited) | NEW.map(added) | st.just(removed) | st.just(moved)
Step = Callable[[Path], None]  # what somebody does to the data in a folder

NAMES = st.fixed_dictionaries({"en": PHRASES}, optional={"de": PHRASES})
BY_LANGUAGE: dict[str, Any] = {code: st.lists(PHRASES, min_size=1, max_size=3) for code in ("en", "fr", "es", "de")}
CODES = st.lists(st.sampled_from(["NO", "EE", "DK", "LV"]), min_size=1, unique=True)
COMMON = {
    "thesaurus.yaml": st.fixed_dictionaries({"to": st.lists(PHRASES, min_size=1, max_size=2)}, optional=BY_LANGUAGE),
    "outside.yaml": st.fixed_dictionaries({"subject": NAMES}, optional=BY_LANGUAGE),
    "regions.yaml": st.fixed_dictionaries(
        {"id": st.sampled_from(["baltic", "coast"]), "names": NAMES, "countries": CODES},
        optional={"variants": st.lists(PHRASES, max_size=2)},
    ),
    "countries.yaml": st.fixed_dictionaries(
        {"code": st.sampled_from(["NO", "LV", "LT"]), "names": NAMES},
        optional={"capital": NAMES, "cities": st.lists(PHRASES, max_size=2), "variants": st.lists(PHRASES, max_size=2)},
    ),
    "changes.yaml": st.builds(
        lambda old, new: {"from": old, "from_structure": "2015", "to": new, "to_structure": "2023", "kind": "merged"}
        | {"source": "charter-2023", "inferred": True},
        st.sampled_from(["telegraph-desk", "lamp-section", "general-secretariat"]),
        st.lists(IDS, min_size=1, max_size=2, unique=True),
    ),
}  # fmt: skip


def common_change(name: str, at: int, new: dict[str, Any] | None) -> Step:
    """An entry of a common file is taken out; in its place comes another, if any."""

    def step(folder: Path) -> None:
        found = entries_of(folder, name)
        at_end = at % (len(found) + 1)
        write(folder, name, [*found[:at_end], *([new] if new else []), *found[at_end + 1 :]])

    return step


UNIT_STEPS = st.builds(
    lambda how, at, is_office: lambda folder: change(folder, how, at, is_office),
    UNIT_CHANGES, st.integers(0, 20), st.booleans(),
)  # fmt: skip
COMMON_STEPS = st.sampled_from(list(COMMON)).flatmap(
    lambda name: st.builds(common_change, st.just(name), st.integers(0, 20), st.none() | COMMON[name])
)


def entries_of(folder: Path, name: str) -> Entries:
    """The entries of a file; none if it is not there."""
    return yaml.safe_load((folder / name).read_text("utf-8")) or [] if (folder / name).exists() else []


def write(folder: Path, name: str, entries: Entries) -> None:
    """Put the entries into a file."""
    (folder / name).write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")


def change(folder: Path, how: Callable[[Entries, Entries, int], None], at: int = 0, is_office: bool = False) -> None:
    """Change the units of the headquarters, or of the offices, at a position."""
    own, other = (OFFICES, HEADQUARTERS) if is_office else (HEADQUARTERS, OFFICES)
    units, others = entries_of(folder, own), entries_of(folder, other)
    if units:
        how(units, others, at % len(units))
    write(folder, own, units)
    write(folder, other, others)


def contents(folder: Path) -> dict[str, str]:
    """What the files of a folder hold."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.yaml")}


def amended(store: Store, folder: Path, before: dict[str, str]) -> bool:
    """Bring a store up to date with what changed in a folder; whether that was possible."""
    now = contents(folder)
    edited = {name for name in before | now if before.get(name) != now.get(name)}
    found = patch(store, folder, {name: b"edited" if name in now else None for name in edited})
    if found is not None:
        store.amend(found)
    return found is not None


def compiled_now(folder: Path) -> Store:
    """A new store of the data in a folder."""
    return Store(compile_dataset(folder, stamps_of(str(folder))))


def everything(store: Store) -> dict[str, dict[str, Any]]:
    """All that a store says, with the ids of units instead of their numbers."""
    names = {*store._directory, *(store._layer._directory if store._layer else ())} - {"meta", "files"}
    said: dict[str, dict[str, Any]] = {
        name: {key: store.table(name).get(key) for key in store.table(name).keys()}  # noqa: SIM118  # no dict
        for name in names
    }
    for structure in {name.partition("/")[0] for name in names if "/" in name}:
        id_of = {int(number): unit[0] for number, unit in said[f"{structure}/units"].items()}
        for name in ("units", "texts", "weights", "meanings", "above"):
            table = said[f"{structure}/{name}"]
            said[f"{structure}/{name}"] = {id_of[int(number)]: value for number, value in table.items()}
        above = said[f"{structure}/above"]
        said[f"{structure}/above"] = {id: id_of[number] for id, number in above.items()}
        ids = said[f"{structure}/ids"]
        said[f"{structure}/ids"] = {id: (id_of[number], *rest) for id, (number, *rest) in ids.items()}
        for stem, (numbers, strengths) in said[f"{structure}/terms"].items():
            found = zip(memoryview(numbers).cast("I"), strengths, strict=True)
            said[f"{structure}/terms"][stem] = {id_of[number]: strength for number, strength in found}
        for name, rungs in said[f"{structure}/names"].items():
            said[f"{structure}/names"][name] = {id_of[number]: rung for number, rung in rungs}
    return said


def differences(store: Store, folder: Path) -> dict[str, object]:
    """What a store says that one compiled now does not, and the reverse, by table."""
    amended, new = everything(store), everything(compiled_now(folder))
    return {name: (amended.get(name), new.get(name)) for name in amended | new if amended.get(name) != new.get(name)}


@settings(max_examples=80)
@given(st.lists(UNIT_STEPS | COMMON_STEPS, min_size=1, max_size=7))
def test_edit_after_edit_it_says_what_a_new_one_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    folder = copied(tmp_path_factory.mktemp("edits"))
    store = compiled_now(folder)
    for step in steps:
        before = contents(folder)
        step(folder)
        if amended(store, folder, before):
            continue
        try:
            store = compiled_now(folder)
        except DataError:  # a parent that is nobody, a name that is somebody's
            for name in contents(folder).keys() - before.keys():
                (folder / name).unlink()
            for name, text in before.items():
                (folder / name).write_text(text, "utf-8")
    assert not differences(store, folder)


LAMPS = 3  # where the division of lamps stands among the units of the headquarters
HORNS = 4
TEAM: dict[str, Any] = {
    "id": "lamps", "name": "Lamp Team", "kind": "team", "names": {}, "parent": "lamp-and-lens-division",
    "summary": "Polishes brass.", "source": "charter-2023",
}  # fmt: skip
WITHIN: dict[str, tuple[int, Callable[[Entries, Entries, int], None]]] = {
    "another summary": (LAMPS, edited({"summary": "Polishes brass."})),
    "another parent": (LAMPS, edited({"parent": "accounts-division"})),
    "another kind": (LAMPS, edited({"kind": "team"})),
    "another name": (1, edited({"name": "Press Team"})),
    "another name of a unit with a history": (LAMPS, edited({"name": "Lamp Division"})),
    "another acronym of a unit with a history": (LAMPS, edited({"acronym": {"text": "LLX", "source": "charter-2023"}})),
    "another seat": (LAMPS, edited({"place": {"city": "Oslo", "country": "NO"}})),
    "a body it deals with": (
        LAMPS,
        edited({"relations": [{"body": "Hanse", "how": "liaison", "source": "charter-2023"}]}),
    ),
    "a unit comes": (0, added(TEAM)),
    "a unit goes": (5, removed),
    "a unit moves to another file": (5, moved),
}


@pytest.mark.parametrize(("at", "how"), WITHIN.values(), ids=WITHIN)
def test_an_edit_of_units_needs_no_compiling(
    at: int, how: Callable[[Entries, Entries, int], None], tiny_copy: Path
) -> None:
    store = compiled_now(tiny_copy)
    change(tiny_copy, how, at)
    found = patch(store, tiny_copy, dict.fromkeys(FILES, b"edited"))
    assert found is not None
    store.amend(found)
    assert not differences(store, tiny_copy)


TOO_FAR: dict[str, tuple[int, Callable[[Entries, Entries, int], None]]] = {
    "another id of a unit with a history": (LAMPS, edited({"id": "lamps"})),
    "a source that is not described": (LAMPS, edited({"source": "charter-1923"})),
    "a partner that does not exist": (1, edited({"not_here": [{"topic": "lamps", "see": "nobody"}]})),
    "a parent that does not exist": (LAMPS, edited({"parent": "nobody"})),
    "a parent below itself": (HORNS, edited({"parent": "night-watch-team"})),
    "a kind that does not exist": (LAMPS, edited({"kind": "guild"})),
    "an audience that does not exist": (
        LAMPS,
        edited({"entry_point_for": [{"audience": "mermaids", "source": "charter-2023"}]}),
    ),
    "a country that does not exist": (LAMPS, edited({"place": {"country": "XX"}})),
    "a key that does not exist": (LAMPS, edited({"sumary": "x"})),
    "an empty summary": (LAMPS, edited({"summary": ""})),
    "an id that another file has": (0, added(TEAM | {"id": "country-office-in-aarhus"})),
    "a name that another file has": (0, added(TEAM | {"name": "Country Office in Aarhus, Denmark"})),
    "a unit goes that others name": (7, removed),
    "a unit goes that is above others": (0, removed),
}


@pytest.mark.parametrize(("at", "how"), TOO_FAR.values(), ids=TOO_FAR)
def test_what_reaches_further_is_compiled_anew(
    at: int, how: Callable[[Entries, Entries, int], None], tiny_copy: Path
) -> None:
    store = compiled_now(tiny_copy)
    change(tiny_copy, how, at)
    assert patch(store, tiny_copy, {HEADQUARTERS: b"edited"}) is None


Replacement = tuple[str, str, str]  # in a file, a text, and what comes in its place; an empty text: the end
COMMON_WITHIN: dict[str, Replacement] = {
    "another everyday word": ("thesaurus.yaml", "en: [bulb, lightbulb]", "en: [bulb, tube]"),
    "an everyday word for another matter": ("thesaurus.yaml", "- to: [lamps]", "- to: [horns]"),
    "an entry of the thesaurus comes": ("thesaurus.yaml", "", "- to: [horns]\n  en: [whistle, bulb]\n"),
    "an entry of the thesaurus goes": (
        "thesaurus.yaml", "- to: [horns]\n  en: [siren, klaxon]\n  fr: [sirène]\n  es: [bocina]\n  de: [Sirene, Hupe]", "",
    ),
    "a comment": ("thesaurus.yaml", "- to: [lamps]", "# of light\n- to: [lamps]"),
    "subjects that nobody handles": ("outside.yaml", "", "- subject: cooking\n  en: [fish soup, soup]\n"),
    "another city": ("countries.yaml", "cities: [Bergen]", "cities: [Bergen, Voss]"),
    "a country comes": ("countries.yaml", "", "- code: LV\n  names: {en: Latvia}\n"),
    "a region of other countries": ("regions.yaml", "[EE, FI, SE]", "[EE, FI]"),
    "another id of a region": ("regions.yaml", "id: baltic", "id: ostsee"),
    "what became of a unit": ("changes.yaml", "to: [accounts-division, staff-division]", "to: [accounts-division]"),
    "a unit is created, not moved": (
        "changes.yaml", '{from: liaison-office-in-bergen, from_structure: "2015", to: [regional-office-in-bergen], to_structure: "2023", kind: moved',
        '{from_structure: "2015", to: [regional-office-in-bergen], to_structure: "2023", kind: created',
    ),
    "a word of a sensitive matter": ("organization.yaml", "en: [fraud, bribe, stolen money]", "en: [fraud, kickback]"),
    "the general contact": ("organization.yaml", "email: union@lights.example", "email: post@lights.example"),
}  # fmt: skip
COMMON_TOO_FAR: dict[str, Replacement] = {
    "another kind": ("organization.yaml", "id: committee,", "id: council,"),
    "another audience": ("organization.yaml", "- id: media\n", "- id: press\n"),
    "another default": ("organization.yaml", 'default_structure: "2023"', 'default_structure: "2015"'),
    "a contact without a source": ("organization.yaml", "source: charter-2023\n\nsafeguards", "source: nowhere\n\nsafeguards"),
    "a country goes": ("countries.yaml", "code: EE", "code: LV"),
    "a country twice": ("countries.yaml", "", "- code: EE\n  names: {en: Livonia}\n"),
    "a region of a country that is none": ("regions.yaml", "[EE, FI, SE]", "[EE, XX]"),
    "a region twice": ("regions.yaml", "", "- {id: baltic, names: {en: East Sea}, countries: [EE]}\n"),
    "a change of a unit that is none": ("changes.yaml", "from: telegraph-desk", "from: telephone-desk"),
    "a change into the past": ("changes.yaml", 'to_structure: "2023", kind: split', 'to_structure: "2015", kind: split'),
    "a change without a source": ("changes.yaml", "source: offices-page", "source: nowhere"),
    "a key that does not exist": ("thesaurus.yaml", "- to: [lamps]", "- two: [lamps]"),
    "a key twice": ("thesaurus.yaml", "  en: [bulb, lightbulb]", "  en: [bulb]\n  en: [lightbulb]"),
    "an anchor": ("thesaurus.yaml", "en: [bulb, lightbulb]", "en: &bulbs [bulb, lightbulb]"),
    "a bracket left open": ("thesaurus.yaml", "en: [bulb, lightbulb]", "en: [bulb, lightbulb"),
    "a quote left open": ("thesaurus.yaml", "en: [bulb, lightbulb]", "en: ['bulb, lightbulb]"),
    "a second document": ("thesaurus.yaml", "- to: [invoices]", "---\n- to: [invoices]"),
    "the end of the document": ("thesaurus.yaml", "- to: [invoices]", "...\n- to: [invoices]"),
    "only a comment": ("outside.yaml", "", "# nothing"),
    "a second document within": ("thesaurus.yaml", "- to: [invoices]", "---\n - to: [invoices]"),
    "no list": ("thesaurus.yaml", "- to: [lamps]", "lamps:\n- to: [lamps]"),
    "bytes that are no text": ("thesaurus.yaml", "bulb,", "\udcff,"),
}  # fmt: skip


def replaced(folder: Path, replacement: Replacement) -> None:
    """Make a replacement in a file of a folder."""
    name, old, new = replacement
    content = (folder / name).read_text("utf-8") if (folder / name).exists() else ""
    assert old in content
    content = content.replace(old, new, 1) if old else f"{content.rstrip()}\n{new}"
    (folder / name).write_text(content, "utf-8", errors="surrogateescape")


@pytest.mark.parametrize("replacement", COMMON_WITHIN.values(), ids=COMMON_WITHIN)
def test_an_edit_of_what_is_common_needs_no_compiling(replacement: Replacement, tiny_copy: Path) -> None:
    store, before = compiled_now(tiny_copy), contents(tiny_copy)
    replaced(tiny_copy, replacement)
    assert amended(store, tiny_copy, before)
    assert not differences(store, tiny_copy)
    assert store.table("meta").get("organization") == compiled_now(tiny_copy).table("meta").get("organization")


@pytest.mark.parametrize("replacement", COMMON_TOO_FAR.values(), ids=COMMON_TOO_FAR)
def test_what_is_wrong_or_goes_deep_is_compiled_anew(replacement: Replacement, tiny_copy: Path) -> None:
    store = compiled_now(tiny_copy)
    replaced(tiny_copy, replacement)
    assert patch(store, tiny_copy, {replacement[0]: b"edited"}) is None


def test_changes_in_another_order(tiny_copy: Path) -> None:
    store, before = compiled_now(tiny_copy), contents(tiny_copy)
    write(tiny_copy, "changes.yaml", entries_of(tiny_copy, "changes.yaml")[::-1])
    assert amended(store, tiny_copy, before)
    assert not differences(store, tiny_copy)


def test_another_name_beside_an_english_one(tiny_copy: Path) -> None:
    units = entries_of(tiny_copy, "2015/units.yaml")
    section = next(unit for unit in units if unit["id"] == "lamp-section")
    section["names"]["en"] = "Lamps"
    write(tiny_copy, "2015/units.yaml", units)
    store, before = compiled_now(tiny_copy), contents(tiny_copy)
    section["name"] = "Light Section"
    write(tiny_copy, "2015/units.yaml", units)
    assert amended(store, tiny_copy, before)
    assert not differences(store, tiny_copy)


def test_structures_whose_names_are_not_in_the_order_of_their_dates(tiny_copy: Path) -> None:
    name = tiny_copy / "organization.yaml"
    name.write_text(name.read_text("utf-8").replace('as_of: "2015-03"', 'as_of: "2024-03"'), "utf-8")
    (tiny_copy / "changes.yaml").unlink()
    store, before = compiled_now(tiny_copy), contents(tiny_copy)
    change(tiny_copy, edited({"name": "Press Team"}), 1)
    assert amended(store, tiny_copy, before)
    assert not differences(store, tiny_copy)


def test_a_file_of_words_comes_and_goes(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    (tiny_copy / "outside.yaml").write_text("- subject: gardens of lamps\n  en: [garden lamp]\n", "utf-8")
    assert not iomwho.load(tiny_copy).find("garden lamp")
    (tiny_copy / "outside.yaml").unlink()
    assert iomwho.load(tiny_copy).find("garden lamp")
    (tiny_copy / "thesaurus.yaml").write_text("- to: [lamps]\n  en: [candle]\n", "utf-8")
    assert iomwho.load(tiny_copy).find("candle")[0].unit.id == iomwho.load(tiny_copy).find("lamps")[0].unit.id
    assert len(compiled) == 1


def test_a_unit_that_only_another_file_names_does_not_go(tiny_copy: Path) -> None:
    change(tiny_copy, edited({"not_here": [{"topic": "lamps", "see": "night-watch-team"}]}), 0, is_office=True)
    store = compiled_now(tiny_copy)
    change(tiny_copy, removed, 5)
    assert patch(store, tiny_copy, {HEADQUARTERS: b"edited"}) is None


def test_the_front_door_does_not_go(tiny_copy: Path) -> None:
    doors = (tiny_copy / "organization.yaml").read_text("utf-8")
    (tiny_copy / "organization.yaml").write_text(
        doors.replace("front_door: office-of-the-secretary-general", "front_door: night-watch-team"), "utf-8"
    )
    store = compiled_now(tiny_copy)
    change(tiny_copy, removed, 5)
    assert patch(store, tiny_copy, {HEADQUARTERS: b"edited"}) is None


def test_many_new_units_make_every_word_rarer(tiny_copy: Path) -> None:
    store = compiled_now(tiny_copy)
    for number in range(20):
        change(tiny_copy, added(TEAM | {"id": f"lamps-{number}", "name": f"Lamp Team {number}"}))
    assert patch(store, tiny_copy, {HEADQUARTERS: b"edited"}) is None


def test_files_of_units_come_and_go(tiny_copy: Path, compiled: list[str]) -> None:
    assert not iomwho.load(tiny_copy).find("polishing of brass")
    write(tiny_copy, "2023/teams.yaml", [TEAM])
    assert iomwho.load(tiny_copy).find("polishing of brass")[0].unit.name == "Lamp Team"
    assert [unit.name for unit in iomwho.load(tiny_copy).units()][-1] == "Lamp Team"
    (tiny_copy / "2023/teams.yaml").unlink()
    assert not iomwho.load(tiny_copy).find("polishing of brass")
    assert len(compiled) == 1


def test_a_new_source_and_what_cites_it(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    sources = entries_of(TINY, "sources.yaml")
    write(tiny_copy, "sources.yaml", [*sources, sources[0] | {"id": "charter-2024", "title": "Second Charter"}])
    change(tiny_copy, added(TEAM | {"source": "charter-2024"}))
    directory = iomwho.load(tiny_copy)
    source = directory.source(directory.find("polishing of brass")[0].unit.source)
    assert source is not None
    assert source.title == "Second Charter"
    write(tiny_copy, "sources.yaml", sources)
    with pytest.raises(DataError, match=r"headquarters\.yaml:\d+:\d+: the source 'charter-2024' is not described"):
        iomwho.load(tiny_copy)
    assert len(compiled) == 2


def handling(*topics: str) -> Callable[[Entries, Entries, int], None]:
    """The edit that makes a unit responsible for `topics`."""
    return edited({"handles": [{"topic": topic, "role": "lead", "source": "charter-2023"} for topic in topics]})


def test_an_edit_is_found_at_once_and_without_compiling_anew(tiny_copy: Path, compiled: list[str]) -> None:
    assert not iomwho.load(tiny_copy).find("polishing of brass")
    for number, asked in enumerate(("polishing of brass", "oiling of hinges")):
        change(tiny_copy, handling(asked), number)
        for _ in range(2):
            assert iomwho.load(tiny_copy).find(asked)[0].unit.handles[0].topic.en == asked
    assert iomwho.load(tiny_copy).find("polishing of brass")
    assert len(compiled) == 1


def test_what_an_edit_takes_away_is_gone(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    change(tiny_copy, handling("astrolabes"))
    assert iomwho.load(tiny_copy).find("astrolabe")
    change(tiny_copy, handling("sextants"))
    assert not iomwho.load(tiny_copy).find("astrolabe")
    assert len(compiled) == 1


def test_a_unit_that_came_and_went_leaves_nothing(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    change(tiny_copy, added(TEAM), 4)
    directory = iomwho.load(tiny_copy)
    assert directory.find("Lamp Team")[0].unit.id == "lamps"
    assert [name for _, name, _ in directory.children("2023", "lamp-and-lens-division")] == ["Lamp Team"]
    change(tiny_copy, removed, 4)
    directory = iomwho.load(tiny_copy)
    assert directory.unit("lamps") is None
    assert directory.children("2023", "lamp-and-lens-division") == []
    assert len(compiled) == 1


def test_an_edit_with_a_fault_is_reported_like_any_other(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    change(tiny_copy, edited({"source": "nowhere", "summary": "Leads."}))
    with pytest.raises(DataError, match=r"headquarters\.yaml:\d+:\d+: the source 'nowhere' is not described"):
        iomwho.load(tiny_copy)


def test_many_edits_are_compiled_in_the_end(tiny_copy: Path, compiled: list[str]) -> None:
    """The layer over the store does not grow for ever."""
    iomwho.load(tiny_copy)
    for number in range(6):
        change(tiny_copy, handling(*(f"word{number}x{at}" for at in range(300))), number)
        assert iomwho.load(tiny_copy).find(f"word{number}x7")
    assert len(compiled) > 1


def test_many_first_runs_after_an_edit_at_once(tiny_copy: Path, cache: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    change(tiny_copy, handling("polishing of brass"), 1)
    command = [sys.executable, "-m", "iomwho", "find", "polishing of brass", "--json", "--data", str(tiny_copy)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    said = {(*run.communicate(timeout=120), run.returncode) for run in runs}
    ((out, err, code),) = said
    assert (b"polishing of brass" in out, err, code) == (True, b"", 0)
    assert [path.suffix for path in cache.iterdir()] == [".store"]


def test_a_file_that_is_back_again_is_compiled(tiny_copy: Path) -> None:
    """It was away when the folder was looked through: an editor put a new one in its place."""
    store = compiled_now(tiny_copy)
    assert patch(store, tiny_copy, {OFFICES: None}) is None
    (tiny_copy / OFFICES).unlink()
    assert patch(store, tiny_copy, {OFFICES: b"edited"}) is None
