"""The README and the help texts: every example runs, every command and option is described, screens are real.

`pytest --update-golden` writes the README's screens anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from iomwho.cli import COMMANDS, app
from iomwho.manual import TOPICS
from iomwho.starter import FILES
from tests.conftest import Run
from tests.terminal import SCRIPTS, at_terminal, in_shell

ROOT = Path(__file__).parent.parent
FILE = ROOT / "README.md"
README = FILE.read_text(encoding="utf-8")

# What stands for something else in an example, and what it stands for in a test.
STAND_INS = {
    "COMMAND": "find",
    "DIR": "my-organization",
    "FILE": "questions.yaml",
    "TOPIC": "json",
    "UNIT": '"Donor Relations Division"',
    "X": '"late invoices"',
}
NOTHING_FOUND = ("iomwho find horoscope",)  # these examples end with exit code 1
NEEDS_A_TERMINAL = ("--pick", "--install-completion", "--show-completion")


def blocks(language: str) -> list[str]:
    """The README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def commands(text: str) -> Iterator[str]:
    """The `iomwho` commands of a text: lines that are one, and those between backquotes."""
    for line in text.splitlines():
        if match := re.match(r"\s*(?:\$ )?((?:IOMWHO_DATA=\S+ )?iomwho\b(?: [a-z-].*)?)$", line):
            yield re.split(r" {2,}", match[1])[0]  # what follows explains it
    yield from re.findall(r"`(iomwho [a-z-][^`\n]*)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))


def examples() -> dict[str, str]:
    """Each example, by where it stands and what it says."""
    texts = {"README": README, **{f"help {name}": text for name, text in TOPICS.items()}}
    return {f"{where}: {line}": line for where, text in texts.items() for line in commands(text)}


EXAMPLES = examples()


def ready(command: str) -> str:
    """An example with every stand-in replaced."""
    return re.sub(r"\b[A-Z]+\b(?=\s|$)", lambda match: STAND_INS.get(match[0], match[0]), command)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the files that the examples speak of."""
    (tmp_path / "message.txt").write_text("Dear all,\nhow do we report to our donor?\n", encoding="utf-8")
    (tmp_path / "queries.txt").write_text("donor reporting\nhoroscope\n", encoding="utf-8")
    content = "- {q: donor reporting, cat: topic, answers: [Donor Relations Division]}\n"
    (tmp_path / "questions.yaml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start_organization(folder: Path) -> None:
    """What `iomwho init ./my-organization` writes."""
    for name, content in FILES.items():
        path = folder / "my-organization" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def check_example(command: str, run: Run, folder: Path) -> None:
    """Run one example and expect it to work as described."""
    if any(option in command for option in NEEDS_A_TERMINAL):
        return
    command = ready(command)
    if not command.startswith("iomwho init"):
        start_organization(folder)
    if command.startswith("iomwho eval") and "my-organization" in command:
        (folder / "questions.yaml").write_text("- {q: late invoices, answers: [Invoices Team]}\n", encoding="utf-8")
    code = 1 if any(words in command for words in NOTHING_FOUND) else 0
    if re.search(r"[|<>$]|IOMWHO_DATA=", command):
        if "jq " in command and shutil.which("jq") is None:
            pytest.skip("jq is not installed")
        done = in_shell(f"set -o pipefail; {command}", cwd=folder)
        assert (done.returncode, done.stderr) == (code, "")
        assert done.stdout or ">" in command
    else:
        result = run(*shlex.split(command, comments=True)[1:], code=code)
        assert result.stderr == ""
        assert result.stdout


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: str, run: Run, folder: Path) -> None:
    check_example(EXAMPLES[example], run, folder)


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_examples_of_help(name: str, run: Run, folder: Path) -> None:
    found = list(commands(run(*([name] if name else []), "--help").stdout))
    assert len([line for line in found if name in line]) >= 1
    for command in found:
        check_example(command, run, folder)


def test_there_are_examples_of_every_command() -> None:
    used = {word for line in EXAMPLES.values() for word in re.findall(r"iomwho ([a-z]+)", line)}
    assert set(COMMANDS) <= used


def parameters() -> list[tuple[str, str]]:
    """(command, option) of every command."""
    group: Any = typer.main.get_command(app)
    found = [("iomwho", option) for parameter in group.params for option in parameter.opts]
    for name in COMMANDS:
        command = group.get_command(None, name)
        found += [(name, option) for parameter in command.params for option in parameter.opts]
    return [(name, option) for name, option in found if option.startswith("--")]


@pytest.mark.parametrize(("command", "option"), parameters(), ids=" ".join)
def test_option_is_described(command: str, option: str) -> None:
    assert re.search(rf"{re.escape(option)}(?![\w-])", README)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_described(command: str) -> None:
    assert f"iomwho {command}" in README


@pytest.mark.parametrize(
    "topic", ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "PAGER", "XDG_CACHE_HOME", "IOMWHO_DATA", "TERM"]
)
def test_variable_is_described(topic: str) -> None:
    assert topic in README
    assert topic in TOPICS["environment"]


def test_quick_start_is_two_lines_that_work_alone() -> None:
    section = README.split("## Quick start\n")[1].split("\n## ")[0]
    block = re.findall(r"^```sh\n(.*?)^```$", section, re.M | re.S)[0]
    first, second = block.splitlines()
    for line in (first, second):
        assert line.startswith("python3 -m venv .venv && .venv/bin/python -m pip install ")
        assert not re.search(r"\b(uv|make|source|activate)\b", line)
    assert first.endswith('.venv/bin/iomwho find "donor reporting"')
    assert '".[dev]"' in second
    assert second.endswith(".venv/bin/python -m pytest -n 2")


def test_continuous_integration_runs_the_same_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (extraction,) = re.findall(r"^tests=.*$", script, re.M)
    taken = in_shell(f'{extraction}\nprintf %s "$tests"', cwd=ROOT).stdout
    assert taken == blocks("sh")[0].splitlines()[1]


SCREENS = [
    (block, list(re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M))) for block in blocks("console")
]  # fmt: skip


def shown(line: str) -> str:
    """What a line of shell leaves on a terminal of 80 columns."""
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    return at_terminal("-c", line, program=("bash",), env={"PATH": path}).text


@pytest.mark.parametrize(
    ("line", "printed"), [entry for _, entries in SCREENS for entry in entries], ids=lambda text: text.split("\n")[0][:60]
)  # fmt: skip
def test_screen_in_the_readme_is_real(line: str, printed: str, folder: Path, request: pytest.FixtureRequest) -> None:
    if "jq " in line and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    if request.config.getoption("--update-golden"):
        pytest.skip("written by test_update")
    if not line.startswith("iomwho init"):
        start_organization(folder)
    real = shown(line)
    assert "Traceback" not in real
    assert printed, "`pytest --update-golden` writes the screens"
    assert printed.splitlines()[0] in real.splitlines(), "`pytest --update-golden` brings it up to date"


def test_update(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.config.getoption("--update-golden"):
        pytest.skip("only with --update-golden")
    monkeypatch.chdir(tmp_path)
    text = README
    for block, entries in SCREENS:
        fresh = ""
        for line, _ in entries:
            fresh += f"$ {line}\n" + "".join(f"{row.rstrip()}\n" for row in shown(line).splitlines())
        text = text.replace(f"```console\n{block}```", f"```console\n{fresh}```")
    FILE.write_text(text, encoding="utf-8")


def test_python_example_runs(directory: object) -> None:
    (code,) = blocks("python")
    names: dict[str, Any] = {}
    exec(code.replace('iomwho.load("path/to/data")', ""), names)
    assert names["answer"].answered


def test_json_example_has_the_keys_of_the_real_one(run: Run) -> None:
    example = json.loads(blocks("json")[0])
    real = json.loads(run("find", "donor reporting", "--json").stdout)
    assert set(example) == set(real)
    first = real["results"][0]
    assert set(example["results"][0]) == set(first)
    assert set(example["results"][0]["evidence"][0]) == set(first["evidence"][0])
    assert set(example["results"][0]["contacts"][0]) <= set(first["contacts"][0]) | {"email"}
    assert set(example["results"][0]["today"][0]) == {"id", "name", "structure", "change", "inferred"}
    assert example["results"][0]["path"] == first["path"]


def test_structures_named_are_those_there_are(directory: Any) -> None:
    known = [structure.id for structure in directory.organization.structures]
    assert f"{', '.join(known[:-1])} and {known[-1]}" in README
