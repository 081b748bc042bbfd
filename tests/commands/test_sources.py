"""`iomwho sources`: what the data rests on."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def test_every_source(run: Run, tiny: Path) -> None:
    found = json.loads(run("sources", "--json", data=tiny).stdout)
    assert [item["id"] for item in found] == ["charter-2023", "handbook-2015", "offices-page"]
    assert found[0] == {
        "title": "Charter of Offices",
        "publisher": "Northern Lighthouse Union",
        "date": "September 2023",
        "language": "en, de",
        "url": "https://lights.example/charter",
        "id": "charter-2023",
        "note": "Printed in English and German.",
    }


def test_a_row_a_source_in_a_pipe(run: Run, tiny: Path) -> None:
    rows = [row.split("\t") for row in run("sources", data=tiny).stdout.splitlines()]
    assert rows[1] == [
        "Handbook of the Union", "Northern Lighthouse Union", "March 2015", "https://lights.example/handbook-2015",
    ]  # fmt: skip


def test_address_keeps_a_line_to_itself_on_a_screen(run: Run) -> None:
    text = run("sources", "--format", "table", columns=120).stdout
    assert "\n  https://www.iom.int/iom-organizational-structure\n" in text
