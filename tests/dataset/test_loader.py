"""Bad data: each fault alone gives one clear message with its place and a hint, and never an answer."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import iomwho
from iomwho.dataset import document
from iomwho.errors import DataError, UsageError
from tests.conftest import TINY, Run

ORGANIZATION, SOURCES, CHANGES = "organization.yaml", "sources.yaml", "changes.yaml"
COUNTRIES, REGIONS, THESAURUS = "countries.yaml", "regions.yaml", "thesaurus.yaml"
OLD, HEAD, OFFICES = "2015/units.yaml", "2023/headquarters.yaml", "2023/offices.yaml"

# One edit each: (file, text there, the same text with a fault; ¦ marks where the fault must be seen,
# the message, the hint). The first place where the text stands is edited.
EDITS = {
    # what is no YAML, or more YAML than is wanted
    "tab for a key": (HEAD, "  kind: team", "¦\tkind: team", "tab", "Use spaces, not tabs"),
    "tab before a value": (HEAD, "      role: support", "¦\t  role: support", "cannot start any token", "not tabs"),
    "bracket left open": (SOURCES, "en, url: https://lights.example/handbook-2015}", "[en, url: x¦}", "']'", "Check the"),
    "quote left open": (HEAD, "name: Staff Division", 'name: ¦"Staff Division', "never closed", "Close it"),
    "key indented too far": (HEAD, "  kind: team", "   kind¦: team", "not valid YAML", "Check the indentation"),
    "colon in a text": (HEAD, "Listens at night", "Listens¦: at night", "not valid YAML", "the quotes around"),
    "second document": (CHANGES, "- {from: telegraph", "¦---\n- {from: telegraph", "another document", "'---'"),
    "control character": (SOURCES, "Handbook", "Hand¦\x1bbook", "YAML does not allow", "Remove the control"),
    "NUL": (SOURCES, "Handbook", "Hand¦\0book", "YAML does not allow", "Remove the control character"),
    "half a surrogate": (SOURCES, "title: Handbook of the Union", 'title: "\\u¦d800"', "Unicode", "Check"),
    "tag that runs code": (
        SOURCES, "title: Handbook of the Union", "title: ¦!!python/object/apply:os.system [ls]",
        "the tag '!!python/object/apply:os.system' is not allowed", "Remove the tag",
    ),
    "tag of one's own": (SOURCES, "title: Hand", "title: ¦!env Hand", "the tag '!env' is not", "begins with '!'"),
    "tag for a number": (SOURCES, "title: Handbook of the Union", "title: ¦!!int 5", "'!!int'", "Remove the tag"),
    "anchor": (SOURCES, "title: Handbook", "title: ¦&a Handbook", "anchors and aliases", "quotes around"),
    "alias": (SOURCES, "title: Handbook of the Union", "title: ¦*important", "anchors and aliases", "& or *"),
    "star": (SOURCES, "title: Handbook of the Union", "title: *important¦*", "not valid YAML", "begins with & or *"),
    "key twice": (HEAD, "  kind: team", "  kind: team\n  ¦kind: office", "'kind' stands here twice", "Keep one"),
    "list as a key": (HEAD, "  kind: team", "  kind: team\n  ? ¦[a]\n  : b", "must be a plain word", "name: ..."),
    # the shape of an entry
    "unknown key, misspelt": (HEAD, "  kind: team", "  kind: team\n  ¦sumary: x", "'sumary' is not", "'summary'?"),
    "unknown key, far off": (HEAD, "  kind: team", "  kind: team\n  ¦qqq: x", "'qqq' is not known", "Keys here: id"),
    "unknown language": (HEAD, "{en: annual budget,", "{en: annual budget, ¦it: x,", "'it' is not", "en, fr, es, de"),
    "key without value": (HEAD, "summary: Listens at night.", "¦summary:", "'summary' has no value", "Fill it in"),
    "key missing": (HEAD, "- id: night-watch-team\n", "- ¦acronym: {text: NWT, source: charter-2023}\n", "the key 'id' is missing", "Add 'id: ...'"),
    "empty text": (HEAD, "summary: Listens at night.", "summary: ¦''", "must not be empty", "Fill it in"),
    "list for a text": (HEAD, "summary: Listens at night.", "summary: ¦[a]", "text, not a list", "Write a text"),
    "map for a text": (HEAD, "summary: Listens at night.", "summary: ¦{a: b}", "text, not a map", "Write a text"),
    "text for a list": (HEAD, "[sound-signals-division]", "¦sound-signals-division", "list, not a text", "brackets"),
    "list for a map": (HEAD, "acronym: {text: SSD, source: charter-2023}", "acronym: ¦[SSD]", "map", "text, source"),
    "text for a unit": (HEAD, "- id: night-watch-team", "- ¦x\n- id: night-watch-team", "map with keys", "Keys here: id"),
    "word for true": (CHANGES, "inferred: true", "inferred: ¦maybe", "must be true or false", "without quotes"),
    "role that is none": (HEAD, "role: support", "role: ¦suport", "'suport' is not allowed", "'support'?"),
    "id with blanks": (HEAD, "id: staff-division", "id: ¦Staff Division", "does not look right", "donor-relations"),
    "mailbox that is none": (HEAD, "press@lights.example", "¦press at lights", "look right", "unit@example.org"),
    "page that is none": (SOURCES, "https://lights.example/offices", "¦lights/offices", "look right", "https://"),
    "empty list": (OFFICES, "[EE]", "¦[]", "'countries' must not be an empty list", "remove the key"),
    "NO without quotes": (OFFICES, '["NO", DK]', "[¦NO, DK]", "not true or false", 'Put quotes around it: "NO"'),
    "NO as a place": (OFFICES, 'country: "NO"', "country: ¦NO", "'country' must be a text, not true", '"NO"'),
    "NO as a code": (COUNTRIES, 'code: "NO"', "code: ¦NO", "'code' must be a text, not true", '"NO"'),
    "yes as a word": (HEAD, "[when do I get paid]", "[¦yes]", "not true or false", '"yes"'),
    "date in words": (OFFICES, 'as_of: "2024"', "as_of: ¦last year", "'last year' does not look", "'2022-06'"),
    "month 13": (OFFICES, 'as_of: "2024"', 'as_of: ¦"2024-13"', "no day, month or year '2024-13'", "2022-06-26"),
    "30 February": (OFFICES, 'as_of: "2024"', "as_of: ¦2024-02-30", "no day, month or year", "2022-06-26"),
    "structure without a date": (ORGANIZATION, 'as_of: "2015-03"', 'as_of: ¦"2015-00"', "no day, month", "2022-06"),
    "country in words": (OFFICES, "[EE]", "[¦Estonia]", "'Estonia' does not look right", "two capitals"),
    "country in small letters": (OFFICES, "[EE]", "[¦ee]", "'ee' does not look right", "two capitals"),
    # what one entry says of another
    "country that is none": (OFFICES, "[EE]", "[EE, ¦XX]", "'XX' is no country code", "ISO 3166-1"),
    "place in no country": (OFFICES, "country: EE", "country: ¦XX", "'XX' is no country code", "ISO 3166-1"),
    "region of no country": (REGIONS, "[EE, FI, SE]", "[EE, ¦XX, SE]", "'XX' is no country code", "ISO 3166-1"),
    "country twice": (COUNTRIES, "- code: FI", "- {code: ¦DK, names: D}\n- code: FI", "the code 'DK' stands twice", "Rename"),
    "parent of itself": (
        HEAD, "kind: team\n  parent: sound-signals-division", "kind: team\n  parent: ¦night-watch-team",
        "'night-watch-team' is above itself", "Correct one of the parents",
    ),
    "parent misspelt": (HEAD, "parent: sound-signals-division", "parent: ¦sound-signal-division", "unit", "Did you"),
    "parent in another structure": (
        HEAD, "parent: sound-signals-division", "parent: ¦technical-department",
        "not a unit of the structure 2023 (it is one of 2015)", "Correct the id",
    ),
    "id twice in a file": (HEAD, "id: committee-of-keepers", "id: ¦staff-division", "stands twice", "Rename"),
    "id twice in two files": (
        OFFICES, "id: country-office-in-aarhus", "id: ¦staff-division",
        "twice in the structure 2023; first at 2023/headquarters.yaml:", "Rename one of the two",
    ),
    "name twice": (HEAD, "name: Staff Division", "name: ¦Accounts Division", "is also that of", "tells the two apart"),
    "kind that is none": (HEAD, "kind: committee", "kind: ¦comittee", "'comittee' is not known", "'committee'?"),
    "source that is none": (HEAD, "source: charter-2023", "source: ¦charter", "'charter' is not described", "charter-2"),
    "audience that is none": (HEAD, "audience: media", "audience: ¦medium", "'medium' is not known", "'media'?"),
    "partner that is none": (HEAD, "[sound-signals-division]", "[¦sounds]", "'sounds' is not a unit", "Correct"),
    "owner that is none": (HEAD, "see: accounts-division", "see: ¦accounts", "'accounts' is not a unit", "accounts-d"),
    "source twice": (
        SOURCES, "- {id: offices", "- {id: ¦charter-2023, title: x, publisher: x, date: x, language: en, url: http://x}\n"
        "- {id: offices", "twice among the sources", "Rename",
    ),
    "kind twice": (ORGANIZATION, "  - {id: team", "  - {id: ¦office, names: x}\n  - {id: team", "twice among the kinds", "Rename"),
    "default that is none": (ORGANIZATION, 't_structure: "2023"', 't_structure: ¦"2024"', "'2024' is not", "2015, 2023"),
    "front door that is none": (ORGANIZATION, "door: general-s", "door: ¦generals-s", "is not a unit", "Did you mean"),
    "change from nothing": (CHANGES, "from: lamp-section", "from: ¦lamps", "'lamps' is not a unit", "id"),
    "change to nothing": (CHANGES, "[lamp-and-lens-division]", "[¦lamps-and-lens]", "is not a unit", "Did you mean"),
    "change without outcome": (CHANGES, "kind: abolished", "kind: moved", "'to' is empty", "Name the unit"),
    "creation of something old": (CHANGES, "- {from: telegraph-desk, ", "- ¦{", "where, and only where, the kind is 'created'", "kind"),
    "change to no structure": (
        CHANGES, 'to: [], to_structure: "2023"', 'to: [], to_structure: ¦"1999"', "no structure '1999'", "2015, 2023",
    ),
    "change within a structure": (
        CHANGES, 'from_structure: "2015", to: [sound-signals-division], to_structure: "2023"',
        'from_structure: "2023", to: [sound-signals-division], to_structure: ¦"2023"',
        "must lead to a later structure, not from 2023 to 2023", "the older structure",
    ),
    "change back in time": (
        CHANGES, "- {from_structure",
        '- {from: accounts-division, from_structure: "2023", to: [administration-department], to_structure: ¦"2015",'
        " kind: renamed, source: charter-2023, inferred: false}\n- {from_structure",
        "must lead to a later structure, not from 2023 to 2015", "the older structure",
    ),
}  # fmt: skip


def fault(run: Run, folder: Path) -> tuple[str, str]:
    """The one error that a question to the data in `folder` ends in: its sentence and its hint."""
    result = run("find", "lamps", data=folder, code=2)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 2, result.stderr
    assert lines[0].startswith("error: ")
    assert lines[1].startswith("hint: ")
    return lines[0].removeprefix("error: "), lines[1].removeprefix("hint: ")


def edit(folder: Path, file: str, old: str, new: str) -> tuple[int, int]:
    """Replace the first `old` in a file by `new`; the line and column of the mark ¦ in it."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}"
    text = text.replace(old, new, 1)
    before = text.partition("¦")[0]
    path.write_text(text.replace("¦", ""), encoding="utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("case", EDITS.values(), ids=EDITS)
def test_one_fault_gives_one_message_with_its_place(
    case: tuple[str, str, str, str, str], run: Run, tiny_copy: Path
) -> None:
    file, old, new, message, hint = case
    line, column = edit(tiny_copy, file, old, new)
    said, advised = fault(run, tiny_copy)
    place = f"{file}:{line}:{column}: " if "¦" in new else f"{file}:"
    assert said.startswith(place), said
    assert message in said
    assert hint in advised


def write(file: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / file).write_bytes(content)


def replace(file: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / file).unlink()
        make(folder / file)

    return change


def grow(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


LATIN = "- to: [lamps]\n  de: [Größe, ".encode() + "Glühbirne]\n".encode("latin-1")
# What is done to the folder, how the message begins, the hint.
FILES = {
    "Latin-1": (write(THESAURUS, LATIN), f"{THESAURUS}:2:17: is not UTF-8 text", "encoding UTF-8"),
    "UTF-16": (write(THESAURUS, "- to: [a]\n".encode("utf-16")), f"{THESAURUS}:1:1: is not UTF-8", "encoding UTF-8"),
    "binary": (write(SOURCES, bytes(range(256))), f"{SOURCES}:2:118: is not UTF-8 text", "UTF-8"),
    "deep in brackets": (write(THESAURUS, b"[" * 200_000), f"{THESAURUS}:1:41: is nested too deeply", "At most 40"),
    "deep in dashes": (write(THESAURUS, b"- " * 200_000), f"{THESAURUS}:1:81: is nested too deeply", "At most 40"),
    "deep in maps": (
        write(THESAURUS, b"\n".join(b" " * n + b"a:" for n in range(60))),
        f"{THESAURUS}:41:41: is nested too deeply", "At most 40",
    ),
    "empty organization": (write(ORGANIZATION, b""), f"{ORGANIZATION}:1:1: must be a map", "Keys here: name"),
    "organization as a list": (write(ORGANIZATION, b"[]"), f"{ORGANIZATION}:1:1: must be a map", "Keys here: name"),
    "only a comment": (write(OFFICES, b"# later\n"), f"{OFFICES}:1:1: must be a list, not nothing", "brackets"),
    "no sources": (write(SOURCES, b"[]"), f"{SOURCES}:1:1: must not be an empty list", "Fill it in"),
    "file too large": (
        replace(THESAURUS, grow), f"{THESAURUS}: the file is too large (50,000,000 bytes)", "split it",
    ),
    "directory for a file": (replace(SOURCES, Path.mkdir), f"{SOURCES}: is a directory, not a file", "in its place"),
    "directory for units": (
        lambda folder: (folder / "2023" / "x.yaml").mkdir(), "2023/x.yaml: is a directory", "in its place",
    ),
    "pipe for a file": (replace(SOURCES, os.mkfifo), f"{SOURCES}: is a device or pipe", "in its place"),
    "link to nowhere": (
        replace(THESAURUS, lambda path: path.symlink_to("nowhere")), f"{THESAURUS}: cannot be read: no such", "Check",
    ),
    "no organization": (lambda folder: (folder / ORGANIZATION).unlink(), f"{ORGANIZATION}: cannot be read", "exists"),
    "no sources file": (lambda folder: (folder / SOURCES).unlink(), f"{SOURCES}: cannot be read: no such", "exists"),
    "file under a near name": (
        lambda folder: (folder / THESAURUS).rename(folder / "thesaurus.yml"),
        "thesaurus.yml: is not read under this name", f"Rename it to {THESAURUS}",
    ),
    "units a folder too deep": (
        lambda folder: shutil.copytree(folder / "2015", folder / "2023" / "more"),
        "2023/more/units.yaml: lies too deep", "directly into the folder 2023",
    ),
    "structure that nobody listed": (
        lambda folder: shutil.copytree(folder / "2015", folder / "2019"),
        "2019/units.yaml:1:3: the structure '2019' is not listed", "Add it there",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES.values(), ids=FILES)
def test_a_file_that_is_none(case: tuple[Callable[[Path], object], str, str], run: Run, tiny_copy: Path) -> None:
    spoil, message, hint = case
    spoil(tiny_copy)
    said, advised = fault(run, tiny_copy)
    assert said.startswith(message)
    assert hint in advised


@pytest.mark.parametrize("name", [SOURCES, "2023"])
def test_what_may_not_be_read(name: str, run: Run, tiny_copy: Path) -> None:
    (tiny_copy / name).chmod(0)
    if os.access(tiny_copy / name, os.R_OK):
        pytest.skip("this user may read everything")
    try:
        said, advised = fault(run, tiny_copy)
    finally:
        (tiny_copy / name).chmod(0o700)
    assert name in said
    assert "cannot be read: permission denied" in said
    assert advised


def test_a_missing_folder(run: Run, tmp_path: Path) -> None:
    assert fault(run, tmp_path / "nowhere")[0].endswith("nowhere does not exist")


def test_a_file_for_the_folder(run: Run, tiny: Path) -> None:
    assert fault(run, tiny / SOURCES)[0].endswith("sources.yaml is not a folder")


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    said, advised = fault(run, tmp_path)
    assert said.endswith("holds no units")
    assert "2022" in advised


def test_a_missing_structure(run: Run, tiny_copy: Path) -> None:
    shutil.rmtree(tiny_copy / "2015")
    (tiny_copy / CHANGES).unlink()
    said, advised = fault(run, tiny_copy)
    assert re.fullmatch(r"organization\.yaml:\d+:\d+: the structure '2015' has no units", said)
    assert advised == "Add a folder '2015' with unit files."


def test_a_circle_of_parents_names_each_of_its_units(tiny_copy: Path) -> None:
    edit(tiny_copy, HEAD, "kind: team\n  parent: sound-signals-division", "kind: team\n  parent: staff-division")
    edit(tiny_copy, HEAD, "kind: division\n  parent: department-of-finance-and-staff\n  names: {fr: Division du p",
         "kind: division\n  parent: night-watch-team\n  names: {fr: Division du p")  # fmt: skip
    with pytest.raises(DataError) as caught:
        iomwho.load(tiny_copy)
    assert len(caught.value.faults) == 2
    assert all("its parents form a circle" in item for item in caught.value.faults)


def test_a_chain_of_parents_may_be_long(tiny_copy: Path) -> None:
    """Deeper than Python's stack, and not slower than its length."""
    unit = "- {{id: u{0}, name: Unit {0}, kind: team, parent: u{1}, names: {{}}, summary: x, source: charter-2023}}\n"
    chain = "".join(unit.format(number, number + 1) for number in range(1500))
    (tiny_copy / "2023" / "chain.yaml").write_text(chain + unit.format(1500, 0).replace("parent: u0, ", ""))
    directory = iomwho.load(tiny_copy)
    deepest = directory.unit("u0")
    assert deepest is not None
    assert len(directory.path(deepest)) == 1500


def test_an_alias_bomb_is_refused_before_it_explodes(run: Run, tiny_copy: Path) -> None:
    letters = "abcdefghijklmnop"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise(letters)]
    (tiny_copy / THESAURUS).write_text("\n".join(lines))
    result = run("check", data=tiny_copy, code=2)
    assert "thesaurus.yaml:2:8: anchors and aliases (& and *) are not allowed" in result.stderr


def test_an_alias_of_itself(run: Run, tiny_copy: Path) -> None:
    (tiny_copy / THESAURUS).write_text("&a [*a]")
    assert "thesaurus.yaml:1:5: anchors and aliases" in run("check", data=tiny_copy, code=2).stderr


def test_all_faults_are_reported_at_once(run: Run, tiny_copy: Path) -> None:
    """Of every file, of the shape of entries as well as between them."""
    edit(tiny_copy, HEAD, "kind: committee", "kind: comittee")
    edit(tiny_copy, HEAD, "  kind: team", "  kind: team\n  colour: red")
    edit(tiny_copy, OFFICES, "[EE]", "[NO]")
    edit(tiny_copy, OLD, "parent: technical-department", "parent: technical")
    edit(tiny_copy, CHANGES, "kind: merged", "kind: married")
    result = run("check", data=tiny_copy, code=2)
    assert result.stdout == ""
    head, *listed, hint = result.stderr.splitlines()
    assert head == f"error: the data in {tiny_copy} has 5 faults:"
    assert hint == "hint: Mend them, then run `iomwho check`."
    expected = ("'comittee' is not known", "'colour' is not", "true or false", "'technical' is not", "'married' is not")
    for message in expected:
        assert sum(message in line for line in listed) == 1, message
    assert all(re.match(r"  [\w/]+\.yaml:\d+:\d+: .+ \(.+\)$", line) for line in listed)


def test_one_faulty_entry_does_not_accuse_those_that_name_it(tiny_copy: Path) -> None:
    edit(tiny_copy, HEAD, "  acronym: {text: DLS, source: charter-2023}", "  acronym: DLS")
    with pytest.raises(DataError) as caught:
        iomwho.load(tiny_copy)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(("count", "last"), [(20, "tag"), (21, "... and 1 more"), (57, "... and 37 more")])
def test_at_most_twenty_faults_are_shown(count: int, last: str, run: Run, tiny_copy: Path) -> None:
    (tiny_copy / THESAURUS).write_text("".join(f"- to: [!t{number} x]\n" for number in range(count)))
    lines = run("check", data=tiny_copy, code=2).stderr.splitlines()
    assert lines[0].endswith(f"has {count} faults:")
    assert len(lines) == 2 + min(count, 21)
    assert last in lines[-2]


READING = {
    "find": ["find", "lamps"],
    "show": ["show", "accounts-division"],
    "tree": ["tree"],
    "office": ["office", "Norway"],
    "entry": ["entry", "media"],
    "list": ["list"],
    "topics": ["topics"],
    "history": ["history", "accounts-division"],
    "diff": ["diff", "2015", "2023"],
    "sources": ["sources"],
    "check": ["check"],
}


@pytest.mark.parametrize("arguments", READING.values(), ids=READING)
def test_partial_data_never_answers(arguments: list[str], run: Run, tiny_copy: Path) -> None:
    """Not even from what was compiled while the data was still sound, nor of parts that are sound."""
    assert run(*arguments, data=tiny_copy, code=0).stdout
    edit(tiny_copy, OLD, "kind: team", "kind: teem")
    for extra in ([], ["--json"]):
        result = run(*arguments, *extra, data=tiny_copy, code=2)
        assert result.stdout == ""
        assert result.stderr.startswith(f"error: {OLD}:")


GOOD = {
    "Windows line ends": (HEAD, lambda raw: raw.replace(b"\n", b"\r\n")),
    "byte order mark": (HEAD, lambda raw: b"\xef\xbb\xbf" + raw),
    "numbers and dates stay text": (HEAD, lambda raw: raw.replace(b"Listens at night.", b"2022-06-01")),
    "a big number stays text": (HEAD, lambda raw: raw.replace(b"Listens at night.", b"0x1F")),
    "the Norwegian code in quotes": (COUNTRIES, lambda raw: raw.replace(b'"NO"', b"'NO'")),
    "no last line end": (THESAURUS, lambda raw: raw.rstrip()),
}


@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD)
def test_what_is_sound_is_taken_as_it_stands(case: tuple[str, Callable[[bytes], bytes]], tiny_copy: Path) -> None:
    file, change = case
    path = tiny_copy / file
    path.write_bytes(change(path.read_bytes()))
    directory = iomwho.load(tiny_copy)
    unit = directory.unit("night-watch-team")
    assert unit is not None
    assert unit.summary in ("Listens at night.", "2022-06-01", "0x1F")
    assert directory.country("NO") is not None


@pytest.mark.parametrize("name", [CHANGES, COUNTRIES, REGIONS, THESAURUS])
def test_a_file_that_may_be_missing(name: str, tiny_copy: Path) -> None:
    (tiny_copy / name).unlink()
    for line in (OFFICES, REGIONS) if name == COUNTRIES else ():
        (tiny_copy / line).unlink()
    if name == COUNTRIES:  # nothing may name a country then
        edit(tiny_copy, OLD, '  place: {city: Bergen, country: "NO"}\n', "")
        (tiny_copy / CHANGES).unlink()
    assert iomwho.load(tiny_copy).find("repair of lamps")


def test_errors_of_the_library_are_its_own(tiny_copy: Path, tmp_path: Path) -> None:
    edit(tiny_copy, HEAD, "kind: team", "kind: teem")
    with pytest.raises(DataError, match="'teem' is not known"):
        iomwho.load(tiny_copy)
    with pytest.raises(UsageError, match="does not exist"):
        iomwho.load(tmp_path / "nowhere")


def test_the_tiny_dataset_is_sound(run: Run) -> None:
    assert "is sound" in run("check", data=TINY, code=0).stdout


def test_the_limits_leave_room_for_real_files() -> None:
    """A file a hundred times the largest shipped one would be a mistake; ten times is not."""
    largest = max(path.stat().st_size for path in (TINY.parents[2] / "data").glob("**/*.yaml"))
    assert largest * 10 < document.MAX_BYTES
