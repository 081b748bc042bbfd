"""`iomwho office`: which office answers for a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

AARHUS = "country-office-in-aarhus"
BERGEN = "regional-office-in-bergen"
TALLINN = "regional-office-in-tallinn"


def test_mission(run: Run) -> None:
    found = json.loads(run("office", "Vienna", "--json", code=0).stdout)
    first = found["results"][0]
    assert first["name"] == "Regional Office in Vienna, Austria"
    assert (first["city"], first["country"], first["reason"]) == ("Vienna", "AT", "located")
    assert len(first["covers"]) >= 15
    assert first["contacts"]


@pytest.mark.parametrize(
    ("place", "offices"),
    [
        ("Bergen", [BERGEN]),
        ("aarhus", [AARHUS, BERGEN]),
        ("Århus", [AARHUS, BERGEN]),
        ("Denmark", [AARHUS, BERGEN]),
        ("Dänemark", [AARHUS, BERGEN]),
        ("danish", [AARHUS, BERGEN]),
        ("Danois", [AARHUS, BERGEN]),
        ("Denmrak", [AARHUS, BERGEN]),
        ("Norway", [BERGEN]),
        ("Oslo", [BERGEN]),
        ("Suomi", [TALLINN]),
        ("Ostsee", [TALLINN]),
        ("Baltic Fog Forum", [TALLINN]),
    ],
)
def test_place(place: str, offices: list[str], run: Run, tiny: Path) -> None:
    found = json.loads(run("office", place, "--json", data=tiny, code=0).stdout)
    assert [item["id"] for item in found["results"]] == offices


def test_no_place_lists_all(run: Run, tiny: Path) -> None:
    assert run("office", data=tiny).stdout.splitlines() == [
        "Country Office in Aarhus, Denmark\tcountry office\tAarhus, Denmark\t1",
        "Regional Office in Bergen, Norway\tregional office\tBergen, Norway\t2",
        "Regional Office in Tallinn, Estonia\tregional office\tTallinn, Estonia\t3",
    ]


def test_reason_claims_no_more_than_the_office_covers(run: Run, tiny: Path) -> None:
    text = run("office", "Scandinavia", data=tiny, code=0).stdout
    assert "why: answers for Denmark, Norway (stated)\n" in text


def test_reason_says_the_basis_of_each_country(run: Run, tiny: Path) -> None:
    text = run("office", "Baltic", data=tiny, code=0).stdout
    assert "why: answers for Estonia (stated); Finland, Sweden (derived)\n" in text


def test_contact_of_an_office_without_one_is_its_parents(run: Run, tiny: Path) -> None:
    text = run("office", "Aarhus", data=tiny).stdout
    assert "via Regional Office in Bergen, Norway" in text


def test_place_without_an_office(run: Run, tiny: Path) -> None:
    text = run("office", "Atlantis", data=tiny, code=1).stdout
    assert text.startswith("No office on record answers for this place.")


def test_structure_of_its_time(run: Run, tiny: Path) -> None:
    text = run("office", "Bergen", "--as-of", "2015", data=tiny, code=0).stdout
    assert text.startswith("Liaison Office in Bergen, Norway")
