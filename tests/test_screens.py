"""Every screen of the tiny dataset, at two widths and in a pipe, compared with the files in `golden/`.

Run `pytest --update-golden` to write them anew, and read the difference before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.terminal import at_terminal

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = GOLDEN / "questions.yaml"
SCREENS = {
    "find-answered": ("find", "notices", "to", "mariners"),
    "find-close-call": ("find", "hiring", "standards"),
    "find-nobody": ("find", "pizza"),
    "find-sensitive": ("find", "a bribe for paying our invoice"),
    "find-former": ("find", "spare lamps", "--as-of", "2015"),
    "find-explain": ("find", "Glühbirne", "--explain"),
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
    from tests.terminal import without_escapes

    colour = at_terminal("show", "communications-team", env={"IOMWHO_DATA": str(tiny), "NO_COLOR": ""}).text
    bare = at_terminal("show", "communications-team", env={"IOMWHO_DATA": str(tiny)}).text

    assert "\x1b[" in colour
    assert "\x1b]8;" in colour
    assert "mailto:press@lights.example" in colour
    assert "\x1b" not in bare
    assert [row.rstrip() for row in without_escapes(colour).split("\n")] == bare.split("\n")
