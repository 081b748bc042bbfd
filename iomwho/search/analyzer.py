"""The texts of a unit, and their words: stems, and the forms in which the stems were seen.

A stem is folded and bears its language (`en:report`), for one language's endings are another's words:
`jamm(ed)` is not `jam(ais)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iomwho.fold import fold
from iomwho.model import LANGUAGES, Text, Unit
from iomwho.record import NamedTuple
from iomwho.search import text
from iomwho.search.stopwords import KIND, SILENT, kind_key

Form = tuple[str, str]  # a folded word and a stem it has; the stem is empty where only the word is known


class UnitText(NamedTuple):
    """A text of a unit: where it stands, its language, its responsibility (-1: none), its words."""

    field: str
    language: str
    claim: int
    support: bool
    text: str


class Analysed(NamedTuple):
    """A text, its words as written, and the stems of those that count, both in order."""

    text: UnitText
    words: list[str]
    stems: list[str]


def unit_texts(unit: Unit, former: Iterable[str] = ()) -> Iterator[UnitText]:
    """Everything of `unit` that a query may match, in the order of the record; `former`: its names in other years."""
    yield from _texts("name", unit.names)
    for alias in unit.also_known_as:
        yield UnitText("name", alias.lang, -1, False, alias.text)
    if unit.acronym:
        yield UnitText("name", "en", -1, False, unit.acronym.text)
    for name in former:
        yield UnitText("former", "en", -1, False, name)
    for claim, responsibility in enumerate(unit.handles):
        support = responsibility.role == "support"
        yield from _texts("topic", responsibility.topic, claim, support)
        for language, asks in zip(LANGUAGES, responsibility.asks, strict=True):
            for ask in asks:
                yield UnitText("ask", language, claim, support, ask)
    for relation in unit.relations:
        yield from _texts("relation", relation.body)
        for alias_text in (*relation.aliases, *filter(None, [relation.acronym])):
            yield UnitText("relation", "en", -1, False, alias_text)
    if unit.region:
        yield from _texts("region", unit.region)
    yield UnitText("summary", "en", -1, False, unit.summary)
    for fact in unit.facts:
        yield UnitText("fact", "en", -1, False, fact.text)


def _texts(field: str, value: Text, claim: int = -1, support: bool = False) -> Iterator[UnitText]:
    for language, content in zip(LANGUAGES, value, strict=True):
        if content:
            yield UnitText(field, language, claim, support, content)


class Analyzer:
    """Turns dataset texts into stems; what it has worked out for a word it keeps."""

    def __init__(self, kinds: Iterable[tuple[str, Text]]) -> None:
        self._kinds = dict(kinds)
        self._stems: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}

    def analyse(self, unit: Unit, former: Iterable[str] = ()) -> list[Analysed]:
        """The texts of a unit with their words and stems."""
        found = []
        for item in unit_texts(unit, former):
            words = text.words(item.text)
            found.append(Analysed(item, words, self._of_words(words, item.language)))
        return found

    def stems(self, content: str, language: str) -> list[str]:
        """The stems of the words that count in `content`, in order."""
        return self._of_words(text.words(content), language)

    def forms(self, words: Iterable[str], language: str) -> Iterator[Form]:
        """The folded words, also with plain umlauts, and their stems; without the words that do not count."""
        for word, stem in ((word, self._stem(word, language)) for word in words):
            if stem:
                folded = fold(word)
                yield folded, stem
                plain = text.plain_umlauts(folded)
                if plain != folded:
                    yield plain, stem

    def forms_of_unit(self, texts: Iterable[Analysed]) -> set[Form]:
        """All forms in the texts of a unit, each once."""
        words: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        for item in texts:
            words[item.text.language].update(item.words)
        return {form for language, found in words.items() for form in self.forms(found, language)}

    def kind_stems(self, kind: str) -> list[str]:
        """The stems `~office` by which a kind of unit is meant, in all languages."""
        names = self._kinds.get(kind, Text(kind))
        folded = [fold(word) for name in names if name for word in text.words(name)]
        return [kind_key(word) for word in folded if word in KIND]

    def _of_words(self, words: list[str], language: str) -> list[str]:
        return [stem for word in words if (stem := self._stem(word, language))]

    def _stem(self, word: str, language: str) -> str:
        """The stem of a word; empty if the word does not count."""
        known = self._stems[language].get(word)
        if known is None:
            folded = fold(word)
            silent = folded in SILENT[language] or len(folded) < 2
            known = self._stems[language][word] = "" if silent else f"{language}:{text.stem(word, language)}"
        return known
