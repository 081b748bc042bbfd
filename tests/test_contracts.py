"""What scripts depend on: exit codes, streams, JSON keys, the environment, the Python names."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import iomwho
from iomwho.cli import COMMANDS
from tests.conftest import Run
from tests.terminal import PROGRAM, at_terminal, in_shell, without_escapes

pytestmark = pytest.mark.smoke

# (arguments, a word of the error, a word of the hint); exit code 2
USAGE = {
    "command": (["fnd", "x"], "no such command 'fnd'", "iomwho --help"),
    "option": (["find", "x", "--bogus"], "--bogus", "iomwho find --help"),
    "no query": (["find"], "what is it about?", "donor reporting"),
    "no unit": (["show"], "UNIT", "iomwho show --help"),
    "format": (["tree", "--format", "xml"], "'xml'", "table, plain, json, csv, md"),
    "two formats": (["tree", "--json", "--format", "csv"], "two formats", "one of them"),
    "field": (["find", "fog horns", "--fields", "nme"], "'nme'", "name, kind, parent"),
    "language": (["find", "fog", "--lang", "it"], "'it'", "en, fr, es, de"),
    "structure too early": (["tree", "--as-of", "1999"], "1999", "2015, 2023"),
    "no date": (["find", "fog", "--as-of", "yesterday"], "'yesterday'", "2022-06"),
    "month 13": (["find", "fog", "--as-of", "2023-13"], "'2023-13'", "2015, 2023"),
    "kind": (["list", "--kind", "castle"], "'castle'", "department"),
    "limit 0": (["find", "fog", "--limit", "0"], "1 to 1000, not 0", "Leave it out"),
    "limit no number": (["find", "fog", "--limit", "x"], "--limit", "iomwho find --help"),
    "depth": (["tree", "--depth", "-1"], "-1", "Leave it out"),
    "diff backwards": (["diff", "2023", "2015"], "2023 is not before 2015", "older structure first"),
    "data": (["tree", "--data", "no/such/folder"], "no/such/folder does not exist", "iomwho init"),
    "batch": (["find", "--batch", "no/such/file"], "no/such/file", "one query a line"),
    "eval": (["eval", "no/such/file"], "no/such/file", "exists"),
    "pick in a pipe": (["find", "fog horns", "--pick"], "needs a terminal", "Leave it out"),
    "empty input": (["find", "-"], "standard input is empty", "iomwho find - <"),
}  # fmt: skip
# (arguments, a word of the error, a word of the hint); exit code 1
NOT_FOUND = {
    "unit": (["show", "xylophone"], "no unit is called 'xylophone'", "iomwho tree"),
    "unit above": (["find", "fog", "--under", "xylophone"], "'xylophone'", "iomwho tree"),
    "several units": (["show", "regional office"], "may mean several units", "Bergen"),
    "audience": (["entry", "martians"], "'martians'", "media, suppliers, governments"),
    "who asks": (["find", "fog", "--as", "martians"], "'martians'", "media, suppliers, governments"),
    "help": (["help", "exot codes"], "'exot codes'", "exit codes"),
}


@pytest.mark.parametrize(("args", "error", "hint"), USAGE.values(), ids=USAGE)
def test_wrong_usage_is_2_with_error_and_hint(args: list[str], error: str, hint: str, run: Run, tiny: Path) -> None:
    check_message(run(*args, data=tiny, code=2), error, hint)


@pytest.mark.parametrize(("args", "error", "hint"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_unknown_name_is_1_with_error_and_hint(args: list[str], error: str, hint: str, run: Run, tiny: Path) -> None:
    check_message(run(*args, data=tiny, code=1), error, hint)


def check_message(result: object, error: str, hint: str) -> None:
    """One sentence, then what to do, on standard error; nothing on standard output."""
    out, said = result.stdout, result.stderr.splitlines()  # type: ignore[attr-defined]
    assert out == ""
    assert len(said) == 2
    assert said[0].startswith("error: ")
    assert error in said[0]
    assert said[1].startswith("hint: ")
    assert hint in said[1]


def test_mistyped_command_gets_a_suggestion(run: Run) -> None:
    assert "Did you mean 'office'?" in run("offcie", "Vienna", code=2).stderr


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["find", "fog horns"], 0),
        (["find", "pizza"], 1),
        (["office", "Bergen"], 0),
        (["office", "Atlantis"], 1),
        (["topics", "zzz"], 1),
        (["list", "--kind", "committee"], 0),
        (["--help"], 0),
        (["--version"], 0),
        (["find", "--help"], 0),
        (["find", "-h"], 0),
    ],
    ids=str,
)
def test_exit_code(args: list[str], code: int, run: Run, tiny: Path) -> None:
    result = run(*args, data=tiny, code=code)
    assert result.stdout
    assert result.stderr == ""


def test_broken_data_is_2_with_its_place(run: Run, tiny_copy: Path) -> None:
    with open(tiny_copy / "2023" / "offices.yaml", "a", encoding="utf-8") as file:
        file.write("- id: [\n")
    result = run("tree", data=tiny_copy, code=2)
    assert result.stdout == ""
    assert re.search(r"error: .*offices\.yaml:\d+:\d+", result.stderr)


def test_version_says_unofficial(run: Run) -> None:
    assert (
        run("--version").stdout
        == f"iomwho {iomwho.__version__}, an unofficial directory made from dated public documents\n"
    )


# -- JSON, key by key

CONTACT = {"purpose", "email", "via", "source", "as_of"}
CONTACT_OPTIONAL = {"phone", "fax", "address", "web"}


def document(run: Run, tiny: Path, *args: str, code: int = 0) -> dict[str, object]:
    """The JSON that a command writes: one line in a pipe."""
    text = run(*args, "--json", data=tiny, code=code).stdout
    assert text.count("\n") == 1
    assert text.endswith("\n")
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_json_of_find(run: Run, tiny: Path) -> None:
    assert document(run, tiny, "find", "notices to mariners", "--limit", "1") | {"results": []} == {
        "query": "notices to mariners",
        "structure": {"id": "2023", "as_of": "2023-09"},
        "answered": True,
        "results": [],
        "suggestions": [],
    }


def test_json_of_a_result_of_find(run: Run, tiny: Path) -> None:
    results = document(run, tiny, "find", "notices to mariners")["results"]
    assert isinstance(results, list)
    first = results[0]
    assert 0 < first.pop("score") <= 1
    assert first == {
        "id": "sound-signals-division",
        "name": "Sound Signals Division",
        "acronym": "SSD",
        "kind": "division",
        "parent": {"id": "department-of-lights-and-signals", "name": "Department of Lights and Signals"},
        "path": ["Northern Lighthouse Union", "Department of Lights and Signals", "Sound Signals Division"],
        "role": "lead",
        "evidence": [
            {
                "field": "handles",
                "text": "notices to mariners",
                "words": ["notices", "mariners"],
                "source": "charter-2023",
            }
        ],
        "contacts": [
            {
                "purpose": "general",
                "email": "signals@lights.example",
                "via": {"id": "department-of-lights-and-signals", "name": "Department of Lights and Signals"},
                "source": "charter-2023",
                "as_of": "2023-09",
            }
        ],
        "today": [],
    }
    assert [item["role"] for item in results] == ["lead", "support"]


def test_json_of_today(run: Run, tiny: Path) -> None:
    results = document(run, tiny, "find", "spare lamps", "--as-of", "2015")["results"]
    assert isinstance(results, list)
    assert results[0]["today"] == [
        {
            "id": "lamp-and-lens-division",
            "name": "Lamp and Lens Division",
            "structure": "2023",
            "change": "merged",
            "inferred": True,
        }
    ]


def test_json_of_find_nobody(run: Run, tiny: Path) -> None:
    assert document(run, tiny, "find", "pizza", code=1) == {
        "query": "pizza",
        "structure": {"id": "2023", "as_of": "2023-09"},
        "answered": False,
        "results": [],
        "suggestions": [],
    }


def test_json_of_find_nobody_suggests_topics(run: Run, tiny: Path) -> None:
    found = document(run, tiny, "find", "annual picnic on the beach", code=1)
    assert (found["results"], found["suggestions"]) == ([], ["annual budget"])


def test_json_of_tree(run: Run, tiny: Path) -> None:
    assert document(run, tiny, "tree", "Lights and Signals") == {
        "id": "department-of-lights-and-signals",
        "name": "Department of Lights and Signals",
        "kind": "department",
        "children": [
            {"id": "lamp-and-lens-division", "name": "Lamp and Lens Division", "kind": "division", "children": []},
            {
                "id": "sound-signals-division",
                "name": "Sound Signals Division",
                "kind": "division",
                "children": [{"id": "night-watch-team", "name": "Night Watch Team", "kind": "team", "children": []}],
            },
        ],
    }


def test_json_of_show(run: Run, tiny: Path) -> None:
    found = document(run, tiny, "show", "regional-office-in-bergen")
    assert set(found) == {
        "id", "name", "names", "official_names", "also_known_as", "acronym", "kind", "structure", "parent", "path",
        "place", "region", "summary", "handles", "facts", "not_here", "entry_point_for", "relations", "covers",
        "children", "contacts", "today", "confidence", "note", "sources",
    }  # fmt: skip
    assert found["place"] == {"city": {"en": "Bergen"}, "country": "NO"}
    assert found["covers"] == [
        {"basis": "stated", "source": "charter-2023", "countries": ["NO", "DK"], "note": None},
    ]
    assert found["children"] == [
        {"id": "country-office-in-aarhus", "name": "Country Office in Aarhus, Denmark", "kind": "country office"}
    ]
    assert found["contacts"] == [
        {
            "purpose": "general",
            "email": "bergen@lights.example",
            "via": None,
            "source": "offices-page",
            "as_of": "2024",
            "phone": ["+47 55 01 00 20"],
            "fax": ["+47 55 01 00 29"],
            "address": "2 Fyrveien, 5003 Bergen, Norway",
            "web": "https://bergen.lights.example/",
        }
    ]


def test_json_of_what_a_unit_handles(run: Run, tiny: Path) -> None:
    found = document(run, tiny, "show", "communications-team")
    handles = found["handles"]
    assert isinstance(handles, list)
    assert [set(item) for item in handles] == [{"topic", "role", "with", "asks", "source"}] * 2
    assert handles[1] == {
        "topic": {
            "en": "notices to mariners",
            "fr": "avis aux navigateurs",
            "es": "avisos a los navegantes",
            "de": "Nachrichten für Seefahrer",
        },
        "role": "support",
        "with": ["sound-signals-division"],
        "asks": {"en": [], "fr": [], "es": [], "de": []},
        "source": "charter-2023",
    }
    assert found["entry_point_for"] == [{"audience": "media", "source": "charter-2023"}]
    assert [item["see"] for item in found["not_here"]] == ["accounts-division"]  # type: ignore[attr-defined]


def test_json_of_office(run: Run, tiny: Path) -> None:
    found = document(run, tiny, "office", "Finland")
    assert found | {"results": []} == {
        "query": "Finland",
        "structure": {"id": "2023", "as_of": "2023-09"},
        "answered": True,
        "results": [],
    }
    results = found["results"]
    assert isinstance(results, list)
    assert len(results) == 1
    contacts = results[0].pop("contacts")
    assert set(contacts[0]) - CONTACT_OPTIONAL == CONTACT
    assert results[0] == {
        "id": "regional-office-in-tallinn",
        "name": "Regional Office in Tallinn, Estonia",
        "kind": "regional office",
        "city": "Tallinn",
        "country": "EE",
        "covers": [
            {"country": "EE", "name": "Estonia", "basis": "stated", "source": "charter-2023"},
            {"country": "FI", "name": "Finland", "basis": "derived", "source": "offices-page"},
            {"country": "SE", "name": "Sweden", "basis": "derived", "source": "offices-page"},
        ],
        "reason": "answers for",
        "basis": "derived",
    }


def test_json_of_office_nobody(run: Run, tiny: Path) -> None:
    found = document(run, tiny, "office", "Atlantis", code=1)
    assert (found["answered"], found["results"]) == (False, [])


def test_json_is_indented_at_a_terminal(tiny: Path) -> None:
    shown = at_terminal("tree", "--depth", "0", "--json", env={"IOMWHO_DATA": str(tiny)})
    assert shown.text.startswith('{\n  "id": "",')
    assert json.loads(shown.text)["name"] == "Northern Lighthouse Union"


# -- structures by year and date


@pytest.mark.parametrize(
    ("as_of", "structure"),
    [
        ("2015", "2015"), ("2016", "2015"), ("2022-12", "2015"), ("2023-08-31", "2015"), ("2015-03", "2015"),
        ("2023", "2023"), ("2023-09", "2023"), ("2023-09-01", "2023"), ("2050", "2023"), (None, "2023"),
    ],
)  # fmt: skip
def test_as_of_takes_the_newest_structure_not_later(as_of: str | None, structure: str, run: Run, tiny: Path) -> None:
    args = ("--as-of", as_of) if as_of else ()
    found = document(run, tiny, "office", "Bergen", *args)
    assert found["structure"] == {"2015": {"id": "2015", "as_of": "2015-03"}, "2023": {"id": "2023", "as_of": "2023-09"}}[structure]  # fmt: skip


# -- streams and the environment


@pytest.mark.parametrize(
    ("env", "colour"),
    [
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": "", "TERM": "dumb"}, False),
    ],
    ids=["terminal", "NO_COLOR", "NO_COLOR beats FORCE_COLOR", "TERM=dumb"],
)
def test_colour_at_a_terminal(env: dict[str, str], colour: bool, tiny: Path) -> None:
    shown = at_terminal("tree", "Lights and Signals", env={"IOMWHO_DATA": str(tiny), **env})
    assert ("\x1b[" in shown.text) is colour
    assert "Lamp and Lens Division" in without_escapes(shown.text)


def test_no_color_option(tiny: Path) -> None:
    shown = at_terminal("tree", "--no-color", env={"IOMWHO_DATA": str(tiny), "NO_COLOR": ""})
    assert "\x1b" not in shown.text


def test_force_color_in_a_pipe(run: Run, tiny: Path) -> None:
    assert "\x1b[" in run("tree", data=tiny, env={"FORCE_COLOR": "1", "NO_COLOR": ""}).stdout
    assert "\x1b" not in run("tree", data=tiny, env={"NO_COLOR": ""}).stdout


def test_dumb_terminal_gets_what_a_pipe_gets(run: Run, tiny: Path) -> None:
    shown = at_terminal("show", "ssd", env={"IOMWHO_DATA": str(tiny), "TERM": "dumb"})
    assert shown.text == run("show", "ssd", data=tiny).stdout


@pytest.mark.parametrize(
    "args", [["find", "Nebelhorn", "--lang", "de"], ["tree"], ["office"], ["show", "ssd"]], ids=" ".join
)
@pytest.mark.parametrize("form", ["plain", "table"])
def test_ascii_locale_never_fails(args: list[str], form: str, tiny: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "IOMWHO_DATA": str(tiny)}
    done = in_shell(f"iomwho {' '.join(args)} --format {form} | cat", env=env)
    assert done.stdout
    assert done.stdout.isascii()
    assert done.stderr == ""


@pytest.mark.parametrize("columns", [20, 40, 59, 60])
@pytest.mark.parametrize(
    "args", [["find", "notices to mariners"], ["office"], ["show", "ssd"], ["check"]], ids=" ".join
)
def test_narrow_screen_holds_every_line(args: list[str], columns: int, run: Run, tiny: Path) -> None:
    text = run(*args, "--format", "table", data=tiny, columns=columns).stdout
    assert all(len(row) <= columns for row in text.split("\n"))


def test_columns_of_the_environment_count(tiny: Path) -> None:
    env = {"IOMWHO_DATA": str(tiny), "COLUMNS": "40"}
    shown = at_terminal("find", "notices to mariners", columns=120, env=env)
    assert max(len(row) for row in shown.text.split("\n")) <= 40


def test_pipe_is_never_cut(run: Run) -> None:
    text = run("topics", columns=40).stdout
    assert max(len(row) for row in text.split("\n")) > 80


@pytest.mark.parametrize("line", ["iomwho tree", "iomwho topics --json", "iomwho list --format csv", "iomwho --help"])
def test_output_closed_early_is_no_error(line: str) -> None:
    done = in_shell(f"set -o pipefail; {line} | head -n 1")
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1


def test_closed_output_is_no_traceback(tiny: Path) -> None:
    done = in_shell("iomwho tree >&-", env={"IOMWHO_DATA": str(tiny)})
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["iomwho tree <&-", "iomwho find fog horns <&-", "iomwho <&-"])
def test_closed_input_does_not_matter(line: str, tiny: Path) -> None:
    done = in_shell(line, env={"IOMWHO_DATA": str(tiny)})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("line", ["iomwho find - <&-", "iomwho find --batch - <&-"])
def test_closed_input_that_is_wanted_is_an_error(line: str, tiny: Path) -> None:
    done = in_shell(line, env={"IOMWHO_DATA": str(tiny)})
    assert done.returncode == 2
    assert done.stderr.startswith("error: standard input is closed\nhint: ")


def test_ctrl_c_is_130_without_a_traceback(tiny: Path) -> None:
    steps = [("", "fog horns\n"), ('"answered":true', "\x03")]
    shown = at_terminal("find", "--batch", "-", env={"IOMWHO_DATA": str(tiny)}, steps=steps)
    assert shown.code == 130
    assert "Traceback" not in shown.text


# Says so when the command line begins to be loaded.
STARTING = """
import sys
from iomwho.__main__ import main

class Announce:
    def find_spec(self, name, *_):
        if name == "iomwho.cli":
            print("ready", flush=True)

sys.meta_path.insert(0, Announce())
main()
"""


def test_ctrl_c_at_the_very_start_is_130_without_a_traceback(tiny: Path) -> None:
    program = (sys.executable, "-c", STARTING)
    shown = at_terminal("find", "-", program=program, env={"IOMWHO_DATA": str(tiny)}, steps=[("ready", "\x03")])
    assert shown.code == 130
    assert "Traceback" not in shown.text


# -- ways to ask


def test_words_need_no_quotes(run: Run, tiny: Path) -> None:
    assert run("find", "fog", "horns", data=tiny).stdout == run("find", "fog horns", data=tiny).stdout


def test_message_on_standard_input(run: Run, tiny: Path) -> None:
    message = "Dear colleagues,\n\nthe fog horns keep us awake at night.\n\nBest wishes\n"
    found = json.loads(run("find", "-", "--json", data=tiny, input=message, code=0).stdout)
    assert found["results"][0]["id"] == "sound-signals-division"
    assert found["query"] == message


def test_batch_answers_a_line_with_a_line(run: Run, tiny: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("\ufefffog horns\n\npizza\r\npayment of invoices", encoding="utf-8")
    lines = run("find", "--batch", str(queries), data=tiny, code=0).stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["query"] for answer in answers] == ["fog horns", "pizza", "payment of invoices"]
    assert [answer["answered"] for answer in answers] == [True, False, True]
    single = json.loads(run("find", "fog horns", "--json", data=tiny).stdout)
    assert answers[0] == single


def test_batch_from_standard_input(run: Run, tiny: Path) -> None:
    result = run("find", "--batch", "-", data=tiny, input="fog horns\n", code=0)
    assert json.loads(result.stdout)["answered"] is True
    assert result.stderr == ""


PROMPT = "number (Enter for 1): "


@pytest.fixture
def no_fzf(tmp_path: Path, tiny: Path) -> dict[str, str]:
    """An environment in which fzf cannot be found."""
    return {"IOMWHO_DATA": str(tiny), "PATH": str(tmp_path)}


def test_pick_by_number_shows_the_unit(no_fzf: dict[str, str]) -> None:
    steps = [(PROMPT, "x\n"), ("Type a number from 1 to 2.", "2\n")]
    shown = at_terminal("find", "notices to mariners", "--pick", env=no_fzf, steps=steps)
    assert shown.code == 0
    assert "  1  Sound Signals Division  (division)\n  2  Communications Team  (team)\n" in shown.text
    assert "Answers the press and keeps the website." in shown.text


def test_pick_takes_the_first_on_enter(no_fzf: dict[str, str]) -> None:
    shown = at_terminal("find", "notices to mariners", "--pick", env=no_fzf, steps=[(PROMPT, "\n")])
    assert shown.code == 0
    assert "Looks after fog horns." in shown.text


def test_pick_nothing_is_1(no_fzf: dict[str, str]) -> None:
    shown = at_terminal("find", "notices to mariners", "--pick", env=no_fzf, steps=[(PROMPT, "\x04")])
    assert shown.code == 1


# -- bare `iomwho`


def test_bare_in_a_pipe_prints_help(run: Run) -> None:
    result = run(code=0)
    assert result.stdout.startswith("Usage: iomwho [OPTIONS] COMMAND")
    assert all(re.search(rf"^  {name} +\S", result.stdout, re.M) for name in COMMANDS)


# prompt_toolkit cannot be imported: as in an installation without the extra `live`
PLAIN = (
    sys.executable,
    "-c",
    "import sys; sys.modules['prompt_toolkit'] = None; from iomwho.__main__ import main; main()",
)


def test_bare_at_a_terminal_answers_line_by_line(tiny: Path) -> None:
    steps = [("> ", "fog horns\n"), ("source", "pizza\n"), ("Nobody", "\n")]
    shown = at_terminal(program=PLAIN, env={"IOMWHO_DATA": str(tiny)}, steps=steps)
    assert shown.code == 0
    assert shown.text.startswith("NLU: who handles what? An empty line leaves.")
    assert "Sound Signals Division" in shown.text
    assert "Nobody in the directory handles this." in shown.text


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)], ids=["Ctrl-D", "Ctrl-C"])
def test_bare_at_a_terminal_can_be_left(key: str, code: int, tiny: Path) -> None:
    shown = at_terminal(program=PLAIN, env={"IOMWHO_DATA": str(tiny)}, steps=[("> ", key)])
    assert shown.code == code
    assert "Traceback" not in shown.text


def test_live_prompt_answers_as_you_type(tiny: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    steps = [
        ("escape leave", "fog horns"),
        ("signals@lights.example", "\r"),  # the card of the unit
        ("Looks after fog horns.", "\t"),  # its tree
        ("└──", "\x1b"),
    ]
    shown = at_terminal(rows=40, env={"IOMWHO_DATA": str(tiny)}, steps=steps)
    assert shown.code == 0
    assert "Traceback" not in shown.text
    assert "8;" not in without_escapes(shown.text), "a link shows as text"


# -- Python


def test_python_find(tiny: Path) -> None:
    directory = iomwho.load(tiny)
    matches = directory.find("fog horns", limit=5)
    assert matches[0].unit.name == "Sound Signals Division"
    assert 0 < matches[0].score <= 1
    assert directory.find("pizza") == []


@pytest.mark.parametrize("as_of", [2015, "2015", "2015-06"])
def test_python_as_of(as_of: int | str, tiny: Path) -> None:
    assert iomwho.load(str(tiny)).find("spare lamps", as_of=as_of)[0].unit.name == "Lamp Section"


def test_python_finds_the_shipped_data_by_itself(directory: iomwho.Directory) -> None:
    assert directory.find("donor reporting", as_of=2017, limit=5)[0].unit.name == "Donor Relations Division"


def test_python_errors_say_what_to_do(tiny: Path) -> None:
    with pytest.raises(iomwho.IomwhoError, match="limit") as caught:
        iomwho.load(tiny).find("fog", limit=0)
    assert caught.value.hint
    with pytest.raises(iomwho.IomwhoError, match="does not exist"):
        iomwho.load(tiny / "nowhere")


def test_python_data_error_lists_every_fault(tiny_copy: Path) -> None:
    file = tiny_copy / "sources.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("publisher:", "publishr:"), encoding="utf-8")
    with pytest.raises(iomwho.DataError) as caught:
        iomwho.load(tiny_copy)
    assert len(caught.value.faults) >= 3


def test_public_names_are_all_there() -> None:
    assert all(getattr(iomwho, name) is not None for name in iomwho.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        iomwho.nonsense  # noqa: B018


def test_module_and_script_are_the_same() -> None:
    one = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    assert in_shell("iomwho --version").stdout == one


def test_help_fits_a_terminal_of_80_columns(run: Run) -> None:
    from iomwho.manual import TOPICS

    texts = [run("help").stdout, *(text for text in TOPICS.values()), run("--help").stdout]
    texts += [run(name, "--help").stdout for name in COMMANDS]
    wide = [row for text in texts for row in io.StringIO(text) if len(row.rstrip("\n")) > 80]
    assert wide == []
