"""From the names of edited files to the records of a store that differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iomwho import records
from iomwho.amend import edits
from iomwho.amend.amendment import Amendment
from iomwho.amend.edits import Edits
from iomwho.amend.hierarchy import redraw_hierarchy
from iomwho.amend.history import former_names_now
from iomwho.amend.soundness import TooFarError
from iomwho.amend.units import UnitPatch
from iomwho.amend.words import WordPatch
from iomwho.compiled import word_file
from iomwho.compiler import Tables, history, plain
from iomwho.search import lexicon
from iomwho.search.analyzer import Analyzer
from iomwho.search.meaning import Meanings
from iomwho.search.vocabulary import WordFile
from iomwho.store import GONE, Store


def patch(store: Store, folder: Path, files: Mapping[str, bytes | None]) -> Tables | None:
    """The records that differ now that `files` were edited, added or (None) removed; else with digests of what they hold.

    A record of GONE is to be removed. None if the data must be compiled anew.
    """
    try:
        edited = edits.read(store, folder, files)
        meanings = Meanings(WordFile.read(word_file(str(folder), "meanings.tsv")))
        return _changes(Amendment(store), edited, files, meanings)
    except TooFarError:
        return None


def _changes(amendment: Amendment, edited: Edits, files: Mapping[str, bytes | None], meanings: Meanings) -> Tables:
    organization = edited.organization or records.organization(amendment.before("meta", "organization"))
    for name, content in files.items():
        amendment.note("files", name, (content, edited.files.get(name, ())) if content else GONE)
    for source in edited.sources:
        amendment.note("sources", source.id, plain(source))
    if edited.organization:
        amendment.note("meta", "organization", plain(organization))
        amendment.redraw({"alarms": lexicon.alarms(organization.safeguards)})
    if edited.changes is not None:
        amendment.redraw(history(edited.changes))
    former = former_names_now(amendment, edited)
    analyzer = Analyzer(organization.kinds)
    words = WordPatch(amendment, analyzer, meanings)
    for structure, found in edited.units.items():
        if any(name.startswith(f"{structure}/") for name in files):
            redraw_hierarchy(amendment, organization, structure, found)
        if found:
            UnitPatch(amendment, structure, analyzer, meanings, words).note(found, former)
    for name, changed in edited.words.items():
        words.note(name, changed)
    words.settle()
    return amendment.changes
