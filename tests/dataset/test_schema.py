"""The shape of data files: the same table checks them here and, as JSON Schema, in editors."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from iomwho.dataset import schema, schema_files
from iomwho.dataset.document import read
from iomwho.dataset.loader import structure_files
from iomwho.starter import FILES as STARTER
from tests.conftest import HERE, TINY

SHIPPED = HERE.parent / "data"
WRITTEN = SHIPPED / "schema"
VALIDATORS = {name: Draft202012Validator(content) for name, content in schema_files.schemas().items()}


def files(folder: Path) -> dict[str, str]:
    """Each data file of a folder, and the schema that it follows."""
    found = {name: name.replace(".yaml", ".json") for name in schema.FILES if (folder / name).exists()}
    return found | {name: "units.json" for names in structure_files(folder).values() for name in names}


def values(folder: Path, name: str) -> Any:
    document, faults = read(folder / name, name)
    assert document is not None
    assert not faults
    return document.value


def accepted_by_us(spec: schema.Spec, value: Any) -> bool:
    faults: list[str] = []
    spec.check(value, (), lambda _, message, __: faults.append(message))
    return not faults


def test_the_schemas_in_the_data_folder_are_up_to_date(tmp_path: Path) -> None:
    schema_files.write(tmp_path)
    fresh = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    there = {path.name: path.read_text("utf-8") for path in WRITTEN.iterdir()}
    assert there == fresh, "run `python -m iomwho.dataset.schema_files`"


@pytest.mark.parametrize("name", VALIDATORS)
def test_each_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((WRITTEN / name).read_text("utf-8")))


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
def test_sound_data_follows_the_schemas(folder: Path) -> None:
    for name, schema_name in files(folder).items():
        error = next(VALIDATORS[schema_name].iter_errors(values(folder, name)), None)
        assert error is None, f"{name}: {error.message} at {list(error.absolute_path)}"


def test_the_starter_follows_the_schemas(tmp_path: Path) -> None:
    for name, text in STARTER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, schema_name in files(tmp_path).items():
        assert VALIDATORS[schema_name].is_valid(values(tmp_path, name)), name


# The file, the steps to a place in it, what is put there instead (... : the key is taken away).
BROKEN: dict[str, tuple[str, tuple[str | int, ...], Any]] = {
    "unknown key": ("sources.yaml", (0, "titel"), "x"),
    "missing key": ("sources.yaml", (0, "title"), ...),
    "empty text": ("sources.yaml", (0, "title"), " "),
    "list for a text": ("sources.yaml", (0, "title"), ["x"]),
    "false for a country": ("countries.yaml", (3, "code"), False),
    "text for a list": ("2023/offices.yaml", (0, "covers", 0, "countries"), "DK"),
    "empty list": ("2023/offices.yaml", (0, "covers", 0, "countries"), []),
    "role that is none": ("2023/headquarters.yaml", (0, "handles", 0, "role"), "boss"),
    "unknown language": ("2023/headquarters.yaml", (0, "handles", 0, "topic", "it"), "x"),
    "mailbox that is none": ("2023/headquarters.yaml", (0, "contacts", 0, "email"), "nobody"),
    "word for true": ("changes.yaml", (0, "inferred"), "yes"),
    "date in words": ("2023/offices.yaml", (0, "contacts", 0, "as_of"), "lately"),
    "id with blanks": ("regions.yaml", (0, "id"), "the baltic"),
    "map for a list of units": ("2023/offices.yaml", (), {}),
}


def broken(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    if not steps:
        return new
    value = copy.deepcopy(value)
    target = value
    for step in steps[:-1]:
        target = target[step]
    if new is ...:
        del target[steps[-1]]
    else:
        target[steps[-1]] = new
    return value


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_broken_data_is_refused_by_the_schema_and_by_the_loader(
    case: tuple[str, tuple[str | int, ...], Any],
) -> None:
    name, steps, new = case
    value = broken(values(TINY, name), steps, new)
    assert not VALIDATORS[files(TINY)[name]].is_valid(value)
    assert not accepted_by_us(schema.FILES.get(name, schema.UNITS), value)


def places(value: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [steps, *(place for step, item in below for place in places(item, (*steps, step)))]


TREES = {name: values(TINY, name) for name in files(TINY)}
PLACES = [(name, place) for name, tree in TREES.items() for place in places(tree)]
JUNK = st.recursive(
    st.none() | st.booleans() | st.text(max_size=4) | st.sampled_from(["en", "DK", "2023", "lead", "a-b", "x@y.z"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["en", "id", "to"]), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from(PLACES), JUNK)
def test_the_schemas_and_the_loader_agree_on_whatever_stands_anywhere(
    where: tuple[str, tuple[str | int, ...]], junk: Any
) -> None:
    name, steps = where
    value = broken(TREES[name], steps, junk)
    ours = accepted_by_us(schema.FILES.get(name, schema.UNITS), value)
    assert VALIDATORS[files(TINY)[name]].is_valid(value) is ours
