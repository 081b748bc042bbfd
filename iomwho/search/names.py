"""The names by which a unit is looked up: a ladder, for each name how surely it means the unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iomwho.fold import fold
from iomwho.model import Text, Unit
from iomwho.search import text
from iomwho.search.analyzer import Analysed
from iomwho.search.stopwords import FUNCTION_SOMEWHERE, KIND, PERVASIVE
from iomwho.search.weight import name_key


def rungs(unit: Unit, texts: Iterable[Analysed]) -> dict[str, int]:
    """The folded names of a unit, each with its rung as in `engine.RUNGS`; `texts` are the unit's."""
    found: dict[str, int] = {}

    def add(name: str, rung: int) -> None:
        if key := name_key(name):
            found.setdefault(key, rung)  # the first is the best

    for item, _, _ in texts:
        if item.field in ("name", "former"):
            rung = 0 if item.field == "name" else 2
            add(item.text, rung)
            if unit.kind != "country office":  # what is left of its name is the country's
                add(short_name(item.text), rung)
    if unit.acronym:  # whole and as it is: DER is an acronym, whatever German makes of it
        key = fold(unit.acronym.text)
        found[key] = min(1, found.get(key, 1))
    add(unit.id.replace("-", " "), 0)
    for letters in derived_initials(unit.name):
        add(letters, 3)
    for part in name_parts(unit.names):
        add(part, 4)
    for relation in unit.relations:
        for body in (*filter(None, relation.body), relation.acronym or "", *relation.aliases):
            if len(name_key(body)) > 2:
                add(body, 5)
    return found


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
