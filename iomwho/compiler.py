"""From the files of a data folder to the bytes of a store: everything the directory looks up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from iomwho import lineage, store
from iomwho.compiled import Stamps, builder, digest, word_file
from iomwho.dataset import loader
from iomwho.dataset.build import WORD_FILES
from iomwho.garbage import uncollected
from iomwho.model import Change, Country, Dataset, Organization, Unit
from iomwho.search import index, lexicon
from iomwho.search.analyzer import Analyzer
from iomwho.search.meaning import Meanings
from iomwho.search.vocabulary import WordFile
from iomwho.version import VERSION

Tables = dict[str, dict[str, object]]


def compile_dataset(folder: Path, stamps: Stamps = ()) -> bytes:
    """The store of the data in `folder`. Raises DataError if the data has faults."""
    with uncollected():
        files = {
            name: digest(folder, name) for name, *_ in stamps
        }  # first: should one change meanwhile, it fits neither
        meanings = Meanings(WordFile.read(word_file(str(folder), "meanings.tsv")))
        return compile_tables(loader.load(folder), meanings, stamps, files)


def compile_tables(
    dataset: Dataset, meanings: Meanings, stamps: Stamps = (), files: Mapping[str, bytes] | None = None
) -> bytes:
    """The store of a dataset in memory; `files` are the digests of the files it was read from."""
    ids = dict(dataset.files)
    tables: Tables = {
        "files": {name: (content, ids.get(name, ())) for name, content in (files or {}).items()},
        "meta": {
            "stamps": stamps,
            "version": VERSION,
            "builder": builder(),
            "light": index.LIGHT_STEMS,
        },
    }
    tables["meta"]["organization"] = plain(dataset.organization)
    tables["sources"] = {source.id: plain(source) for source in dataset.sources}
    tables["countries"] = {country.code: plain(country) for country in dataset.countries}
    units: dict[str, list[Unit]] = {structure.id: [] for structure in dataset.organization.structures}
    for unit in dataset.units:
        units[unit.structure].append(unit)
    for structure, members in units.items():
        tables[f"{structure}/units"] = {str(number): plain(unit) for number, unit in enumerate(members)}
        tables |= hierarchy(structure, dict(enumerate(members)))
    tables |= history(dataset.changes)
    tables["completion"] = _completion(dataset)
    tables |= _search(dataset, units, meanings)
    return store.write(tables)


def plain(value: Any) -> Any:
    """A model value as plain nested tuples, which `marshal` can hold."""
    return tuple(plain(item) for item in value) if isinstance(value, tuple) else value


def _search(dataset: Dataset, units: Mapping[str, list[Unit]], meanings: Meanings) -> Tables:
    """All that a query is held against."""
    analyzer = Analyzer(dataset.organization.kinds)
    lines = lineage.Lineage(dataset.changes)
    named = {(unit.structure, unit.id): unit for unit in dataset.units}
    tables, forms = index.build(units, lambda unit: lineage.former_names(unit, lines, named.get), analyzer, meanings)
    words = {name: getattr(dataset, name.removesuffix(".yaml")) for name in WORD_FILES}
    tables |= lexicon.build(chain(*words.values()), forms, dataset.organization.safeguards, analyzer)
    tables["entries"] = {name: plain(entries) for name, entries in words.items()}
    tables["foreign"] = lexicon.foreign([lexicon.direction(entry, meanings) for entry in dataset.outside])
    return tables


def hierarchy(structure: str, units: Mapping[int, Unit]) -> Tables:
    """How the units of a structure, by number and in the order of the data, lie above, below and beside each other."""
    children: dict[str, list[tuple[str, str, str]]] = {}
    audiences: dict[str, list[str]] = {}
    offices: dict[str, list[str]] = {}
    numbers = {unit.id: number for number, unit in units.items()}
    for unit in units.values():
        children.setdefault(unit.parent or "", []).append((unit.id, unit.name, unit.kind))
        for entry in unit.entry_point_for:
            audiences.setdefault(entry.audience, []).append(unit.id)
        for coverage in unit.covers:
            for code in coverage.countries:
                if unit.id not in offices.setdefault(code, []):
                    offices[code].append(unit.id)
    return {
        f"{structure}/ids": {unit.id: (number, unit.name, unit.parent) for number, unit in units.items()},
        f"{structure}/above": {str(number): numbers[unit.parent] for number, unit in units.items() if unit.parent},
        f"{structure}/children": {key: tuple(found) for key, found in children.items()},
        f"{structure}/audiences": {key: tuple(found) for key, found in audiences.items()},
        f"{structure}/offices": {key: tuple(found) for key, found in offices.items()},
        f"{structure}/size": {
            "units": len(units),
            "all": tuple(numbers),
            "located": tuple(unit.id for unit in units.values() if unit.covers or unit.place),
        },
    }


def _completion(dataset: Dataset) -> dict[str, object]:
    """The words that the shell completes, per sort."""
    organization = dataset.organization
    names: dict[str, list[str]] = {structure.id: [] for structure in organization.structures}
    for unit in dataset.units:
        names[unit.structure].append(unit.name)
    return {
        "units": names_to_complete(organization, names),
        "countries": places_to_complete(dataset.countries),
        "structures": tuple(structure.id for structure in organization.structures),
        "audiences": tuple(audience.id for audience in organization.audiences),
        "kinds": tuple(kind for kind, _ in organization.kinds),
    }


def places_to_complete(countries: Iterable[Country]) -> tuple[str, ...]:
    """The names of countries, each once, in the order of the data."""
    return tuple(dict.fromkeys(name for country in countries for name in country.names if name))


def names_to_complete(organization: Organization, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The `names` of the units of each structure, each name once, those of the default structure first."""
    default = organization.default_structure
    others = [structure for structure in names if structure != default]
    return tuple(dict.fromkeys(name for structure in (default, *others) for name in names.get(structure, ())))


def history(changes: Iterable[Change]) -> Tables:
    """What became of what, by unit and in all."""
    lines = lineage.Lineage(changes)
    return {
        "forward": {"/".join(key): tuple(plain(change) for change in found) for key, found in lines.forward.items()},
        "backward": {"/".join(key): tuple(plain(change) for change in found) for key, found in lines.backward.items()},
        "changes": {"all": tuple(plain(change) for change in changes)},
    }
