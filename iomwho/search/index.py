"""Build the search tables of a dataset: what stands in a compiled store, and why.

Per structure (`2022/terms` and so on):

    terms   stem -> (unit numbers, strengths): how strongly a unit is about a stem, 0 to 255
    texts   unit number -> the unit's texts and, per stem, in which of them it stands
    names   folded name -> [(unit number, rung)]: the ladder for look-ups by name
    above   unit number -> the numbers of the units above it, the nearest first

For all structures:

    forms   folded word -> stems it can have in the dataset (accents restored, all languages)
    spell   length -> folded words of that length, for spelling correction
    gazetteer  folded words of a place -> country codes
    outside    language and stems of an expression -> the subject, which nobody handles
    synonyms   language and stems of an everyday expression -> alternatives, each a tuple of stems
    starts     first word of a place (`@:united`), or first stem of an expression (`en:root`) -> most words
    alarms     language and first stem of a word for a sensitive matter -> (safeguard, all stems)

A stem is folded and bears its language (`en:report`), for one language's endings are another's words:
`jamm(ed)` is not `jam(ais)`. Beside them stand `@AT` for a country that
is covered, `#vienna` for the city of a seat, `~office` for a kind of unit.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from iomwho.fold import fold
from iomwho.model import LANGUAGES, Country, Dataset, Outside, Region, Safeguard, Synonyms, Text, Unit
from iomwho.record import NamedTuple
from iomwho.search import text
from iomwho.search.stopwords import FUNCTION_SOMEWHERE, KIND, PERVASIVE, SILENT, kind_key
from iomwho.search.weight import FIELDS, LIGHT, SUPPORT, name_key, rarity

Tables = dict[str, dict[str, object]]

# How much one occurrence says that a unit is about a word: the chance that a query with this word
# means this unit, judged by where the word stands. A lead says more than a support; a summary or a
# fact mentions many things in passing. Several occurrences add up as independent evidence.
FIELD_STRENGTH = {
    "name": 0.62,
    "former": 0.5,
    "topic": 0.55,
    "ask": 0.45,
    "relation": 0.5,
    "entry": 0.25,
    "summary": 0.2,
    "fact": 0.16,
    "place": 0.5,
    "region": 0.5,
}
TYPICAL_LENGTH = 6
LENGTH = 0.15
LOCAL = 0.5  # what a plain country office keeps: the directory answers for the organization first
PART = 0.6  # what a part of a compound leaves of the strength of the whole

# A country belongs to the office that coordinates it before the region's, and both before the
# plain country office, which the answer shows beneath: it is found by its own name.
COVERAGE_STRENGTH = {"coordinating": 0.8, "regional office": 0.72, "country office": 0.45}


class Passage(NamedTuple):
    """A text of a unit: where it stands, its language, its responsibility (-1: none), its words."""

    field: str
    language: str
    claim: int
    support: bool
    text: str


def passages(unit: Unit, former: Iterable[str] = ()) -> Iterator[Passage]:
    """Everything of `unit` that a query may match, in the order of the record."""
    yield from _texts("name", unit.names)
    for alias in unit.also_known_as:
        yield Passage("name", alias.lang, -1, False, alias.text)
    if unit.acronym:
        yield Passage("name", "en", -1, False, unit.acronym.text)
    for name in former:
        yield Passage("former", "en", -1, False, name)
    for claim, responsibility in enumerate(unit.handles):
        support = responsibility.role == "support"
        yield from _texts("topic", responsibility.topic, claim, support)
        for language, asks in zip(LANGUAGES, responsibility.asks, strict=True):
            for ask in asks:
                yield Passage("ask", language, claim, support, ask)
    for relation in unit.relations:
        yield from _texts("relation", relation.body)
        for alias_text in (*relation.aliases, *filter(None, [relation.acronym])):
            yield Passage("relation", "en", -1, False, alias_text)
    if unit.region:
        yield from _texts("region", unit.region)
    yield Passage("summary", "en", -1, False, unit.summary)
    for fact in unit.facts:
        yield Passage("fact", "en", -1, False, fact.text)


def _texts(field: str, value: Text, claim: int = -1, support: bool = False) -> Iterator[Passage]:
    for language, content in zip(LANGUAGES, value, strict=True):
        if content:
            yield Passage(field, language, claim, support, content)


class Analyzer:
    """Turns dataset texts into stems and remembers every word form it has seen."""

    def __init__(self, kinds: Iterable[tuple[str, Text]]) -> None:
        self.kinds = dict(kinds)
        self.forms: dict[str, set[str]] = {}
        self.german: set[str] = set()
        self._stems: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        self._compounds: dict[str, tuple[str, ...]] = {}

    def stems(self, content: str, language: str) -> list[str]:
        """The stems of the words that count in `content`, in order."""
        known = self._stems[language]
        found = []
        for word in text.words(content):
            stem = known.get(word)
            if stem is None:
                stem = known[word] = self._stem(word, language)
            if stem:
                found.append(stem)
        return found

    def _stem(self, word: str, language: str) -> str:
        """The stem of a word, noted as one of its forms; empty if the word does not count."""
        folded = fold(word)
        if folded in SILENT[language] or len(folded) < 2:
            return ""
        stem = f"{language}:{text.stem(word, language)}"
        self.forms.setdefault(folded, set()).add(stem)
        plain = text.plain_umlauts(folded)
        if plain != folded:
            self.forms.setdefault(plain, set()).add(stem)
        if language == "de":
            self.german.add(folded)
        return stem

    def kind_stems(self, kind: str) -> list[str]:
        """The stems `~office` by which a kind of unit is meant, in all languages."""
        names = self.kinds.get(kind, Text(kind))
        folded = [fold(word) for name in names if name for word in text.words(name)]
        return [kind_key(word) for word in folded if word in KIND]

    def compound_stems(self, content: str) -> list[str]:
        """The stems of the parts of the German compounds in `content`."""
        found: list[str] = []
        for word in text.words(content):
            stems = self._compounds.get(word)
            if stems is None:
                stems = self._compounds[word] = tuple(self._compound(fold(word)))
            found += stems
        return found

    def _compound(self, folded: str) -> list[str]:
        if len(folded) < 2 * text.SHORTEST_PART + 1:
            return []
        return [
            stem for part in text.parts(folded, self.german.__contains__) for stem in sorted(self.forms.get(part, ()))
        ]


def build(dataset: Dataset, former: dict[tuple[str, str], tuple[str, ...]]) -> Tables:
    """The search tables; `former` maps (structure, unit id) to the names it had before and after."""
    analyzer = Analyzer(dataset.organization.kinds)
    tables: Tables = {}
    by_structure: dict[str, list[Unit]] = {}
    for unit in dataset.units:
        by_structure.setdefault(unit.structure, []).append(unit)
    analysed = {
        structure: [_analyse(unit, former.get((structure, unit.id), ()), analyzer) for unit in units]
        for structure, units in by_structure.items()
    }
    for structure, units in by_structure.items():
        tables |= _structure_tables(structure, units, analysed[structure], analyzer)
    tables["gazetteer"] = _gazetteer(dataset.countries, dataset.regions, analyzer)
    tables["synonyms"] = _synonyms(dataset.thesaurus, analyzer)
    tables["outside"] = _outside(dataset.outside)
    tables["starts"] = _starts(tables["gazetteer"], [*tables["synonyms"], *tables["outside"]])
    tables["alarms"] = _alarms(dataset.organization.safeguards)
    tables["forms"] = {form: tuple(sorted(stems)) for form, stems in analyzer.forms.items()}
    tables["spell"] = _by_length(analyzer.forms)
    return tables


Analysed = list[tuple[Passage, list[str]]]


def _analyse(unit: Unit, former: tuple[str, ...], analyzer: Analyzer) -> Analysed:
    return [(passage, analyzer.stems(passage.text, passage.language)) for passage in passages(unit, former)]


def _structure_tables(structure: str, units: list[Unit], analysed: list[Analysed], analyzer: Analyzer) -> Tables:
    terms: dict[str, dict[int, float]] = {}
    texts: dict[str, object] = {}
    for number, (unit, rows) in enumerate(zip(units, analysed, strict=True)):
        for stem, strength in _strengths(unit, rows, analyzer).items():
            terms.setdefault(stem, {})[number] = strength
    total = len(units)
    weight = {stem: rarity(len(found), total) for stem, found in terms.items()}
    for number, rows in enumerate(analysed):
        texts[str(number)] = _texts_record(units[number], rows, weight)
    return {
        f"{structure}/terms": {stem: _postings(found) for stem, found in terms.items()},
        f"{structure}/texts": texts,
        f"{structure}/names": _names(units, analysed),
        f"{structure}/above": _above(units),
    }


def _above(units: list[Unit]) -> dict[str, object]:
    """Unit number -> the numbers of the units above it, the nearest first."""
    numbers = {unit.id: number for number, unit in enumerate(units)}
    found: dict[str, object] = {}
    for number, unit in enumerate(units):
        line: list[int] = []
        step = unit.parent
        while step is not None:
            line.append(numbers[step])
            step = units[numbers[step]].parent
        found[str(number)] = tuple(line)
    return found


def _strengths(unit: Unit, rows: Analysed, analyzer: Analyzer) -> dict[str, float]:
    """Per stem, how strongly the unit is about it: 1 - product of (1 - strength) over its claims."""
    best: dict[str, dict[object, float]] = {}
    local = LOCAL if unit.kind == "country office" else 1.0
    for at, (passage, stems) in enumerate(rows):
        strength = FIELD_STRENGTH[passage.field] * (SUPPORT if passage.support else 1) * local
        # a name is one statement in four languages, and so is a responsibility with all its asks
        statement: object = passage.claim if passage.claim >= 0 else passage.field
        if passage.field in ("relation", "fact"):
            statement = (passage.field, at)
        for stem in stems:
            claims = best.setdefault(stem, {})
            claims[statement] = max(claims.get(statement, 0.0), strength)
        if passage.language == "de":
            for stem in analyzer.compound_stems(passage.text):
                claims = best.setdefault(stem, {})
                claims[statement] = max(claims.get(statement, 0.0), strength * PART)
    found = {}
    length = (max(1, len(unit.handles) + len(unit.relations)) / TYPICAL_LENGTH) ** -LENGTH
    length = min(1.25, max(0.6, length))
    for stem, claims in best.items():
        miss = 1.0
        for strength in claims.values():
            miss *= 1 - min(0.9, strength * length)
        found[stem] = 1 - miss
    found |= dict.fromkeys(analyzer.kind_stems(unit.kind), 1.0)
    found |= dict.fromkeys(_seats(unit), local)
    for coverage in unit.covers:
        strength = max((value for kind, value in COVERAGE_STRENGTH.items() if kind in unit.kind), default=0.4)
        for code in coverage.countries:
            found["@" + code] = max(strength, found.get("@" + code, 0))
    return found


def _seats(unit: Unit) -> Iterator[str]:
    """The stems `#city` of the place where a unit sits, in all languages."""
    for city in (unit.place and unit.place.city) or ():
        if city:
            yield "#" + " ".join(fold(word) for word in text.words(city))


def _postings(found: dict[int, float]) -> tuple[bytes, bytes]:
    numbers = sorted(found)
    return array("I", numbers).tobytes(), bytes(round(255 * found[number]) for number in numbers)


def _texts_record(unit: Unit, rows: Analysed, weight: dict[str, float]) -> object:
    """(field, language, claim, support, weight of all its stems) per text, and stem -> texts."""
    heads = []
    where: dict[str, list[int]] = {}
    local = unit.kind == "country office"  # it does there what others are in charge of everywhere
    for at, (passage, stems) in enumerate(rows):
        distinct = dict.fromkeys(stems)
        heads.append(
            (
                FIELDS.index(passage.field),
                LANGUAGES.index(passage.language),
                passage.claim,
                passage.support or local,
                sum(text_weight(stem, weight[stem]) for stem in distinct),
                passage.text,
            )
        )
        for stem in distinct:
            where.setdefault(stem, []).append(at)
    places = {"@" + code for coverage in unit.covers for code in coverage.countries} | set(_seats(unit))
    if places:
        heads.append((FIELDS.index("place"), 0, -1, False, 1.0, ""))
        for stem in places:
            where.setdefault(stem, []).append(len(heads) - 1)
    return tuple(heads), {stem: tuple(found) for stem, found in where.items()}


def text_weight(stem: str, rarity_of_stem: float) -> float:
    """How much a stem counts within a text: its rarity; next to nothing for words of kind."""
    return LIGHT if stem in LIGHT_STEMS else rarity_of_stem


def _all_stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{language}:{text.stem(word, language)}" for word in words for language in LANGUAGES)


LIGHT_STEMS = _all_stems(PERVASIVE | KIND)


def _names(units: list[Unit], analysed: list[Analysed]) -> dict[str, object]:
    """Folded names -> [(unit number, rung)], rungs as in `engine.RUNGS`."""
    found: dict[str, dict[int, int]] = {}

    def add(name: str, number: int, rung: int) -> None:
        key = name_key(name)
        if key:
            rungs = found.setdefault(key, {})
            rungs.setdefault(number, rung)  # the first is the best

    for number, (unit, rows) in enumerate(zip(units, analysed, strict=True)):
        for passage, _ in rows:
            if passage.field in ("name", "former"):
                rung = 0 if passage.field == "name" else 2
                add(passage.text, number, rung)
                if unit.kind != "country office":  # what is left of its name is the country's
                    add(short_name(passage.text), number, rung)
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


def _gazetteer(countries: Iterable[Country], regions: Iterable[Region], analyzer: Analyzer) -> dict[str, object]:
    """Folded words of a place -> the codes of its countries.

    Where two places bear a name, the more usual sense wins: a country's name before a capital or a
    nationality, these before other cities, and regions last; of the same rank, both are meant.
    """
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for name, codes, rank in _place_names(countries, regions):
        folded = [fold(word) for word in text.words(name)]
        for key in {" ".join(folded), text.plain_umlauts(" ".join(folded))} - {""}:
            known = found.get(key)
            if known is None or rank < known[0]:
                found[key] = (rank, codes)
            elif rank == known[0]:
                found[key] = (rank, tuple(dict.fromkeys((*known[1], *codes))))
        for word in folded:
            if len(word) > 3:
                analyzer.forms.setdefault(word, set())
    return {key: codes for key, (_, codes) in found.items()}


def _place_names(countries: Iterable[Country], regions: Iterable[Region]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Every name of a place, its countries, and the rank of that sense."""
    for country in countries:
        code = (country.code,)
        yield from ((name, code, 0) for name in (*country.names, *country.variants) if name)
        yield from ((name, code, 1) for name in country.capital or () if name)
        yield from ((name, code, 1) for people in country.demonyms for name in people)
        yield from ((name, code, 2) for name in country.cities)
    for region in regions:
        yield from ((name, region.countries, 3) for name in (*region.names, *region.variants) if name)
        yield from ((name, region.countries, 3) for people in region.demonyms for name in people)


def _synonyms(thesaurus: Iterable[Synonyms], analyzer: Analyzer) -> dict[str, object]:
    """`en:` and the stems of all words of an everyday expression -> the alternatives it stands for."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in thesaurus:
        targets = [(tuple(analyzer.stems(target, "en")), target) for target in entry.to]
        for language, expressions in zip(LANGUAGES, entry.words, strict=True):
            for expression in expressions:
                key = f"{language}:" + " ".join(text.stem(word, language) for word in text.words(expression))
                if not key.endswith(":"):
                    alternatives = found.setdefault(key, {})
                    for stems, target in targets:
                        if stems:
                            alternatives.setdefault(stems, target)
    return {key: tuple(alternatives.items()) for key, alternatives in found.items()}


def _starts(places: Iterable[str], expressions: Iterable[str]) -> dict[str, object]:
    """How many words the longest place or expression has that begins with a word: most begin none."""
    found: dict[str, int] = {}
    for key in (*(f"@:{place}" for place in places), *expressions):
        words = key.split(" ")
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return dict(found)


def _alarms(safeguards: Iterable[Safeguard]) -> dict[str, object]:
    """Language and stem that a word of a safeguard begins with -> (the safeguard's number, all its stems)."""
    found: dict[str, dict[tuple[int, tuple[str, ...]], None]] = {}
    for number, safeguard in enumerate(safeguards):
        for language, expressions in zip(LANGUAGES, safeguard.words, strict=True):
            for expression in expressions:
                stems = tuple(text.stem(fold(word), language) for word in text.words(expression))
                if stems:
                    found.setdefault(f"{language}:{stems[0]}", {})[number, stems] = None
    return {key: tuple(alarms) for key, alarms in found.items()}


def _outside(subjects: Iterable[Outside]) -> dict[str, object]:
    """`en:` and the stems of all words of an expression -> the subject it belongs to, in four languages."""
    return {
        f"{language}:" + " ".join(text.stem(word, language) for word in text.words(expression)): tuple(entry.subject)
        for entry in subjects
        for language, expressions in zip(LANGUAGES, entry.words, strict=True)
        for expression in expressions
    }


def _by_length(forms: Iterable[str]) -> dict[str, object]:
    lengths: dict[str, list[str]] = {}
    for form in forms:
        if len(form) >= 3 and not form.isdigit():
            lengths.setdefault(str(len(form)), []).append(form)
    return {length: tuple(sorted(found)) for length, found in lengths.items()}
