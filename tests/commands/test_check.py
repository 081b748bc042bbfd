"""`iomwho check`: is the data sound?"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import Run


def test_shipped_data_is_sound(run: Run) -> None:
    found = json.loads(run("check", "--json", code=0).stdout)
    assert found["sound"] is True
    assert [item["structure"] for item in found["structures"]] == ["2012", "2017", "2022", "2024"]
    assert all(item["units"] and item["responsibilities"] for item in found["structures"])


def test_says_which_folder(run: Run, tiny: Path) -> None:
    assert run("check", "--data", str(tiny)).stdout.startswith(f"The data in {tiny} is sound.\n")


def test_every_fault_with_its_place(run: Run, tiny_copy: Path) -> None:
    file = tiny_copy / "2023" / "offices.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("kind: regional office", "kind: castle", 1).replace(
        "parent: regional-office-in-bergen", "parent: nowhere"
    )
    file.write_text(text, encoding="utf-8")

    result = run("check", data=tiny_copy, code=2)
    assert result.stdout == ""
    places = re.findall(r"2023/offices\.yaml:(\d+):\d+", result.stderr)
    lines = text.splitlines()
    named = {lines[int(place) - 1].strip() for place in places}
    assert {"kind: castle", "parent: nowhere"} <= named


def test_reads_the_files_and_not_the_cache(run: Run, tiny_copy: Path) -> None:
    run("check", data=tiny_copy, code=0)
    (tiny_copy / "sources.yaml").write_text("[]\n", encoding="utf-8")
    run("check", data=tiny_copy, code=2)
