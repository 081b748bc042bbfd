"""`iomwho entry`: whom an audience turns to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("audience", "unit"),
    [
        ("media", "Communications Team"),
        ("journalist", "Communications Team"),
        ("periodista", "Communications Team"),
        ("Lieferanten", "Accounts Division"),
        ("vendor", "Accounts Division"),
        ("ministère", "Office of the Secretary General"),
    ],
)
def test_audience_by_any_word_for_it(audience: str, unit: str, run: Run, tiny: Path) -> None:
    found = json.loads(run("entry", audience, "--json", data=tiny, code=0).stdout)
    assert [entry["name"] for item in found for entry in item["units"]] == [unit]


def test_all_audiences(run: Run, tiny: Path) -> None:
    found = json.loads(run("entry", "--json", data=tiny).stdout)
    assert [item["audience"] for item in found] == ["media", "suppliers", "governments"]
    assert set(found[0]["units"][0]) == {"id", "name", "contacts", "source"}


def test_audience_that_nobody_serves(run: Run, tiny: Path) -> None:
    assert run("entry", "media", "--as-of", "2015", data=tiny, code=1).stdout == "Nothing in the directory fits.\n"


def test_language(run: Run, tiny: Path) -> None:
    text = run("entry", "media", "--lang", "de", data=tiny).stdout
    assert text.startswith("Medien und Presse\nEinheit: Kommunikationsteam\n")
