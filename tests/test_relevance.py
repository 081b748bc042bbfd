"""Questions with known answers: of each kind, so many must be answered right first.

`iomwho eval tests/relevance/FILE --misses` shows the figures and every miss.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import iomwho
from iomwho import evaluation

FOLDER = Path(__file__).parent / "relevance"

# Percent right first that a kind must reach, over all files; about two below what was measured.
FLOORS = {
    "french": 86,
    "german": 75,
    "history": 98,
    "name": 96,
    "none": 89,
    "office": 93,
    "paraphrase": 68,
    "persona": 76,
    "question": 89,
    "shared": 98,
    "spanish": 84,
    "topic": 98,
    "typo": 96,
    "overall": 86,
}


@pytest.fixture(scope="module")
def verdicts(directory: iomwho.Directory) -> list[evaluation.Verdict]:
    asked = [question for file in sorted(FOLDER.glob("*.yaml")) for question in evaluation.questions(file)]
    assert len(asked) > 500
    return evaluation.evaluate(directory, asked)


def test_every_kind_reaches_its_floor(verdicts: list[evaluation.Verdict]) -> None:
    measured = {row.kind: 100 * row.right for row in evaluation.figures(verdicts)}
    assert set(measured) == set(FLOORS)
    below = {kind: f"{measured[kind]:.1f} < {floor}" for kind, floor in FLOORS.items() if measured[kind] < floor}
    assert not below, "\n".join([str(below), *(f"{v.question.kind}: {v.question.text!r} -> {v.got[:1]}" for v in verdicts if not v.right)])  # fmt: skip
