"""`iomwho eval`: how good are the answers?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

RIGHT = "- {q: fog horns, cat: topic, answers: [Sound Signals Division]}\n"
NOBODY = "- {q: pizza, cat: none, answers: []}\n"
WRONG = "- {q: fog horns, cat: topic, answers: [Committee of Keepers], also: [Sound Signals Division]}\n"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return tmp_path / "questions.yaml"


def figures(run: Run, tiny: Path, questions: Path, content: str) -> dict[str, dict[str, float]]:
    questions.write_text(content, encoding="utf-8")
    found = json.loads(run("eval", questions, "--json", data=tiny, code=0).stdout)
    return {row["kind"]: row for row in found["figures"]}


def test_right_first(run: Run, tiny: Path, questions: Path) -> None:
    found = figures(run, tiny, questions, RIGHT + NOBODY)
    assert list(found) == ["none", "topic", "overall"]
    assert found["overall"] == {"kind": "overall", "questions": 2, "right": 1.0, "in_three": 1.0, "refused": 0.0}


def test_wrong_first(run: Run, tiny: Path, questions: Path) -> None:
    assert figures(run, tiny, questions, WRONG)["overall"]["right"] == 0


def test_misses_are_listed_on_request(run: Run, tiny: Path, questions: Path) -> None:
    questions.write_text(WRONG, encoding="utf-8")
    assert "Committee" not in run("eval", questions, data=tiny).stdout
    assert (
        "fog horns\tSound Signals Division\tCommittee of Keepers\n"
        in run("eval", questions, "--misses", data=tiny).stdout
    )


def test_gained_and_lost_since_the_last_run(run: Run, tiny: Path, questions: Path) -> None:
    questions.write_text(RIGHT, encoding="utf-8")
    first = json.loads(run("eval", questions, "--json", data=tiny).stdout)
    assert (first["gained"], first["lost"]) == ([], [])
    questions.write_text(WRONG, encoding="utf-8")
    assert json.loads(run("eval", questions, "--json", data=tiny).stdout)["lost"] == ["fog horns"]
    questions.write_text(RIGHT, encoding="utf-8")
    assert json.loads(run("eval", questions, "--json", data=tiny).stdout)["gained"] == ["fog horns"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- {q: fog, answers: [No Such Unit]}\n", "no unit is called 'No Such Unit'"),
        ("- {q: fog}\n", "questions.yaml:1:"),
        ("q: fog\n", "must be a list of questions"),
    ],
    ids=["unknown unit", "no answers", "no list"],
)
def test_wrong_file(content: str, message: str, run: Run, tiny: Path, questions: Path) -> None:
    questions.write_text(content, encoding="utf-8")
    assert message in run("eval", questions, data=tiny, code=2).stderr
