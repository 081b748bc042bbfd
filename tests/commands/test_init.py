"""`iomwho init`: a directory of another organization, and nothing of IOM in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from iomwho.cli import COMMANDS
from tests.conftest import Run

WHO = re.compile(r"\bIOM\b|International Organization for Migration|iom\.int")


@pytest.fixture
def started(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "new" / "mine"
    assert f"Wrote a dataset to {folder}." in run("init", folder, code=0).stdout
    return folder


def test_is_sound_and_answers(run: Run, started: Path) -> None:
    run("check", data=started, code=0)
    found = json.loads(run("find", "late invoices", "--json", data=started, code=0).stdout)
    assert found["results"][0]["id"] == "invoices"
    assert found["results"][0]["path"] == ["Riverside Housing Trust", "Finance Department", "Invoices Team"]


def test_every_file_explains_itself(started: Path) -> None:
    files = sorted(started.rglob("*.yaml"))
    assert len(files) >= 4
    assert all(file.read_text(encoding="utf-8").startswith("# ") for file in files)


def test_does_not_overwrite(run: Run, started: Path) -> None:
    before = (started / "organization.yaml").read_text(encoding="utf-8")
    said = run("init", started, code=2).stderr
    assert "already holds a dataset" in said
    assert (started / "organization.yaml").read_text(encoding="utf-8") == before


def test_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be written" in run("init", tmp_path / "file" / "mine", code=2).stderr


SCREENS = (
    ["find", "late invoices"],
    ["find", "late invoices", "--cite"],
    ["find", "late invoices", "--vcard"],
    ["find", "quantum physics"],
    ["show", "finance"],
    ["tree"],
    ["entry"],
    ["list"],
    ["topics"],
    ["history", "finance"],
    ["sources"],
    ["check"],
    *([name, "--help"] for name in COMMANDS),
)


@pytest.mark.parametrize("args", SCREENS, ids=" ".join)
def test_nothing_speaks_of_iom(args: list[str], run: Run, started: Path) -> None:
    result = run(*args, data=started)
    text = result.stdout + result.stderr
    assert text
    assert not WHO.search(text), WHO.search(text)
