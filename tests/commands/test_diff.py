"""`iomwho diff`: what changed between two structures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


def test_every_change(run: Run, tiny: Path) -> None:
    found = json.loads(run("diff", "2015", "2023", "--json", data=tiny).stdout)
    assert (found["from"], found["to"]) == ("2015", "2023")
    assert sorted(change["kind"] for change in found["changes"]) == [
        "abolished", "created", "merged", "merged", "moved", "renamed", "replaced", "split",
    ]  # fmt: skip
    assert set(found["changes"][0]) == {"kind", "from", "to", "inferred", "when"}


def test_a_row_in_a_pipe_reads_as_a_sentence(run: Run, tiny: Path) -> None:
    rows = run("diff", "2015", "2023", data=tiny).stdout.splitlines()
    assert "Technical Department\tprobably replaced by\tDepartment of Lights and Signals" in rows
    assert "General Secretariat\trenamed to\tOffice of the Secretary General" in rows
    assert "Telegraph Desk\tabolished\t" in rows


@pytest.mark.parametrize("unit", ["Lights and Signals", "Technical Department"], ids=["new name", "old name"])
def test_under_a_unit_of_either_structure(unit: str, run: Run, tiny: Path) -> None:
    text = run("diff", "2015", "2023", "--under", unit, "--fields", "from,to", data=tiny).stdout
    assert "Lamp Section\tLamp and Lens Division\n" in text
    assert "Administration" not in text


def test_under_a_unit_without_changes(run: Run, tiny: Path) -> None:
    result = run("diff", "2015", "2023", "--under", "Committee of Keepers", data=tiny, code=1)
    assert result.stdout == "no change on record\n"


def test_dates_stand_for_structures(run: Run, tiny: Path) -> None:
    assert run("diff", "2016-01", "2024", data=tiny).stdout == run("diff", "2015", "2023", data=tiny).stdout


def test_structures_between_are_crossed(run: Run) -> None:
    found = json.loads(run("diff", "2012", "2022", "--json").stdout)["changes"]
    near = json.loads(run("diff", "2017", "2022", "--json").stdout)["changes"]
    assert len(found) > len(near) > 0
