"""What a command does not import: a person waits for every module, so each must be worth it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

import iomwho
from iomwho.cli import COMMANDS

# Runs the command line after `-`, then leaves the names of all imported modules in the file before it.
PROBE = """
import sys
names, sys.argv = sys.argv[1], ["iomwho", *sys.argv[3:]]
from iomwho.cli import app
try:
    app(prog_name="iomwho")
except SystemExit as end:
    code = end.code
with open(names, "w") as file:
    print(code or 0, *sorted(sys.modules), file=file)
"""
NEVER = {
    "importlib.metadata",
    "typing_extensions",
    "pydantic",
    "prompt_toolkit",
    "asyncio",
    "dataclasses",
    "urllib.request",
}
COMPILING = {
    "yaml",
    "iomwho.compiler",
    "iomwho.dataset",
    "iomwho.search.index",
    "iomwho.search.lexicon",
    "iomwho.amend",
}
SEARCHING = {"Stemmer", "rapidfuzz", "iomwho.search.engine"}
READING = {
    "find": ["find", "repair of lamps"],
    "show": ["show", "lamp-and-lens-division"],
    "tree": ["tree"],
    "tree to": ["tree", "--to", "lamp-and-lens-division"],
    "office": ["office", "Denmark"],
    "entry": ["entry", "media"],
    "list": ["list", "--kind", "division"],
    "topics": ["topics", "f"],
    "history": ["history", "lamp-and-lens-division"],
    "diff": ["diff", "2015", "2023"],
    "sources": ["sources"],
    "help": ["help"],
}  # fmt: skip
OTHERS = {"check", "eval", "init"}  # they read YAML
UNSEARCHED = ("show", "tree", "list", "topics", "history", "diff", "sources")  # given an id, or nothing


class Imported(Protocol):
    """Runs a command; the modules it imported."""

    def __call__(self, *args: str, **env: str) -> set[str]: ...


@pytest.fixture(scope="session")
def imported(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Run a command in a process of its own on the tiny dataset, compiled before; the modules it imported."""
    iomwho.load(tiny)
    names = tmp_path_factory.mktemp("laziness") / "modules.txt"

    def run(*args: str, **env: str) -> set[str]:
        command = [sys.executable, "-c", PROBE, str(names), "-", *args]
        names.unlink(missing_ok=True)
        done = subprocess.run(
            command, env={**os.environ, "IOMWHO_DATA": str(tiny), **env}, capture_output=True, text=True, check=True
        )
        code, *modules = names.read_text().split()
        assert code == "0", done.stderr
        return set(modules)

    return run


def packages(modules: set[str], watched: set[str]) -> set[str]:
    """Those of the `watched` modules and packages that were imported."""
    return {name for name in watched if any(module == name or module.startswith(name + ".") for module in modules)}


@pytest.mark.parametrize("command", READING)
def test_a_warm_run_reads_no_yaml_and_builds_no_index(command: str, imported: Imported) -> None:
    assert packages(imported(*READING[command]), NEVER | COMPILING) == set()


def test_every_reading_command_is_looked_at() -> None:
    assert {args[0] for args in READING.values()} == set(COMMANDS) - OTHERS


@pytest.mark.parametrize("format", ["json", "plain", "csv", "md"])
@pytest.mark.parametrize("command", ["find", "show", "tree", "office"])
def test_only_the_table_needs_rich(command: str, format: str, imported: Imported) -> None:
    unwanted = {"rich"} if format == "json" else {"rich", "json"}
    assert packages(imported(*READING[command], "--format", format), unwanted) == set()


def test_the_table_is_drawn_with_rich(imported: Imported) -> None:
    assert packages(imported("find", "repair of lamps", "--format", "table"), {"rich"}) == {"rich"}


@pytest.mark.parametrize(
    ("query", "needed"),
    [("repair of lamps", set()), ("repiar of lamps", {"rapidfuzz"})],
    ids=["every word as it stands", "a typing error"],
)
def test_only_a_misspelt_word_needs_rapidfuzz(query: str, needed: set[str], imported: Imported) -> None:
    assert packages(imported("find", query), {"rapidfuzz"}) == needed


@pytest.mark.parametrize("command", UNSEARCHED)
def test_without_a_question_nothing_is_searched(command: str, imported: Imported) -> None:
    assert packages(imported(*READING[command]), SEARCHING) == set()


def test_one_command_does_not_import_another(imported: Imported) -> None:
    modules = imported("sources")
    assert {name for name in modules if name.startswith("iomwho.commands.")} == {
        "iomwho.commands.options",
        "iomwho.commands.sources",
    }


@pytest.mark.parametrize("args", [["--version"], ["--help"]], ids=["version", "help"])
def test_what_needs_no_data_opens_none(args: list[str], imported: Imported) -> None:
    assert packages(imported(*args), NEVER | COMPILING | SEARCHING | {"rich"}) == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_only_looks_names_up(shell: str, imported: Imported) -> None:
    words = "iomwho show lam"
    env = {
        "COMP_WORDS": words,
        "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": words,
        "_IOMWHO_COMPLETE": f"complete_{shell}",
    }
    modules = imported(**env, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert packages(modules, NEVER | COMPILING | SEARCHING | {"rich", "json", "iomwho.search"}) == set()


def test_the_package_itself_imports_nothing() -> None:
    code = "import sys; before = set(sys.modules); import iomwho; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("iomwho.")} == {"iomwho.version"}
