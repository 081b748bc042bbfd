"""`iomwho history`: a unit's line through the structures."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def test_what_led_to_a_unit(run: Run, tiny: Path) -> None:
    found = json.loads(run("history", "Lamp and Lens", "--json", data=tiny).stdout)
    assert {step["from"]["id"] for step in found["before"]} == {"lamp-section", "lens-section"}
    assert found["after"] == []
    assert found["unit"] == {"id": "lamp-and-lens-division", "name": "Lamp and Lens Division"}


def test_what_became_of_a_unit(run: Run, tiny: Path) -> None:
    found = json.loads(run("history", "Administration Department", "--as-of", "2015", "--json", data=tiny).stdout)
    assert found["after"] == [
        {
            "kind": "split",
            "from": {"id": "administration-department", "name": "Administration Department"},
            "from_structure": "2015",
            "to": [
                {"id": "accounts-division", "name": "Accounts Division"},
                {"id": "staff-division", "name": "Staff Division"},
            ],
            "to_structure": "2023",
            "when": "2022",
            "inferred": False,
            "basis": "stated in the charter",
            "source": "charter-2023",
        }
    ]


def test_inferred_is_probably_and_says_from_what(run: Run, tiny: Path) -> None:
    text = run("history", "Technical Department", "--as-of", "2015", data=tiny).stdout
    assert "Technical Department: probably replaced by Department of Lights and Signals (2023)" in text
    assert "between 2015 and 2023; the same tasks; Charter of Offices" in text


def test_stated_is_not_probably(run: Run, tiny: Path) -> None:
    text = run("history", "Office of the Secretary General", data=tiny).stdout
    assert "General Secretariat: renamed to Office of the Secretary General (2023)" in text
    assert "probably" not in text


def test_created(run: Run, tiny: Path) -> None:
    assert "created Sound Signals Division (2023)" in run("history", "SSD", data=tiny).stdout


def test_no_change(run: Run, tiny: Path) -> None:
    text = run("history", "Committee of Keepers", data=tiny, code=0).stdout
    assert text.count("no change on record") == 2
