"""Score the directory on questions with their right answers, and compare with the run before.

A question file is a YAML list of `{q, cat, answers, also, as_of}`: `answers` are names of units of
which any is right first; an empty list means that nobody handles it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from iomwho.dataset.document import Fault, read
from iomwho.directory import Directory
from iomwho.errors import DataError
from iomwho.fold import fold


class Question(NamedTuple):
    """A question with its right answers."""

    text: str
    kind: str
    answers: tuple[str, ...]
    also: tuple[str, ...]
    as_of: str | None


class Verdict(NamedTuple):
    """What the directory said: the names in order, and whether the first is right."""

    question: Question
    got: tuple[str, ...]
    right: bool

    @property
    def key(self) -> str:
        """What identifies the question from run to run."""
        return f"{self.question.as_of or ''}|{self.question.text}"


class Figures(NamedTuple):
    """Figures of one kind of question; shares from 0 to 1."""

    kind: str
    questions: int
    right: float
    in_three: float
    refused: float


def questions(path: Path) -> list[Question]:
    """The questions in a file. Raises DataError, with the place, if one is malformed."""
    document, faults = read(path, str(path))
    rows = document.value if document and isinstance(document.value, list) else []
    if document and not isinstance(document.value, list):
        faults.append(Fault(str(path), 1, 1, "must be a list of questions"))
    found = []
    for position, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get("q"), str) or not isinstance(row.get("answers"), list):
            assert document
            faults.append(document.fault((position,), "a question needs 'q' and a list 'answers'"))
            continue
        also = row.get("also") or []
        as_of = row.get("as_of")
        found.append(Question(row["q"], str(row.get("cat", "all")), tuple(row["answers"]), tuple(also), as_of))
    if faults:
        raise DataError(str(faults[0]), faults[0].hint or "Write it like {q: ..., answers: [Unit]}.")
    return found


def evaluate(directory: Directory, asked: list[Question]) -> list[Verdict]:
    """Ask every question. Raises DataError if an answer names a unit that is in no structure."""
    known = {_key(unit.name) for item in directory.organization.structures for unit in directory.units(item.id)}
    known |= {
        _key(alias.text)
        for item in directory.organization.structures
        for unit in directory.units(item.id)
        for alias in unit.also_known_as
    }
    verdicts = []
    for question in asked:
        for name in (*question.answers, *question.also):
            if _key(name) not in known:
                raise DataError(f"no unit is called '{name}' ({question.text!r})", "Use the official name.")
        got = tuple(match.unit.name for match in directory.find(question.text, question.as_of, 10))
        right = {_key(name) for name in question.answers}
        is_right = _key(got[0]) in right if got and right else not got and not right
        verdicts.append(Verdict(question, got, is_right))
    return verdicts


def _key(name: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(name)).split())


def figures(verdicts: list[Verdict]) -> list[Figures]:
    """Per kind and over all: right first, right among three, refused although answerable."""
    kinds = sorted({verdict.question.kind for verdict in verdicts})
    return [_figures(kind, [item for item in verdicts if item.question.kind == kind]) for kind in kinds] + [
        _figures("overall", verdicts)
    ]


def _figures(kind: str, verdicts: list[Verdict]) -> Figures:
    answerable = [item for item in verdicts if item.question.answers]
    in_three = sum(
        bool({_key(n) for n in item.question.answers} & {_key(n) for n in item.got[:3]}) for item in answerable
    )
    refused = sum(not item.got for item in answerable)
    most = max(1, len(answerable))
    return Figures(
        kind, len(verdicts), sum(item.right for item in verdicts) / len(verdicts), in_three / most, refused / most
    )


def saved_runs() -> Path | None:
    """The folder where the last run of each question file is kept."""
    from iomwho.compiled import cache_root

    root = cache_root()
    return Path(root) / "iomwho" if root else None


def compare(path: Path, verdicts: list[Verdict]) -> tuple[list[str], list[str]]:
    """Questions gained and lost against the last saved run of this file; this run is saved."""
    import json
    from zlib import crc32

    folder = saved_runs()
    if folder is None:
        return [], []
    file = folder / f"eval-{crc32(str(path.resolve()).encode()):08x}.json"
    try:
        before: dict[str, bool] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    now = {verdict.key: verdict.right for verdict in verdicts}
    gained = [key.split("|", 1)[1] for key, right in now.items() if right and before.get(key) is False]
    lost = [key.split("|", 1)[1] for key, right in now.items() if not right and before.get(key) is True]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")
        temporary.replace(file)
    except OSError:
        pass  # nothing to compare with next time; the figures stand
    return gained, lost
