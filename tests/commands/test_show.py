"""`iomwho show`: everything known of one unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    "name",
    [
        "sound-signals-division",
        "Sound Signals Division",
        "sound signals",
        "SSD",
        "Division des signaux sonores",
        "referat fuer schallsignale",
        "Sound Signls Division",
    ],
)
def test_unit_by_any_name(name: str, run: Run, tiny: Path) -> None:
    assert run("show", name, data=tiny, code=0).stdout.startswith("Sound Signals Division  division\n")


def test_name_needs_no_quotes(run: Run, tiny: Path) -> None:
    assert run("show", "Sound", "Signals", data=tiny, code=0).stdout.startswith("Sound Signals Division")


def test_everything_is_there(run: Run, tiny: Path) -> None:
    text = run("show", "communications-team", data=tiny).stdout
    for part in (
        "part of: Office of the Secretary General › NLU",
        "entry point for: media and journalists",
        "Answers the press and keeps the website.",
        "Owns\npress enquiries",
        "Contributes to\nnotices to mariners  (with Sound Signals Division)",
        "Not here\npayment of invoices: see Accounts Division",
        "Contacts\npress@lights.example (press desk, 2023-09)",
        "Sources\nCharter of Offices, Northern Lighthouse Union, September 2023",
    ):
        assert part in text


def test_official_names_are_told_from_translations(run: Run, tiny: Path) -> None:
    text = run("show", "department-of-lights-and-signals", data=tiny).stdout
    assert "de: Abteilung für Feuer und Signale\n" in text
    assert "fr: Département des feux et signaux (our translation)\n" in text
    assert "also known as: Lights Department" in text


def test_unknown_is_said(run: Run, tiny: Path) -> None:
    text = run("show", "Night Watch Team", data=tiny).stdout
    assert "Owns\nnone on record" in text
    assert "doubtful: The charter mentions it once, in passing." in text


def test_coverage_says_its_basis(run: Run, tiny: Path) -> None:
    text = run("show", "regional-office-in-tallinn", data=tiny).stdout
    assert "covers: Estonia (stated)\n" in text
    assert "covers: Finland, Sweden (derived; members of the Baltic Fog Forum)\n" in text


def test_markup_in_data_is_text(run: Run, tiny: Path) -> None:
    for form in ("plain", "table"):
        assert "[lamp]/[lens]" in run("show", "Lamp and Lens", "--format", form, data=tiny).stdout


def test_former_unit(run: Run, tiny: Path) -> None:
    text = run("show", "Administration Department", "--as-of", "2015", data=tiny).stdout
    assert "today: split into Accounts Division, Staff Division (2023)" in text


def test_parts_in_the_language_asked_for(run: Run, tiny: Path) -> None:
    text = run("show", "department-of-lights-and-signals", "--lang", "de", data=tiny).stdout
    assert "Teile\nReferat für Lampen und Linsen  Referat\n" in text
