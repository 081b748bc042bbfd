"""Whatever is typed or written into the data: an answer or one clear message, never a crash."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import iomwho
from iomwho import DataError, Directory, IomwhoError, compiler
from iomwho.dataset import loader
from iomwho.search.meaning import Meanings
from iomwho.search.vocabulary import WordFile
from iomwho.store import Store
from tests.conftest import TINY, Run

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
TIMES = int(os.environ.get("FUZZ", "1"))  # FUZZ=40 for a run of an hour
often = settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=FIXTURES)
seldom = settings(max_examples=30 * TIMES, deadline=None, suppress_health_check=FIXTURES)

# Words that the dataset knows, misspelt and in four languages, between signs of every kind.
KNOWN = (
    "lamps", "repair", "lmaps", "Nebelhörner", "phares", "l'avis", "facturas", "Norway", "Tallin", "the", "unit",
    "DLS", "fraud", "who", "handles", "Leuchtturmwärtern", "regional office", "Baltic Sea", "hiring of keepers",
)  # fmt: skip
SIGNS = (
    "🙂",
    "👩🏽‍🚒",
    "שלום",
    "مرحبا",
    "\u202e",
    "\x1b[31m",
    "\x00",
    "\ud800",
    "[bold]",
    "'",
    "’",
    "-",
    ".",
    "U.N.",
    "ﬀ",
    "İ",
    "ß",
)
ODD = {
    "empty": "",
    "spaces": " \t\n ",
    "100 kB": "donor reporting " * 6400,
    "one word of 100 kB": "a" * 100_000,
    "digits": "7" * 5000,
    "marks": "e" + "\u0301" * 5000,
    "dots": "U." * 5000,
    "apostrophes": "l'" * 5000,
    "binary": bytes(range(256)).decode("latin-1") * 20,
    "surrogates": "\udcff\ud800 lamps",
    "emoji": "🙂🙃👩🏽‍🚒🇳🇴" * 100,
    "right to left": "מי מטפל במנורות؟ من يهتم بالمصابيح",
    "markup": "[bold]lamps[/bold] [link=http://x]x[/link]",
    "options": "--json -- -n",
}  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Any text at all; or known words and odd signs in any order."""
    mixed = st.lists(st.sampled_from(KNOWN + SIGNS) | st.text(max_size=8), max_size=14).map(" ".join)
    return (
        st.text(max_size=300) | mixed | st.binary(max_size=200).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
    )


def ids(matches: list[iomwho.Match]) -> list[tuple[str, float]]:
    return [(match.unit.id, match.score) for match in matches]


@often
@given(query=texts(), as_of=st.sampled_from((None, 2015)), limit=st.integers(1, 40))
def test_find_answers_anything(query: str, as_of: int | None, limit: int, tiny_directory: Directory) -> None:
    answer = tiny_directory.answer(query, as_of, limit)
    scores = [match.score for match in answer.matches]
    assert len(scores) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(match.evidence for match in answer.matches)


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
@pytest.mark.parametrize("command", ["find", "office", "show", "history", "topics"])
def test_odd_queries_end_as_any_other(command: str, query: str, tiny: Path, run: Run) -> None:
    result = run(command, "--", query, data=tiny)
    assert result.exit_code in (0, 1, 2)
    if result.exit_code == 2:
        assert result.stderr.startswith("error: ")
        assert not query.strip()


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_odd_queries_to_the_shipped_directory(query: str, directory: Directory) -> None:
    directory.answer(query)
    directory.office(query)


@often
@given(query=texts())
def test_office_answers_anything(query: str, tiny_directory: Directory) -> None:
    found = tiny_directory.office(query)
    assert len({office.unit.id for office in found.results}) == len(found.results)


@often
@given(name=texts())
def test_a_name_is_resolved_or_refused(name: str, tiny_directory: Directory) -> None:
    hint = ""
    try:
        unit = tiny_directory.resolve(name)
    except IomwhoError as error:
        unit, hint = None, error.hint
    assert bool(unit) != bool(hint)
    assert unit is None or tiny_directory.unit(unit.id) == unit


@often
@given(query=texts(), limit=st.integers(1, 8))
def test_a_stricter_limit_only_cuts_the_list(query: str, limit: int, tiny_directory: Directory) -> None:
    assert ids(tiny_directory.find(query, limit=limit)) == ids(tiny_directory.find(query, limit=40))[:limit]


@seldom
@given(query=texts())
def test_the_same_query_gets_the_same_answer(query: str, tiny: Path, tiny_directory: Directory) -> None:
    assert tiny_directory.answer(query) == tiny_directory.answer(query) == iomwho.load(tiny).answer(query)


@seldom
@given(query=texts())
@example(query='"\\\n\u2028')
def test_json_parses_and_says_what_python_says(query: str, tiny: Path, tiny_directory: Directory, run: Run) -> None:
    assume(query.strip() and "\x00" not in query and query != "-")
    result = run("find", "--json", "--", query, data=tiny)
    answer = tiny_directory.answer(query)
    found = json.loads(result.stdout)
    assert result.exit_code == (0 if answer.answered else 1)
    assert found["answered"] == answer.answered == bool(found["results"])
    assert [(row["id"], row["score"]) for row in found["results"]] == ids(list(answer.matches))
    assert found["query"] == query


@seldom
@given(lines=st.lists(texts(), max_size=6))
def test_a_batch_answers_each_line(lines: list[str], tiny: Path, run: Run) -> None:
    batch = "\n".join(" ".join(line.split()) for line in lines).encode("utf-8", "replace")
    asked = [line for line in batch.decode().splitlines() if line.strip()]
    result = run("find", "--batch", "-", data=tiny, input=batch, code=0)
    assert len([json.loads(row) for row in result.stdout.splitlines()]) == len(asked)


# -- data

KEYS = st.sampled_from(
    ("id", "name", "names", "kind", "parent", "summary", "source", "handles", "topic", "role", "en")
) | st.text(max_size=6)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12) | st.binary(max_size=6)
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)  # fmt: skip
FILES = st.sampled_from(sorted(str(path.relative_to(TINY)) for path in TINY.rglob("*.yaml")))


def refused_or_loaded(folder: Path) -> None:
    """Load a folder: a dataset that answers, or a DataError that names the place, and nothing else."""
    faults: tuple[str, ...] = ()
    message = ""
    try:
        store = Store(compiler.compile_tables(loader.load(folder), Meanings(WordFile(b""))))
    except DataError as error:
        message, faults = error.message, error.faults
    else:
        Directory(store).answer("repair of lamps in Norway")
    assert bool(faults) == bool(message)
    assert ".yaml" in message or str(folder) in message or not message


@often
@given(name=FILES, tree=TREES)
def test_a_file_with_any_tree_is_refused_or_loaded(name: str, tree: Any, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "data", dirs_exist_ok=True))
    (folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8", errors="replace")
    refused_or_loaded(folder)


@often
@given(name=FILES, raw=st.binary(max_size=300))
def test_a_file_with_any_bytes_is_refused_or_loaded(name: str, raw: bytes, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "data", dirs_exist_ok=True))
    (folder / name).write_bytes(raw)
    refused_or_loaded(folder)


@often
@given(name=FILES, at=st.integers(0, 4000), end=st.integers(0, 40), new=st.text(max_size=20))
def test_a_damaged_file_is_refused_or_loaded(name: str, at: int, end: int, new: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "data", dirs_exist_ok=True))
    text = (TINY / name).read_text(encoding="utf-8")
    at %= len(text)
    (folder / name).write_text(text[:at] + new + text[at + end :], encoding="utf-8", errors="replace")
    refused_or_loaded(folder)


@often
@given(name=FILES, tree=TREES, data=st.data())
def test_a_value_of_any_shape_is_refused_or_loaded(name: str, tree: Any, data: st.DataObject, tmp_path: Path) -> None:
    """One value of a good file is replaced: the faults a person makes."""
    folder = Path(shutil.copytree(TINY, tmp_path / "data", dirs_exist_ok=True))
    document = yaml.safe_load((TINY / name).read_text(encoding="utf-8"))
    places = list(containers(document))
    place = data.draw(st.sampled_from(places))
    key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place)))))
    place[key] = tree
    (folder / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8", errors="replace")
    refused_or_loaded(folder)


def containers(value: Any) -> list[Any]:
    """Every list and map in a value that is not empty."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if inner else []) + [found for item in inner for found in containers(item)]
