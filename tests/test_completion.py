"""Shell completion, asked as the shells ask."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iomwho.cli import COMMANDS
from tests.terminal import PROGRAM, SCRIPTS, at_terminal, in_shell


def complete(shell: str, line: str, data: Path | None = None) -> list[str]:
    """The candidates for the last word of `line`, as a shell would ask for them."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    environment = {**os.environ, "_IOMWHO_COMPLETE": f"complete_{shell}", **asked}
    if data:
        environment["IOMWHO_DATA"] = str(data)
    done = subprocess.run(PROGRAM, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    if shell == "zsh":
        return [found.replace("''", "'") for found in re.findall(r'"([^"]*)"(?::"[^"]*")?', done.stdout)]
    return [row.split("\t")[0] for row in done.stdout.splitlines() if row]


SHELLS = ("bash", "zsh", "fish")
CASES = {
    "command": ("iomwho of", ["office"]),
    "option": ("iomwho find --ex", ["--explain"]),
    "structure": ("iomwho tree --as-of 20", ["2015", "2023"]),
    "older structure": ("iomwho diff 2015 202", ["2023"]),
    "language": ("iomwho show x --lang e", ["en", "es"]),
    "format": ("iomwho list --format c", ["csv"]),
    "audience": ("iomwho entry SUP", ["suppliers"]),
    "who asks": ("iomwho find x --as med", ["media"]),
    "kind": ("iomwho list --kind comm", ["committee"]),
    "country": ("iomwho office norwa", ["Norway"]),
    "help topic": ("iomwho help env", ["environment"]),
    "unit": ("iomwho history telegraph", ["Telegraph Desk"]),
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_completes(shell: str, line: str, expected: list[str], tiny: Path) -> None:
    assert [found.replace("\\", "") for found in complete(shell, line, tiny)] == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_offered(shell: str) -> None:
    assert complete(shell, "iomwho ") == list(COMMANDS)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("sound", "Sound Signals Division"),
        ("SOUND", "Sound Signals Division"),
        ("tallinn", "Regional Office in Tallinn, Estonia"),
    ],
    ids=["lower case", "upper case", "inside the name"],
)
def test_unit_name_however_typed(shell: str, typed: str, unit: str, tiny: Path) -> None:
    assert [found.replace("\\", "") for found in complete(shell, f"iomwho show {typed}", tiny)] == [unit]


@pytest.mark.parametrize("shell", SHELLS)
def test_accents_are_forgiven(shell: str) -> None:
    assert [found.replace("\\", "") for found in complete(shell, "iomwho office cote")] == ["Côte d'Ivoire"]


def test_bash_gets_names_that_need_no_quotes(tiny: Path) -> None:
    assert complete("bash", "iomwho show sound", tiny) == [r"Sound\ Signals\ Division"]
    assert complete("bash", 'iomwho show "sound', tiny) == ["Sound Signals Division"]


@pytest.mark.parametrize("option", ["--under", "--to"])
def test_unit_as_a_value(option: str, tiny: Path) -> None:
    command = "tree" if option == "--to" else "list"
    assert complete("fish", f"iomwho {command} {option} Committee", tiny) == ["Committee of Keepers"]


def test_broken_data_completes_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "organization.yaml").write_text("name: [", encoding="utf-8")
    assert complete("bash", "iomwho show so", tmp_path) == []
    assert complete("bash", "iomwho show so", tmp_path / "nowhere") == []


def test_bash_itself(tiny: Path, tmp_path: Path) -> None:
    """In a real Bash: one candidate is written out whole, ready to run."""
    script = tmp_path / "completion.bash"
    environment = {**os.environ, "_IOMWHO_COMPLETE": "source_bash"}
    script.write_text(
        subprocess.run(PROGRAM, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    )
    setting = {
        "IOMWHO_DATA": str(tiny), "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", "PS1": "ready> ",
        "INPUTRC": "/dev/null", "TERM": "dumb",
    }  # fmt: skip
    steps = [
        ("ready> ", f"source {script}\n"),
        ("ready> ", "iomwho show sound\t"),
        (r"Sound\ Signals\ Division ", "--fields id\n"),
        ("sound-signals-division", "exit\n"),
    ]
    shown = at_terminal("--norc", "--noprofile", "-i", program=("bash",), env=setting, steps=steps, columns=200)
    assert "sound-signals-division" in shown.text


def test_script_for_the_shell_in_use() -> None:
    text = in_shell("iomwho --show-completion; :").stdout  # the shell stays: a last command would take its place
    assert "complete -o default -F _iomwho_completion iomwho" in text
    assert sys.executable not in text
