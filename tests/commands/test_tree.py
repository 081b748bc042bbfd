"""`iomwho tree`: the hierarchy."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import iomwho
from tests.conftest import Run


def test_mission(run: Run) -> None:
    found = json.loads(run("tree", "External Relations", "--json", code=0).stdout)
    assert found["name"] == "Department of External Relations"
    assert [child["name"] for child in found["children"]] == [
        "International Partnerships Division",
        "United Nations Partnerships Division",
        "Donor Relations Division",
        "Global Compact on Migration Unit",
    ]


@pytest.mark.parametrize("structure", ["2012", "2017", "2022", "2024"])
def test_every_unit_stands_under_its_parent(structure: str, run: Run, directory: iomwho.Directory) -> None:
    found: dict[str, str | None] = {}

    def walk(node: dict[str, Any], above: str | None) -> None:
        for child in node["children"]:
            found[child["id"]] = above
            walk(child, child["id"])

    walk(json.loads(run("tree", "--as-of", structure, "--json").stdout), None)
    assert found == {unit.id: unit.parent for unit in directory.units(structure)}


def test_kinds_are_shown(run: Run, tiny: Path) -> None:
    assert run("tree", "Lights and Signals", data=tiny).stdout.splitlines() == [
        "Department of Lights and Signals  department",
        "  Lamp and Lens Division  division",
        "  Sound Signals Division  division",
        "    Night Watch Team  team",
    ]


@pytest.mark.parametrize(
    ("depth", "lines"),
    [
        ("0", ["Northern Lighthouse Union  (+13)"]),
        ("1", ["Northern Lighthouse Union", "  Office of the Secretary General  office  (+4)",
               "  Department of Lights and Signals  department  (+3)",
               "  Department of Finance and Staff  department  (+2)", "  Committee of Keepers  committee"]),
    ],
)  # fmt: skip
def test_depth_counts_what_it_leaves_out(depth: str, lines: list[str], run: Run, tiny: Path) -> None:
    assert run("tree", "--depth", depth, data=tiny).stdout.splitlines() == lines


def test_to_keeps_the_path_only(run: Run, tiny: Path) -> None:
    assert run("tree", "--to", "Night Watch", data=tiny).stdout.splitlines() == [
        "Northern Lighthouse Union",
        "  Department of Lights and Signals  department",
        "    Sound Signals Division  division",
        "      Night Watch Team  team",
    ]


def test_contacts(run: Run, tiny: Path) -> None:
    text = run("tree", "Lights and Signals", "--contacts", data=tiny).stdout
    assert "Department of Lights and Signals  department  signals@lights.example\n" in text


def test_ambiguous_name_lists_the_candidates(run: Run, tiny: Path) -> None:
    said = run("tree", "regional office", data=tiny, code=1).stderr
    assert {"Regional Office in Bergen, Norway", "Regional Office in Tallinn, Estonia"} <= set(
        re.split(r": |; |\.\n", said)
    )


def test_names_in_the_language_asked_for(run: Run, tiny: Path) -> None:
    text = run("tree", "Lights and Signals", "--lang", "fr", data=tiny).stdout
    assert text.splitlines()[1] == "  Division des lampes et lentilles  division"
