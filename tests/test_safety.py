"""Text from data and queries is only ever data: nothing of it reaches the terminal as a command. And no network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import iomwho
from iomwho.cli import COMMANDS
from tests.conftest import TINY, Run

# One of each sort: title of the window, colour, cursor, link, paste, bell, C1 controls, bidirectional
# overrides and isolates, tags, zero-width marks; Rich's markup for colour, link and emoji.
EVIL = (
    "\x1b]0;owned\x07\x1b[31m\x1b[2J\x1b]8;;http://evil.example/\x1b\\\x1b[?2004h\x07\x08\r\x9b31m\x85"
    "\u202egnp.exe\u202c\u2066\u2069\u200f\u061c\ufeff\U000e0041 [bold red]b[/bold red] [link=http://evil.example]l[/link] :boom: [/]"
)
EVIL_ADDRESS = "?\x1b\\\x9b31m\u202e)"  # no white space: else it is no address
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Colours and links, as Rich writes them.
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?P<link>[^\x1b]*)\x1b\\")
LINKS = re.compile(r"(?:https://[a-z.]*lights\.example/[\w/-]*|mailto:\w+@lights\.example)?")
WORDS = {"id", "kind", "parent", "source", "role", "how", "basis", "country", "countries", "audience", "see", "with", "lang",
         "from", "to", "from_structure", "to_structure", "default_structure", "front_door", "front_door_source",
         "inferred", "confidence", "when", "as_of", "date", "language", "email", "code"}  # fmt: skip
QUERY = f"lamps {EVIL} repair"
# Every command, as it shows texts of the data, texts of the person, or both.
COMMAND_LINES = {
    "find": ["find", "repair of lamps"],
    "find --explain": ["find", "--explain", "repair of lamps"],
    "find --cite": ["find", "--cite", "repair of lamps"],
    "find --vcard": ["find", "--vcard", "repair of lamps"],
    "find a matter of confidence": ["find", "fraud"],
    "find an evil query": ["find", "--", QUERY],
    "find nobody": ["find", "--", f"xylophone {EVIL}"],
    "show": ["show", "lamp-and-lens-division"],
    "show much": ["show", "regional-office-in-tallinn"],
    "show --vcard": ["show", "--vcard", "regional-office-in-bergen"],
    "show nothing": ["show", "--", f"xylophone {EVIL}"],
    "tree": ["tree"],
    "tree --contacts": ["tree", "--contacts"],
    "tree --to": ["tree", "--to", "lamp-and-lens-division"],
    "office": ["office", "Denmark"],
    "offices": ["office"],
    "office nowhere": ["office", "--", EVIL],
    "entry": ["entry", "media"],
    "entries": ["entry"],
    "entry for nobody": ["entry", "--", EVIL],
    "list": ["list"],
    "list of no kind": ["list", "--kind", EVIL],
    "topics": ["topics"],
    "topics of nothing": ["topics", "--", EVIL],
    "history": ["history", "lamp-and-lens-division"],
    "diff": ["diff", "2015", "2023"],
    "diff of no years": ["diff", EVIL, "2023"],
    "sources": ["sources"],
    "check": ["check"],
    "help": ["help"],
    "help on nothing": ["help", "--", EVIL],
    "eval of no file": ["eval", f"/nowhere/{EVIL.replace('/', '')}"],
    "no such command": [EVIL],
    "no such option": ["find", f"--{EVIL}"],
    "no such format": ["tree", "--format", EVIL],
    "no such field": ["tree", "--format", "csv", "--fields", EVIL],
    "no such data": ["tree", "--data", f"/nowhere/{EVIL.replace('/', '')}"],
}


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny dataset with EVIL in each text that a person may write freely."""
    folder = tmp_path_factory.mktemp("evil")
    for path in TINY.rglob("*.yaml"):
        target = folder / path.relative_to(TINY)
        target.parent.mkdir(exist_ok=True)
        value = poisoned(yaml.safe_load(path.read_text(encoding="utf-8")))
        target.write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    return folder


def poisoned(value: Any, key: str = "") -> Any:
    """`value` with EVIL after each text, but for ids, codes, dates and addresses."""
    if isinstance(value, dict):
        return {name: item if name in WORDS else poisoned(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, key) for item in value]
    if key in ("url", "web"):
        return value + EVIL_ADDRESS
    return value + EVIL if isinstance(value, str) and key != "official_names" and not value.endswith("-2023") else value


def check_text(text: str) -> None:
    """Nothing unsafe is in `text`, and markup stands there as it was written."""
    found = UNSAFE.search(text)
    assert not found, repr(text[max(0, found.start() - 60) : found.end() + 20])


@pytest.mark.parametrize("format", ["plain", "table", "md"])
@pytest.mark.parametrize("line", COMMAND_LINES)
def test_no_control_character_gets_out(line: str, format: str, evil: Path, run: Run) -> None:
    args = COMMAND_LINES[line]
    if format != "plain" and args[0] in COMMANDS and "--format" not in args and args[0] not in ("help", "eval"):
        args = [args[0], "--format", format, *args[1:]]
    result = run(*args, data=evil)
    assert result.stdout or result.stderr
    text = result.stdout.replace("\r\n", "\n") if "--vcard" in args else result.stdout  # as RFC 6350 ends its lines
    check_text(text.replace("\t", " "))
    check_text(result.stderr)


@pytest.mark.parametrize(
    "line", ["find", "find --explain", "show much", "tree --contacts", "offices", "sources", "diff"]
)
def test_at_a_terminal_the_escapes_are_ours(line: str, evil: Path, run: Run) -> None:
    env = {"NO_COLOR": None, "FORCE_COLOR": "1"}
    result = run(*COMMAND_LINES[line], "--format", "table", data=evil, env=env, code=0)
    assert OURS.search(result.stdout)
    check_text(OURS.sub("", result.stdout))
    for link in OURS.finditer(result.stdout):
        assert LINKS.fullmatch(link["link"] or ""), link["link"]


def test_markup_is_shown_as_it_is_written(evil: Path, run: Run) -> None:
    shown = run("find", "repair of lamps", "--format", "table", data=evil, columns=400, code=0).stdout
    assert "[bold red]b[/bold red] [link=http://evil.example]l[/link] :boom: [/]" in shown


def test_json_is_exact_and_yet_safe(evil: Path, run: Run) -> None:
    text = run("find", "--json", "--", QUERY, data=evil, code=0).stdout
    check_text(text)
    found = json.loads(text)
    assert found["query"] == QUERY
    assert "Lamp and Lens Division" + EVIL in [unit["name"] for unit in found["results"]]


def test_csv_is_exact(evil: Path, run: Run) -> None:
    import csv
    import io

    text = run("find", "--format", "csv", "repair of lamps", data=evil, code=0).stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["name"] == "Lamp and Lens Division" + EVIL


def test_completion_is_clean(evil: Path) -> None:
    env = {
        "_IOMWHO_COMPLETE": "complete_bash",
        "COMP_WORDS": "iomwho show lam",
        "COMP_CWORD": "2",
        "IOMWHO_DATA": str(evil),
    }
    done = subprocess.run([sys.executable, "-m", "iomwho"], env={**os.environ, **env}, capture_output=True, check=True)
    assert "Lamp" in done.stdout.decode()
    check_text(done.stdout.decode().replace("\t", " "))


@pytest.mark.parametrize("text", ["", "plain", "Ümläute, ‘quotes’ – and ›signs‹ 日本語 🙂", "[markup] :smile:"])
def test_harmless_text_is_left_alone(text: str) -> None:
    from iomwho.output.clean import clean

    assert clean(text) == text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "command",
    [
        ["find", "fog horns"],
        ["find", "fog horns", "--cite"],
        ["find", "fog horns", "--vcard"],
        ["help", "json"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_full_disk_for_the_answer_is_one_clear_message(command: list[str], tiny: Path) -> None:
    environment = {**os.environ, "IOMWHO_DATA": str(tiny)}
    with open("/dev/full", "w") as full:
        run = [sys.executable, "-m", "iomwho", *command]
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the answer cannot be written: no space left on device\nhint: ")
    assert done.stderr.count("\n") == 2


# Forbids the network from within: even C code must ask the audit hook.
OFFLINE = """
import json, sys
def hook(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")):
        raise RuntimeError(f"the network was used: {event} {args}")
sys.addaudithook(hook)
import io, typer.testing
from iomwho.cli import app
for line in json.loads(sys.argv[1]):
    result = typer.testing.CliRunner().invoke(app, line, catch_exceptions=False, prog_name="iomwho")
    print(result.exit_code, *line[:1])
try:
    __import__("socket").create_connection(("127.0.0.1", 9))
except RuntimeError:
    print("guarded")
"""


def test_no_command_uses_the_network(tiny: Path, tmp_path: Path) -> None:
    lines = [[*args, "--data", str(tiny)] for args in (
        ["find", "repair of lamps"], ["find", "repiar of lmaps"], ["find", "nothing at all"], ["find", "--cite", "lamps"],
        ["find", "--vcard", "lamps"], ["show", "DLS"], ["tree"], ["office", "Norway"], ["entry"], ["list"], ["topics"],
        ["history", "DLS"], ["diff", "2015", "2023"], ["sources"], ["check"],
    )]  # fmt: skip
    questions = tmp_path / "questions.yaml"
    questions.write_text("- {q: fog horns, cat: topic, answers: [Sound Signals Division]}\n")
    lines += [
        ["eval", str(questions), "--data", str(tiny)],
        ["init", str(tmp_path / "new")],
        ["help"],
        ["--version"],
        [],
    ]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}  # compiles as well
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, json.dumps(lines)], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "guarded"
    assert {args[0] for args in lines if args} >= set(COMMANDS)


def test_the_python_interface_gives_texts_as_they_are(evil: Path) -> None:
    assert iomwho.load(evil).find("repair of lamps")[0].unit.name == "Lamp and Lens Division" + EVIL
