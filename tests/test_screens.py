"""Every screen of the tiny dataset, at two widths and in a pipe, compared with the files in `golden/`.

Run `pytest --update-golden` to write them anew, and read the difference before you keep it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import vobject

from tests.conftest import Run
from tests.terminal import at_terminal, without_escapes

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = GOLDEN / "questions.yaml"
SCREENS = {
    "find-answered": ("find", "notices", "to", "mariners"),
    "find-close-call": ("find", "fog horns", "repair of lamps"),
    "find-nobody": ("find", "pizza"),
    "find-sensitive": ("find", "fraud in the payment of invoices"),
    "find-former": ("find", "spare lamps", "--as-of", "2015"),
    "find-german": ("find", "Nebelhorn", "--lang", "de"),
    "find-cite": ("find", "fog horns", "--cite"),
    "tree": ("tree",),
    "tree-to": ("tree", "--to", "Night Watch", "--contacts"),
    "tree-depth": ("tree", "--depth", "1"),
    "office-place": ("office", "Denmark"),
    "office-region": ("office", "Baltic"),
    "office-nobody": ("office", "Atlantis"),
    "office-table": ("office",),
    "show": ("show", "sound-signals-division"),
    "show-office": ("show", "regional-office-in-tallinn"),
    "show-doubtful": ("show", "Night Watch Team"),
    "history": ("history", "lamp-and-lens-division"),
    "history-former": ("history", "Technical Department", "--as-of", "2015"),
    "diff": ("diff", "2015", "2023"),
    "entry": ("entry",),
    "sources": ("sources",),
    "list": ("list", "--under", "Lights and Signals"),
    "list-nothing": ("list", "--kind", "team", "--under", "Finance and Staff"),
    "topics": ("topics", "R"),
    "check": ("check",),
    "eval": ("eval", str(QUESTIONS), "--misses"),
}
WHOLE = ("find-cite",)  # one line, to be copied: the terminal wraps it
# Each of these ends with exit code 1: nothing found.
NOTHING = ("find-nobody", "office-nobody", "list-nothing")


def compare(name: str, text: str, update: bool) -> None:
    """Hold `text` against the golden file of that name."""
    text = re.sub(r"The data in.*?sound\.", "The data in FOLDER is sound.", text, flags=re.DOTALL)
    text = re.sub(r"\b[01]\.\d\d\b", "0.50", text)  # a score is the ranking's business
    file = GOLDEN / f"{name}.txt"
    if update:
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"`pytest --update-golden` writes {file.name}"
    assert text == file.read_text(encoding="utf-8")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_terminal(name: str, columns: int, tiny: Path, update: bool) -> None:
    shown = at_terminal(*SCREENS[name], columns=columns, env={"IOMWHO_DATA": str(tiny)})

    assert shown.code == (1 if name in NOTHING else 0)
    assert name in WHOLE or all(len(row) <= columns for row in shown.text.split("\n"))
    compare(f"{name}.{columns}", shown.text, update)


@pytest.mark.parametrize("name", SCREENS)
def test_pipe(name: str, run: Run, tiny: Path, update: bool) -> None:
    result = run(*SCREENS[name], data=tiny, code=1 if name in NOTHING else 0)

    assert result.stderr == ""
    assert not re.search("[\x1b─│┌├└]", result.stdout), "a pipe gets no boxes and no colour"
    compare(f"{name}.pipe", result.stdout, update)


def test_golden_files_are_all_in_use() -> None:
    kept = {file.stem for file in GOLDEN.glob("*.txt")}
    assert kept == {f"{name}.{mode}" for name in SCREENS for mode in ("80", "120", "pipe")}


def test_shipped_answer_to_donor_reporting() -> None:
    shown = at_terminal("find", "donor reporting").text
    first = shown.split("\n")

    assert first[0].startswith("Donor Relations Division")
    assert "part of       Department of External Relations › " in shown
    assert re.search(r"handles +\S*.*report.*donors", shown)
    assert re.search(r"why +.*donor, reporting", shown)
    assert re.search(r"contact +.*(@|https://|\+\d)", shown)
    assert re.search(r"source +IOM organizational structure, IOM, .*2022", shown)
    labels = [row.split()[0] for row in first if re.match("  [a-z]", row)]
    order = [labels.index(name) for name in ("part", "handles", "why", "contact", "source")]
    assert order == sorted(order)


def test_colour_and_links_are_only_decoration(tiny: Path) -> None:
    colour = at_terminal("show", "communications-team", env={"IOMWHO_DATA": str(tiny), "NO_COLOR": ""}).text
    bare = at_terminal("show", "communications-team", env={"IOMWHO_DATA": str(tiny)}).text

    assert "\x1b[" in colour
    assert "\x1b]8;" in colour
    assert "mailto:press@lights.example" in colour
    assert "\x1b" not in bare
    assert [row.rstrip() for row in without_escapes(colour).split("\n")] == bare.split("\n")


# -- each format, read by somebody else's reader

READING = {name: SCREENS[name] for name in SCREENS if name != "find-cite"}


@pytest.mark.parametrize("name", READING)
def test_json_parses(name: str, run: Run, tiny: Path) -> None:
    text = run(*READING[name], "--json", data=tiny).stdout
    assert isinstance(json.loads(text), dict | list)


@pytest.mark.parametrize("name", READING)
def test_csv_parses_and_has_a_cell_for_each_column(name: str, run: Run, tiny: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(*READING[name], "--format", "csv", data=tiny).stdout, newline="")))
    if name in NOTHING:
        assert rows[1:] == []
        return
    assert len(rows) > 1
    assert all(rows[0])
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("name", [name for name in READING if name not in NOTHING])
def test_fields_are_the_columns_of_csv(name: str, run: Run, tiny: Path) -> None:
    table = list(csv.DictReader(io.StringIO(run(*READING[name], "--format", "csv", data=tiny).stdout, newline="")))
    columns = list(table[0])[::-1][:2]
    wanted = ("--fields", ",".join(columns))

    expected = [[row[column] for column in columns] for row in table]
    plain = run(*READING[name], *wanted, data=tiny).stdout
    assert [row.split("\t") for row in plain.splitlines()] == expected
    found = json.loads(run(*READING[name], *wanted, "--json", data=tiny).stdout)
    assert [[row[column] for column in columns] for row in found] == expected


@pytest.mark.parametrize("name", READING)
def test_markdown_tables_have_a_cell_for_each_column(name: str, run: Run, tiny: Path) -> None:
    text = run(*READING[name], "--format", "md", data=tiny).stdout
    assert text.strip()
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", row)[1:-1] for row in table.splitlines()]
        assert set(rows[1]) == {" --- "}
        assert {len(row) for row in rows} == {len(rows[0])}


def test_markdown_escapes_what_would_be_markup(run: Run, tiny: Path) -> None:
    text = run("show", "lamp-and-lens-division", "--format", "md", data=tiny).stdout
    assert r"Each spare is filed as a \[lamp\]/\[lens\] pair." in text
    assert "[signals@lights.example](mailto:signals@lights.example)" in text


@pytest.mark.parametrize("command", ["find", "show"])
def test_vcard_reads_as_an_organization(command: str, run: Run, tiny: Path) -> None:
    text = run(command, "Regional Office in Tallinn", "--vcard", data=tiny).stdout
    card = vobject.readOne(text)

    assert card.version.value == "4.0"
    assert card.kind.value == "org"
    assert card.fn.value == "Regional Office in Tallinn, Estonia"
    assert card.email.value == "tallinn@lights.example"
    assert card.org.value == [
        "Northern Lighthouse Union", "Office of the Secretary General", "Regional Office in Tallinn, Estonia",
    ]  # fmt: skip
    assert "Charter of Offices, Northern Lighthouse Union, September 2023" in card.note.value


def test_vcard_keeps_numbers_and_addresses(run: Run, tiny: Path) -> None:
    text = run("show", "regional-office-in-bergen", "--vcard", data=tiny).stdout
    card = vobject.readOne(text)

    assert [(tel.params.get("TYPE"), tel.value) for tel in card.contents["tel"]] == [
        (None, "tel:+4755010020"),
        (["fax"], "tel:+4755010029"),
    ]
    assert card.adr.value.street == "2 Fyrveien, 5003 Bergen, Norway"
    assert card.url.value == "https://bergen.lights.example/"


def test_vcard_lines_are_short_and_end_as_the_standard_says(run: Run) -> None:
    raw = run("show", "Regional Office in Cairo", "--vcard").stdout_bytes
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
