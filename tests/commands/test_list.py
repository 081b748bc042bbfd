"""`iomwho list`: units by kind or place in the hierarchy."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_all_units(run: Run, tiny: Path) -> None:
    assert len(run("list", data=tiny).stdout.splitlines()) == 13


def test_kind(run: Run, tiny: Path) -> None:
    assert run("list", "--kind", "divisions", "--fields", "name", data=tiny).stdout.splitlines() == [
        "Lamp and Lens Division", "Sound Signals Division", "Accounts Division", "Staff Division",
    ]  # fmt: skip


def test_under_includes_the_unit_and_all_below(run: Run, tiny: Path) -> None:
    assert run("list", "--under", "Lights and Signals", "--fields", "id", data=tiny).stdout.splitlines() == [
        "department-of-lights-and-signals", "lamp-and-lens-division", "sound-signals-division", "night-watch-team",
    ]  # fmt: skip


def test_kind_and_under(run: Run, tiny: Path) -> None:
    text = run("list", "--kind", "team", "--under", "Lights and Signals", data=tiny).stdout
    assert text == "Night Watch Team\tteam\tSound Signals Division\n"


def test_nothing(run: Run, tiny: Path) -> None:
    args = ("list", "--kind", "team", "--under", "Finance and Staff")
    assert run(*args, data=tiny, code=1).stdout == "Nothing in the directory fits.\n"
    assert run(*args, "--json", data=tiny, code=1).stdout == "[]\n"


def test_contact_column_is_the_units_own(run: Run, tiny: Path) -> None:
    rows = run("list", "--fields", "id,contact", data=tiny).stdout.splitlines()
    assert "communications-team\tpress@lights.example" in rows
    assert "night-watch-team\t" in rows
