"""Figures on a dataset: what is there, and where it is thin."""

from __future__ import annotations

from typing import NamedTuple

from iomwho.model import LANGUAGES, Dataset, Unit


class StructureSummary(NamedTuple):
    """Figures on one structure. `named` and `asked` count units per language (en, fr, es, de)."""

    structure: str
    units: int
    responsibilities: int
    facts: int
    relations: int
    asks: int
    named: tuple[int, ...]
    asked: tuple[int, ...]
    without_contact: int
    oldest_contact: str


class Summary(NamedTuple):
    """Figures on the whole dataset."""

    structures: tuple[StructureSummary, ...]
    sources: int
    changes: int
    inferred: int
    countries: int
    covered: int
    synonyms: int


def summary(dataset: Dataset) -> Summary:
    """The figures of a dataset."""
    by_structure: dict[str, list[Unit]] = {structure.id: [] for structure in dataset.organization.structures}
    for unit in dataset.units:
        by_structure[unit.structure].append(unit)
    default = by_structure[dataset.organization.default_structure]
    covered = {code for unit in default for coverage in unit.covers for code in coverage.countries}
    return Summary(
        structures=tuple(_structure(name, units) for name, units in by_structure.items()),
        sources=len(dataset.sources),
        changes=len(dataset.changes),
        inferred=sum(change.inferred for change in dataset.changes),
        countries=len(dataset.countries),
        covered=len(covered),
        synonyms=sum(len(words) for entry in dataset.thesaurus for words in entry.words),
    )


def _structure(name: str, units: list[Unit]) -> StructureSummary:
    handles = [item for unit in units for item in unit.handles]
    dates = [contact.as_of for unit in units for contact in unit.contacts]
    return StructureSummary(
        structure=name,
        units=len(units),
        responsibilities=len(handles),
        facts=sum(len(unit.facts) for unit in units),
        relations=sum(len(unit.relations) for unit in units),
        asks=sum(len(asks) for item in handles for asks in item.asks),
        named=tuple(sum(bool(unit.names[at]) for unit in units) for at in range(len(LANGUAGES))),
        asked=tuple(sum(any(item.asks[at] for item in unit.handles) for unit in units) for at in range(len(LANGUAGES))),
        without_contact=sum(not unit.contacts for unit in units),
        oldest_contact=min(dates, default=""),
    )
