"""The names by which a unit is looked up: a ladder, for each name how surely it means the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iomwho.fold import fold
from iomwho.model import Text, Unit
from iomwho.search import text
from iomwho.search.analyzer import Analysed
from iomwho.search.stopwords import FUNCTION_SOMEWHERE, KIND, PERVASIVE
from iomwho.search.weight import name_key


def ladder(units: list[Unit], analysed: list[list[Analysed]]) -> dict[str, object]:
    """Folded names -> [(unit number, rung)], rungs as in `engine.RUNGS`."""
    found: dict[str, dict[int, int]] = {}

    def add(name: str, number: int, rung: int) -> None:
        key = name_key(name)
        if key:
            rungs = found.setdefault(key, {})
            rungs.setdefault(number, rung)  # the first is the best

    for number, (unit, texts) in enumerate(zip(units, analysed, strict=True)):
        for item, _, _ in texts:
            if item.field in ("name", "former"):
                rung = 0 if item.field == "name" else 2
                add(item.text, number, rung)
                if unit.kind != "country office":  # what is left of its name is the country's
                    add(short_name(item.text), number, rung)
        if unit.acronym:  # whole and as it is: DER is an acronym, whatever German makes of it
            rungs = found.setdefault(fold(unit.acronym.text), {})
            rungs[number] = min(1, rungs.get(number, 1))
        add(unit.id.replace("-", " "), number, 0)
        for letters in derived_initials(unit.name):
            add(letters, number, 3)
        for part in name_parts(unit.names):
            add(part, number, 4)
        for relation in unit.relations:
            for body in (*filter(None, relation.body), relation.acronym or "", *relation.aliases):
                if len(name_key(body)) > 2:
                    add(body, number, 5)
    return {key: tuple(sorted(rungs.items())) for key, rungs in found.items()}


def name_parts(names: Text) -> Iterator[str]:
    """The parts of a name that stand for it: between `and`s and commas, and its beginnings.

    Of two words or more, without the words for kinds: `Durable Solutions`, `Human Resources`.
    """
    for name in filter(None, names):
        parts = _JOINTS.split(short_name(name, keep=","))
        words = text.words(short_name(name))
        beginnings = [" ".join(words[:width]) for width in range(2, len(words))]
        for part in (*(parts if len(parts) > 1 else ()), *beginnings):
            telling = [word for word in name_key(part).split() if word not in PERVASIVE]
            if len(name_key(part).split()) > 1 and telling:
                yield part


_JOINTS = re.compile(r"\s*,\s*|\s+(?:and|et|y|e|und)\s+")


def short_name(name: str, keep: str = "") -> str:
    """A name without the words for its kind: `Donor Relations` of `Donor Relations Division`.

    Punctuation in `keep` stays with the word before it.
    """
    words = name.split() if keep else text.words(name)
    return " ".join(word for word in words if fold(word.strip(keep)) not in KIND)


def derived_initials(name: str) -> Iterator[str]:
    """Initials of a name of three words or more, with and without the word for its kind."""
    content = [word for word in text.words(name) if fold(word) not in FUNCTION_SOMEWHERE]
    for chosen in (content, [word for word in content if fold(word) not in KIND]):
        if len(chosen) >= 3:
            yield text.initials(chosen)
