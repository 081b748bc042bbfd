"""`iomwho help`, and the `--help` of every command."""

from __future__ import annotations

import re

import pytest

from iomwho.cli import COMMANDS
from iomwho.manual import TOPICS
from tests.conftest import Run


def test_topics_are_listed(run: Run) -> None:
    text = run("help", code=0).stdout
    assert all(re.search(rf"^  {topic} ", text, re.M) for topic in TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_topic(topic: str, run: Run) -> None:
    assert run("help", *topic.split(), code=0).stdout == TOPICS[topic]


@pytest.mark.parametrize("name", ["exit-codes", "EXIT CODES", "Exit Codes"])
def test_topic_however_it_is_written(name: str, run: Run) -> None:
    assert run("help", name, code=0).stdout == TOPICS["exit codes"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_opens_with_a_sentence_and_three_examples(command: str, run: Run) -> None:
    text = run(command, "--help", code=0).stdout
    sentence = text.split("\n\n")[1]
    assert sentence.strip()[0].isupper()
    assert sentence.rstrip().endswith((".", "..."))
    examples = re.search(r"^  Examples:\n((?:    .+\n)+)", text, re.M)
    assert examples
    lines = examples[1].splitlines()
    assert len(lines) == 3
    assert all(f"iomwho {command}" in line or "IOMWHO_DATA" in line or command == "init" for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_is_explained(command: str, run: Run) -> None:
    text = run(command, "--help").stdout
    for part in re.findall(r"^  (-[^\n]*|\[?[A-Z][A-Z|]*\.*\]?(?:  [^\n]*)?)$", text, re.M):
        assert re.search(r"\S {2,}\S", part) or len(part) > 25, part


def test_commands_are_listed_whole(run: Run) -> None:
    lines = [line for line in run("--help").stdout.splitlines() if line[2:].split(" ")[0] in COMMANDS]
    assert len(lines) == len(COMMANDS)
    assert not [line for line in lines if line.endswith("...")]
