"""Read a data folder: every file parsed, every rule checked, all faults reported at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from iomwho.dataset import build, rules, schema
from iomwho.dataset.document import Document, Fault, Location, read
from iomwho.errors import DataError
from iomwho.garbage import uncollected
from iomwho.model import Dataset

MAX_SHOWN = 20
SUFFIXES = (".yaml", ".yml")
NAMES = ("id", "code", "to", "subject")  # one of them says which entry it is
OPTIONAL = ("changes.yaml", "countries.yaml", "regions.yaml", "thesaurus.yaml", "outside.yaml")


def load(folder: Path) -> Dataset:
    """The dataset in `folder`. Raises DataError, with every fault, if anything is wrong."""
    with uncollected():
        return _load(folder)


def _load(folder: Path) -> Dataset:
    corpus, documents, faults = read_all(folder)
    if faults:
        raise _error(folder, faults)
    assert corpus is not None
    return Dataset(
        organization=build.organization(corpus.organization.value),
        sources=tuple(build.source(entry.value) for entry in corpus.sources),
        units=tuple(build.unit(entry.value, structure) for structure, entry in corpus.all_units()),
        changes=tuple(build.change(entry.value) for entry in corpus.changes),
        countries=tuple(build.country(entry.value) for entry in corpus.countries),
        regions=tuple(build.region(entry.value) for entry in corpus.regions),
        thesaurus=tuple(build.synonyms(item) for item in _list(documents["thesaurus.yaml"])),
        outside=tuple(build.outside(item) for item in _list(documents["outside.yaml"])),
        files=tuple((name, tuple(ids)) for name, ids in _ids_by_file(corpus).items()),
    )


def _ids_by_file(corpus: rules.Corpus) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, entry in corpus.all_units():
        found.setdefault(entry.document.name, []).append(entry.value["id"])
    return found


def read_all(folder: Path) -> tuple[rules.Corpus | None, dict[str, Document], list[Fault]]:
    """Parse and check every file of `folder`; the corpus is None if a file could not be read.

    Rules between entries are checked as far as the entries are sound in themselves.
    """
    faults = _folder_faults(folder)
    if faults:
        return None, {}, faults
    documents = {name: read_file(folder, name, spec, faults) for name, spec in schema.FILES.items()}
    structures = {
        structure: [read_file(folder, name, schema.UNITS, faults) for name in names]
        for structure, names in structure_files(folder).items()
    }
    everything = [*documents.values(), *(document for files in structures.values() for document in files)]
    if not all(document.is_read for document in everything):  # what others refer to may be in there
        return None, documents, faults
    corpus = rules.Corpus(documents, structures)
    faults += [fault for rule in rules.chosen(corpus) for fault in rule(corpus)]
    return corpus, documents, faults


def structure_files(folder: Path) -> dict[str, list[str]]:
    """The unit files of each structure: `{"2022": ["2022/finance.yaml", ...]}`, in a fixed order."""
    found: dict[str, list[str]] = {}
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        if entry.is_dir() and entry.name.isdigit():
            names = sorted(name for name in os.listdir(entry.path) if name.endswith(SUFFIXES) and name[0] != ".")
            found[entry.name] = [f"{entry.name}/{name}" for name in names]
    return {structure: names for structure, names in found.items() if names}


def _folder_faults(folder: Path) -> list[Fault]:
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        return [
            Fault(str(folder), 0, 0, what, "Name a folder that holds organization.yaml; `iomwho init DIR` makes one.")
        ]
    try:
        if not structure_files(folder):
            hint = "Add a folder named after a year, such as 2022, with files of units."
            return [Fault(str(folder), 0, 0, "holds no units", hint)]
        return list(_strays(folder))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return [Fault(error.filename or str(folder), 0, 0, f"cannot be read: {reason}", "Check its permissions.")]


def _strays(folder: Path) -> Iterator[Fault]:
    """Files that somebody believes to be read: nothing is left out in silence."""
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        if entry.is_dir() and entry.name.isdigit():
            for path in sorted(Path(entry.path).glob("*/*.y*ml")):
                hint = f"Put it directly into the folder {entry.name}."
                yield Fault(path.relative_to(folder).as_posix(), 0, 0, "lies too deep and is not read", hint)
        elif entry.name.endswith(SUFFIXES) and entry.name[0] != "." and entry.name not in schema.FILES:
            near = get_close_matches(entry.name, schema.FILES, 1, 0.8)
            if near:
                yield Fault(entry.name, 0, 0, "is not read under this name", f"Rename it to {near[0]}, or remove it.")


def read_file(folder: Path, name: str, spec: schema.Spec, faults: list[Fault]) -> Document:
    """Parse the file `name` of `folder` and check its shape; what is wrong is added to `faults`."""
    path = folder / name
    if name in OPTIONAL and not os.path.lexists(path):
        return Document(name, [])
    document, found = read(path, name)
    faults += found
    if document is None or found:
        return Document(name, [], is_read=False)

    def report(at: Location, message: str, hint: str) -> None:
        document.faulty.add(at[0] if at else 0)
        document.is_read &= bool(at) and at[-1] not in NAMES
        faults.append(_shaped(document, at, message, hint))

    spec.check(document.value, (), report)
    document.is_read &= all(not isinstance(item, dict) or any(key in item for key in NAMES) for item in _list(document))
    return document


def _shaped(document: Document, at: Location, message: str, hint: str) -> Fault:
    named = [step for step in at if isinstance(step, str)]
    subject = f"'{named[-1]}' " if named and message.startswith("must") else ""
    return document.fault(at, subject + message, hint)


def _list(document: Document) -> list[Any]:
    return document.value if isinstance(document.value, list) else []


def _error(folder: Path, faults: list[Fault]) -> DataError:
    shown = [f"{fault}" + (f" ({fault.hint})" if fault.hint else "") for fault in faults[:MAX_SHOWN]]
    if len(faults) > MAX_SHOWN:
        shown.append(f"... and {len(faults) - MAX_SHOWN} more")
    if len(faults) == 1:
        return DataError(str(faults[0]), faults[0].hint, tuple(shown))
    listed = "\n  ".join(shown)
    message = f"the data in {folder} has {len(faults)} faults:\n  {listed}"
    return DataError(message, "Mend them, then run `iomwho check`.", tuple(shown))
