"""Edited texts of units: amended or compiled anew, a store says the same; and nothing that is wrong slips through."""

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
from iomwho.compiled import _stamps as stamps_of
from iomwho.compiler import compile_dataset
from iomwho.errors import DataError
from iomwho.patch import patch
from iomwho.store import Store
from tests.conftest import copied

HEADQUARTERS = "2023/headquarters.yaml"
# Words that others have and words that nobody has; compounds, their parts, and what may become one.
WORDS = (
    "lamp", "lamps", "Leuchtturm", "Leuchttürme", "Turm", "Türme", "Leucht", "Horn", "Nebelhorn", "Nebel", "Hörner",
    "Lampenhorn", "Lampen", "phare", "phares", "faro", "Wartungsplan", "Wartung", "Plan", "repair", "zzz", "12345", "der",
    "Kosten", "Reparaturkosten", "Reparatur", "Seezeichen", "Zeichen", "harbour", "harbor", "Oslo", "the",
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
ASKS = st.dictionaries(st.sampled_from(["en", "fr", "es", "de"]), st.lists(PHRASES, min_size=1, max_size=3), max_size=4)
RESPONSIBILITIES = st.fixed_dictionaries(
    {
        "topic": PHRASES | st.fixed_dictionaries({"en": PHRASES, "de": PHRASES}),
        "role": st.sampled_from(["lead", "support"]),
        "source": st.just("charter-2023"),
        "asks": ASKS,
    }
)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "summary": PHRASES,
        "note": PHRASES,
        "handles": st.lists(RESPONSIBILITIES, min_size=1, max_size=3),
        "facts": st.lists(st.fixed_dictionaries({"text": PHRASES, "source": st.just("charter-2023")}), max_size=2),
    },
)
HISTORY = st.lists(st.tuples(st.integers(0, 5), EDITS), min_size=1, max_size=4)


def everything(store: Store) -> dict[str, dict[str, object]]:
    """All that a store says, but for when its files were read."""
    names = [*store._directory, *(store._layer._directory if store._layer else ())]
    return {
        name: {key: store.table(name).get(key) for key in store.table(name).keys()}  # noqa: SIM118
        for name in names
        if name not in ("meta", "files")
    }


def edit(folder: Path, number: int, changes: dict[str, Any]) -> None:
    """Change the unit at `number` of the headquarters."""
    path = folder / HEADQUARTERS
    units = yaml.safe_load(path.read_text("utf-8"))
    units[number % len(units)].update(changes)
    path.write_text(yaml.safe_dump(units, allow_unicode=True, sort_keys=False), "utf-8")


def handling(*topics: str) -> dict[str, Any]:
    """The edit that makes a unit responsible for `topics`."""
    return {"handles": [{"topic": topic, "role": "lead", "source": "charter-2023"} for topic in topics]}


def ids(store: Store) -> dict[str, tuple[str, ...]]:
    """The units of the headquarters' file."""
    entry: Any = store.table("files").get(HEADQUARTERS)
    return {HEADQUARTERS: entry[1]}


@settings(max_examples=40)
@given(HISTORY)
def test_edit_after_edit_it_says_what_a_new_one_says(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[int, dict[str, Any]]]
) -> None:
    folder = copied(tmp_path_factory.mktemp("edits"))
    store = Store(compile_dataset(folder, stamps_of(str(folder))))
    for number, changes in history:
        edit(folder, number, changes)
        found = patch(store, folder, ids(store))
        assert found is not None
        store.amend(found)
    assert everything(store) == everything(Store(compile_dataset(folder)))


TOO_FAR: dict[str, Callable[[dict[str, Any]], object]] = {
    "another name": lambda unit: unit.update(name="Lamp Division"),
    "another id": lambda unit: unit.update(id="lamps"),
    "another parent": lambda unit: unit.update(parent="accounts-division"),
    "another kind": lambda unit: unit.update(kind="team"),
    "another acronym": lambda unit: unit.update(acronym={"text": "LLX", "source": "charter-2023"}),
    "another seat": lambda unit: unit.update(place={"country": "NO"}),
    "a body it deals with": lambda unit: unit.update(
        relations=[{"body": "Hanse", "how": "talks", "source": "charter-2023"}]
    ),
    "a source that is not described": lambda unit: unit.update(source="charter-1923"),
    "a unit that does not exist": lambda unit: unit["handles"][0].update({"with": ["nobody"]}),
    "a key that does not exist": lambda unit: unit.update(sumary="x"),
    "an empty summary": lambda unit: unit.update(summary=""),
}


@pytest.mark.parametrize("change", TOO_FAR.values(), ids=TOO_FAR)
def test_what_reaches_further_is_compiled_anew(change: Callable[[dict[str, Any]], object], tiny_copy: Path) -> None:
    store = Store(compile_dataset(tiny_copy, stamps_of(str(tiny_copy))))
    path = tiny_copy / HEADQUARTERS
    units = yaml.safe_load(path.read_text("utf-8"))
    change(next(unit for unit in units if unit["id"] == "lamp-and-lens-division"))
    path.write_text(yaml.safe_dump(units, allow_unicode=True, sort_keys=False), "utf-8")
    assert patch(store, tiny_copy, ids(store)) is None


def test_an_edit_is_found_at_once_and_without_compiling_anew(tiny_copy: Path, compiled: list[str]) -> None:
    assert not iomwho.load(tiny_copy).find("polishing of brass")
    for number, asked in enumerate(("polishing of brass", "oiling of hinges")):
        edit(tiny_copy, number, handling(asked))
        for _ in range(2):
            assert iomwho.load(tiny_copy).find(asked)[0].unit.handles[0].topic.en == asked
    assert iomwho.load(tiny_copy).find("polishing of brass")
    assert len(compiled) == 1


def test_what_an_edit_takes_away_is_gone(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    edit(tiny_copy, 0, handling("astrolabes"))
    assert iomwho.load(tiny_copy).find("astrolabe")
    edit(tiny_copy, 0, handling("sextants"))
    assert not iomwho.load(tiny_copy).find("astrolabe")
    assert len(compiled) == 1


def test_an_edit_with_a_fault_is_reported_like_any_other(tiny_copy: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    edit(tiny_copy, 0, {"source": "nowhere", "summary": "Leads."})
    with pytest.raises(DataError, match=r"headquarters\.yaml:\d+:\d+: the source 'nowhere' is not described"):
        iomwho.load(tiny_copy)


def test_many_edits_are_compiled_in_the_end(tiny_copy: Path, compiled: list[str]) -> None:
    """The layer over the store does not grow for ever."""
    iomwho.load(tiny_copy)
    for number in range(6):
        edit(tiny_copy, number, handling(*(f"word{number}x{at}" for at in range(300))))
        assert iomwho.load(tiny_copy).find(f"word{number}x7")
    assert len(compiled) > 1


def test_many_first_runs_after_an_edit_at_once(tiny_copy: Path, cache: Path, compiled: list[str]) -> None:
    iomwho.load(tiny_copy)
    edit(tiny_copy, 1, handling("polishing of brass"))
    command = [sys.executable, "-m", "iomwho", "find", "polishing of brass", "--json", "--data", str(tiny_copy)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    said = {(*run.communicate(timeout=120), run.returncode) for run in runs}
    ((out, err, code),) = said
    assert (b"polishing of brass" in out, err, code) == (True, b"", 0)
    assert [path.suffix for path in cache.iterdir()] == [".store"]
