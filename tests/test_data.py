"""The shipped data: complete, in four languages, sourced, in our own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import Any

import pytest
import yaml

import iomwho
from iomwho import records
from iomwho.fold import fold
from iomwho.model import LANGUAGES, Contact, Unit
from tests.conftest import HERE, Run

EXPECTED = yaml.safe_load((HERE / "data" / "expected_units.yaml").read_text("utf-8"))
STRUCTURES = ("2012", "2017", "2022", "2024")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RUN = 9  # so many words in a row may not be a source's, names excepted


def units(directory: iomwho.Directory) -> Iterator[Unit]:
    for structure in directory.organization.structures:
        yield from directory.units(structure.id)


def contacts(directory: iomwho.Directory) -> Iterator[tuple[str, Contact]]:
    """Each contact and whose it is."""
    for contact in directory.organization.contacts:
        yield "the organization", contact
    for safeguard in directory.organization.safeguards:
        yield from ((safeguard.id, contact) for contact in safeguard.contacts)
    for unit in units(directory):
        yield from ((f"{unit.structure}/{unit.id}", contact) for contact in unit.contacts)


# -- sound and complete


def test_every_rule_holds(run: Run) -> None:
    found = json.loads(run("check", "--json", code=0).stdout)
    assert found["sound"] is True
    assert tuple(item["structure"] for item in found["structures"]) == STRUCTURES


def test_the_default_is_the_structure_of_2022(directory: iomwho.Directory) -> None:
    assert directory.structure().id == "2022"


def below(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(name of the parent, name) of every unit below a node of the tree."""
    for child in node["children"]:
        yield node["name"], child["name"]
        yield from below(child)


@cache
def tree(run: Run, structure: str) -> frozenset[tuple[str, str]]:
    return frozenset(below(json.loads(run("tree", "--as-of", structure, "--json", code=0).stdout)))


NAMED = [
    (structure, parent, name)
    for structure in ("2022", "2017", "2012")
    for parent, names in EXPECTED[structure].items()
    for name in names
]


@pytest.mark.parametrize(("structure", "parent", "name"), NAMED, ids=[f"{item[0]} {item[2]}" for item in NAMED])
def test_every_unit_that_the_documents_name_stands_where_they_say(
    structure: str, parent: str, name: str, run: Run
) -> None:
    parents = {above for above, unit in tree(run, structure) if unit == name}
    assert parents, f"no unit is called {name!r}"
    assert not parent or parents == {parent}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_no_unit_is_missing_from_the_tree(structure: str, run: Run, directory: iomwho.Directory) -> None:
    assert sorted(name for _, name in tree(run, structure)) == sorted(unit.name for unit in directory.units(structure))


def test_every_unit_is_named_in_four_languages(directory: iomwho.Directory) -> None:
    missing = [f"{unit.structure}/{unit.id}: {unit.names}" for unit in units(directory) if not all(unit.names)]
    assert not missing


def test_every_topic_is_in_four_languages(directory: iomwho.Directory) -> None:
    missing = [
        f"{unit.structure}/{unit.id}: {text.en}"
        for unit in units(directory)
        for text in (
            *(item.topic for item in unit.handles),
            *(item.topic for item in unit.not_here),
            *(item.body for item in unit.relations),
        )
        if not all(text)
    ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_responsible_unit_of_2022_is_asked_for_in_four_ways(language: str, directory: iomwho.Directory) -> None:
    few = []
    for unit in directory.units("2022"):
        asks = {ask for item in unit.handles for ask in getattr(item.asks, language)}
        if unit.handles and len(asks) < 4:
            few.append(f"{unit.id}: {sorted(asks)}")
    assert not few


# -- sourced


def test_everything_that_is_said_has_a_source(directory: iomwho.Directory) -> None:
    known = {source.id for source in directory.sources()}
    assert known
    cited: list[tuple[str, str]] = []
    for unit in units(directory):
        groups = (unit.handles, unit.facts, unit.entry_point_for, unit.relations, unit.covers, unit.contacts)
        cited += [(unit.id, item.source) for group in groups for item in group]
        cited += [(unit.id, unit.source), *((unit.id, source) for _, source in unit.official_names)]
        cited += [(unit.id, alias.source) for alias in unit.also_known_as]
        cited += [(unit.id, unit.acronym.source)] if unit.acronym else []
    cited += [(owner, contact.source) for owner, contact in contacts(directory)]
    cited += [(change.origin or change.targets[0], change.source) for change in changes(directory)]
    assert not [pair for pair in cited if pair[1] not in known]


def changes(directory: iomwho.Directory) -> list[Any]:
    found: Any = directory.store.table("changes").get("all")
    return [records.change(item) for item in found]


def test_every_source_can_be_looked_up(directory: iomwho.Directory) -> None:
    for source in directory.sources():
        assert source.title
        assert source.publisher
        assert re.search(r"(19|20)\d\d|undated", source.date), source
        assert re.match(r"https?://[\w-]+(\.[\w-]+)+/?", source.url), source


def test_no_source_is_described_in_vain(directory: iomwho.Directory) -> None:
    files = [path for path in (HERE.parent / "data").rglob("*.yaml") if path.name != "sources.yaml"]
    cited = {word for path in files for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", path.read_text("utf-8"))}
    unused = [source.id for source in directory.sources() if source.id not in cited]
    assert not unused


def test_contacts_are_dated_from_when_they_were_printed(directory: iomwho.Directory) -> None:
    """None before there was a web to read it in, none after the last document was read."""
    assert not [
        (owner, contact.as_of) for owner, contact in contacts(directory) if not "1995" <= contact.as_of <= "2026-11"
    ]


def test_coverage_that_was_derived_says_from_what(directory: iomwho.Directory) -> None:
    silent = [unit.id for unit in units(directory) for item in unit.covers if item.basis == "derived" and not item.note]
    assert not silent


# -- how to reach them: nothing invented


def known_contacts() -> set[str]:
    lines = (HERE / "data" / "known_contacts.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_no_mailbox_and_no_number_is_invented(directory: iomwho.Directory) -> None:
    known = known_contacts()
    strange = [
        f"{owner}: {value}"
        for owner, contact in contacts(directory)
        for value in (contact.email, *contact.phone, *contact.fax)
        if value and value not in known
    ]
    assert not strange, "read it in a source, then add it to known_contacts.txt"


def test_no_mailbox_hides_in_a_text(directory: iomwho.Directory) -> None:
    known = {value.casefold() for value in known_contacts()}
    strange = [
        f"{where}: {mailbox}"
        for where, text in texts(directory)
        for mailbox in MAILBOX.findall(text)
        if mailbox.casefold() not in known
    ]
    assert not strange


def test_the_list_of_known_contacts_holds_nothing_else(directory: iomwho.Directory) -> None:
    used = {
        value for _, contact in contacts(directory) for value in (contact.email, *contact.phone, *contact.fax) if value
    }
    assert known_contacts() == used


def test_mailboxes_are_those_of_units(directory: iomwho.Directory) -> None:
    """An address such as jdoe@ or jane.doe@ would be a person's."""
    personal = [
        f"{owner}: {contact.email}"
        for owner, contact in contacts(directory)
        if contact.email and re.match(r"[a-z]+\.[a-z]+@", contact.email)
    ]
    assert not personal


# -- in our own words


def texts(directory: iomwho.Directory) -> Iterator[tuple[str, str]]:
    """Every text that we wrote, and where it stands."""
    for unit in units(directory):
        where = f"{unit.structure}/{unit.id}"
        said: list[str | None] = [unit.summary, unit.note, *(item.text for item in unit.facts)]
        for text in (*(item.topic for item in unit.handles), *(item.topic for item in unit.not_here)):
            said += text
        for responsibility in unit.handles:
            said += [ask for asks in responsibility.asks for ask in asks]
        said += [item.note for item in unit.relations]
        said += [item.note for item in unit.covers]
        said += [item.note for item in unit.contacts]
        for contact in unit.contacts:
            said += contact.purpose
        yield from ((where, text) for text in said if text)
    organization = directory.organization
    for safeguard in organization.safeguards:
        yield from ((safeguard.id, text) for text in (*safeguard.advice, *safeguard.matters) if text)
    for structure in organization.structures:
        yield from ((structure.id, text) for text in (structure.note, *structure.label) if text)
    yield from ((source.id, source.note) for source in directory.sources() if source.note)
    yield from ((f"change of {item.origin or item.targets}", item.basis) for item in changes(directory) if item.basis)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def marks(tokens: list[str]) -> list[bytes]:
    """A mark of five bytes for each run of nine words.

    `data/source_runs.bin` holds the marks of the five documents that the data was made from, in
    ascending order, without their texts. It was written by

        found = {mark for path in documents for mark in marks(words(path.read_text("utf-8")))}
        Path("tests/data/source_runs.bin").write_bytes(b"".join(sorted(found)))

    Four bytes would be too few: with 17,000 marks and half a million runs to compare, one or two
    would agree by chance.
    """
    runs = (" ".join(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1))
    return [blake2b(run.encode(), digest_size=5).digest() for run in runs]


def source_marks() -> frozenset[bytes]:
    raw = (HERE / "data" / "source_runs.bin").read_bytes()
    return frozenset(raw[start : start + 5] for start in range(0, len(raw), 5))


def names(directory: iomwho.Directory) -> list[str]:
    """The names of units and outside bodies, folded, the longest first."""
    found: set[str] = set()
    for unit in units(directory):
        found.update(filter(None, (unit.name, *unit.names, *(alias.text for alias in unit.also_known_as))))
        for relation in unit.relations:
            found.update(filter(None, (*relation.body, *relation.aliases)))
    return sorted({" ".join(words(name)) for name in found}, key=len, reverse=True)


class Copies:
    """Finds runs of nine words that stand in a source; names, and what stands within one, are left aside."""

    def __init__(self, directory: iomwho.Directory) -> None:
        known = names(directory)
        self.marks = source_marks() - {mark for name in known for mark in marks(name.split())}
        self.names = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in known if " " in name) + r")\b")

    def within(self, text: str) -> list[str]:
        if self.marks.isdisjoint(marks(words(text))):
            return []
        pieces = [piece.split() for piece in self.names.sub("|", " ".join(words(text))).split("|")]
        return [
            " ".join(piece[start : start + RUN])
            for piece in pieces
            for start, mark in enumerate(marks(piece))
            if mark in self.marks
        ]


def test_no_nine_words_in_a_row_are_a_source_s(directory: iomwho.Directory) -> None:
    copies = Copies(directory)
    assert not {f"{where}: {run}" for where, text in texts(directory) for run in copies.within(text)}


def test_that_such_a_run_would_be_found(directory: iomwho.Directory) -> None:
    copies = Copies(directory)
    sentence = (
        "It is responsible for supporting and coordinating the Organization's relations with its Member States, "
        "intergovernmental organizations and civil society."
    )
    assert copies.within(sentence)
    assert not copies.within(sentence.replace("coordinating", "looking after").replace("its Member", "the Member"))
    assert not copies.within("Prevention of and Response to Sexual Exploitation and Abuse and Sexual Harassment Unit")
