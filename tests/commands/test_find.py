"""`iomwho find`: narrowing, reordering, explaining and quoting an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import iomwho
from tests.conftest import Run


def names(run: Run, tiny: Path, *args: str) -> list[str]:
    """The names found, best first."""
    found = json.loads(run("find", *args, "--json", data=tiny).stdout)
    return [item["name"] for item in found["results"]]


def test_mission(run: Run) -> None:
    found = json.loads(run("find", "donor reporting", "--json", code=0).stdout)
    first = found["results"][0]
    assert first["name"] == "Donor Relations Division"
    assert first["parent"]["name"] == "Department of External Relations"
    assert first["role"] == "lead"
    assert first["contacts"]
    assert first["evidence"][0]["words"] == ["donor", "reporting"]


def test_owner_comes_before_helper(run: Run, tiny: Path) -> None:
    assert names(run, tiny, "notices to mariners") == ["Sound Signals Division", "Communications Team"]


@pytest.mark.parametrize("query", ["procurement", "Beschaffung", "achats", "adquisiciones"])
def test_unit_gives_way_to_the_one_its_record_refers_to(query: str, run: Run) -> None:
    found = json.loads(run("find", query, "--json", code=0).stdout)["results"]
    assert [item["name"] for item in found[:2]] == ["Supply Chain Division", "ICT Procurement and Contract Management"]


def test_unit_keeps_what_its_record_does_not_refer(run: Run) -> None:
    found = json.loads(run("find", "ICT procurement", "--json", code=0).stdout)["results"]
    assert found[0]["name"] == "ICT Procurement and Contract Management"


def test_limit(run: Run, tiny: Path) -> None:
    assert names(run, tiny, "notices to mariners", "-n", "1") == ["Sound Signals Division"]


def test_under_keeps_what_is_below(run: Run, tiny: Path) -> None:
    found = names(run, tiny, "notices to mariners", "--under", "Office of the Secretary General")
    assert found == ["Communications Team"]


def test_kind_in_any_language_and_number(run: Run, tiny: Path) -> None:
    for kind in ("team", "teams", "équipe", "EQUIPO"):
        assert names(run, tiny, "notices to mariners", "--kind", kind) == ["Communications Team"]


def test_kind_is_looked_for_beyond_the_units_that_match_best(run: Run) -> None:
    found = json.loads(run("find", "health", "--kind", "country office", "--json", code=0).stdout)["results"]
    assert found
    assert {item["kind"] for item in found} == {"country office"}


def test_audience_puts_its_entry_point_first(run: Run, tiny: Path) -> None:
    plain = names(run, tiny, "lighthouse interview and hiring of keepers")
    asked = names(run, tiny, "lighthouse interview and hiring of keepers", "--as", "media")
    assert (plain[0], asked[0]) == ("Staff Division", "Communications Team")
    assert set(asked) == set(plain)


def test_narrowed_to_nothing_is_nobody(run: Run, tiny: Path) -> None:
    result = run("find", "fog horns", "--under", "Finance and Staff", data=tiny, code=1)
    assert "Nobody in the directory handles this." in result.stdout


def test_card_answers_in_the_first_three_lines(run: Run, tiny: Path) -> None:
    first = run("find", "fog horns", data=tiny).stdout.splitlines()[:3]
    assert first == [
        "Sound Signals Division  division",
        "part of: Department of Lights and Signals › NLU",
        "handles: fog horns",
    ]


def test_correction_is_said(run: Run, tiny: Path) -> None:
    text = run("find", "lighthuose standards", data=tiny, code=0).stdout
    assert "read as: lighthuose → lighthouse" in text
    assert "Department of Lights and Signals" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "language", "said"),
    [
        ("Estonia", "en", "why: covers Estonia (stated)\n"),
        ("Norwegen", "de", "warum: zuständig für Norwegen (angegeben)\n"),
    ],
)
def test_countries_that_matched_are_named_in_the_language(
    asked: str, language: str, said: str, run: Run, tiny: Path
) -> None:
    assert said in run("find", asked, "--lang", language, data=tiny).stdout


def test_everyday_word_is_translated_and_said(run: Run, tiny: Path) -> None:
    text = run("find", "siren", data=tiny, code=0).stdout
    assert "read as: siren → horn" in text
    assert text.startswith("Sound Signals Division")


def test_borrowed_contact_is_marked(run: Run, tiny: Path) -> None:
    text = run("find", "fog horns", data=tiny).stdout
    assert "signals@lights.example (general, 2023-09, via Department of Lights and Signals)" in text


def test_sensitive_matter_begins_with_the_independent_channel(run: Run, tiny: Path) -> None:
    lines = run("find", "bribe", data=tiny, code=1).stdout.splitlines()
    assert lines[0] == "fraud and bribery: Report it to the independent auditor, not to the unit concerned."
    assert lines[1].startswith("in confidence: https://auditor.lights.example/")


def test_nobody_names_the_front_door(run: Run, tiny: Path) -> None:
    text = run("find", "pizza", data=tiny, code=1).stdout
    assert "general entry point: Office of the Secretary General" in text
    assert "secretary@lights.example" in text


def test_other_structure_is_named(run: Run, tiny: Path) -> None:
    text = run("find", "spare lamps", "--as-of", "2015", data=tiny).stdout
    assert "structure: 2015: structure of 2015" in text
    assert "today: probably merged into Lamp and Lens Division (2023)" in text
    assert "structure:" not in run("find", "fog horns", data=tiny).stdout


def test_explain_takes_the_score_apart(run: Run, tiny: Path) -> None:
    match = iomwho.load(tiny).find("fog horns")[0]
    text = run("find", "fog horns", "--explain", data=tiny).stdout
    total = sum(value for _, value in match.parts)
    shown = " + ".join(f"{name} {value:.2f}" for name, value in match.parts) + f" = {total:.2f}"
    assert f"Sound Signals Division\t{match.score:.2f}\t{shown}\n" in text


def test_cite_has_all_that_a_letter_needs(run: Run, tiny: Path) -> None:
    text = run("find", "fog horns", "--cite", data=tiny).stdout
    assert text.count("\n") == 1
    for part in (
        "2023-09", "fog horns is handled by the Sound Signals Division", "Department of Lights and Signals",
        "Northern Lighthouse Union", "signals@lights.example (as of 2023-09", "Charter of Offices", "September 2023",
        "https://lights.example/charter", "unofficial",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("option", ["--cite", "--vcard"])
def test_nobody_can_be_cited(option: str, run: Run, tiny: Path) -> None:
    assert run("find", "pizza", option, data=tiny, code=1).stdout.startswith("Nobody")


@pytest.mark.parametrize(
    ("language", "first", "label"),
    [
        ("en", "Sound Signals Division  division", "handles: fog horns"),
        ("fr", "Division des signaux sonores (Sound Signals Division)  division", "s'occupe de: cornes de brume"),
        ("es", "División de Señales Acústicas (Sound Signals Division)  división", "se ocupa de: sirenas de niebla"),
        ("de", "Referat für Schallsignale (Sound Signals Division)  Referat", "zuständig für: Nebelhörner"),
    ],
)
def test_language_of_the_answer(language: str, first: str, label: str, run: Run, tiny: Path) -> None:
    lines = run("find", "fog horns", "--lang", language, data=tiny).stdout.splitlines()
    assert lines[0] == first
    assert lines[2] == label


@pytest.mark.parametrize("query", ["fog horns", "cornes de brume", "sirenas de niebla", "Nebelhörner", "nebelhoerner"])
def test_language_of_the_question(query: str, run: Run, tiny: Path) -> None:
    assert names(run, tiny, query)[0] == "Sound Signals Division"
