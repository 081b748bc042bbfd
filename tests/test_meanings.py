"""What the vectors of words were fitted to: messages with the units that handle them, and lists of words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import iomwho
from tests.conftest import HERE

LANGUAGES = ("fr", "es", "de")


def rows(folder: str, language: str) -> list[list[str]]:
    """The lines of a file, each in two parts."""
    path = Path(HERE / "meanings" / folder / f"{language}.tsv")
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_for_units_that_there_are(language: str, directory: iomwho.Directory) -> None:
    known = {unit.id for unit in directory.units()}
    named = {unit for _, units in rows("messages", language) for unit in units.split(", ") if unit}
    assert named <= known
    assert len(named) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_that_measures_quality_is_a_message(language: str) -> None:
    """What a thing was fitted to says nothing of how good it is."""
    asked = {
        question["q"].casefold()
        for path in (HERE / "relevance").glob("*.yaml")
        for question in yaml.safe_load(path.read_text("utf-8"))
    }
    assert asked.isdisjoint(message.casefold() for message, _ in rows("messages", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_translated_once(language: str) -> None:
    words = [word for word, english in rows("words", language) if english]
    assert len(words) == len(set(words)) > 5000
