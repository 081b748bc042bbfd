"""Build the search tables of a dataset: what stands in a compiled store, and why.

Per structure (`2022/terms` and so on):

    terms    stem -> (unit numbers, strengths): how strongly a unit is about a stem, 0 to 255
    texts    unit number -> the unit's texts and, per stem, in which of them it stands
    weights  unit number -> per text, the weight of all its stems, in UNITs
    meanings unit number -> per responsibility, where the words of its English texts point
    names    folded name -> [(unit number, rung)]: the ladder for look-ups by name

For those of all structures see `lexicon.py`. Beside the stems of words stand `@AT` for a country that
is covered, `#vienna` for the city of a seat, `~office` for a kind of unit.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from iomwho.fold import fold
from iomwho.model import LANGUAGES, Unit
from iomwho.search import names, text
from iomwho.search.analyzer import Analysed, Analyzer, Form
from iomwho.search.lexicon import Tables
from iomwho.search.meaning import Meanings, record
from iomwho.search.stopwords import KIND, PERVASIVE
from iomwho.search.weight import FIELDS, LIGHT, SUPPORT, UNIT, rarity, roughly

# How much one occurrence says that a unit is about a word: the chance that a query with this word
# means this unit, judged by where the word stands. A lead says more than a support; a summary or a
# fact mentions many things in passing. Several occurrences add up as independent evidence.
FIELD_STRENGTH = {
    "name": 0.62,
    "former": 0.5,
    "topic": 0.55,
    "ask": 0.45,
    "relation": 0.5,
    "summary": 0.2,
    "fact": 0.16,
    "place": 0.5,
    "region": 0.5,
}
TYPICAL_LENGTH = 6
LENGTH = 0.15
LOCAL = 0.5  # what a plain country office keeps: the directory answers for the organization first

# A country belongs to the office that coordinates it before the region's, and both before the
# plain country office, which the answer shows beneath: it is found by its own name.
COVERAGE_STRENGTH = {"coordinating": 0.8, "regional office": 0.72, "country office": 0.45}

TextsRecord = tuple[tuple[object, ...], dict[str, tuple[int, ...]]]  # of a unit, as in `texts`
Weight = Callable[[str], int]  # what a stem counts within a text, in UNITs


def build(
    units: Mapping[str, list[Unit]],
    former: Callable[[Unit], tuple[str, ...]],
    analyzer: Analyzer,
    meanings: Meanings,
) -> tuple[Tables, Counter[Form]]:
    """The search tables of units by structure, and in how many units each form of a word stands.

    `former` gives the names that a unit had before and after.
    """
    tables: Tables = {}
    forms: Counter[Form] = Counter()
    for structure, members in units.items():
        analysed = [analyzer.analyse(unit, former(unit)) for unit in members]
        for texts in analysed:
            forms.update(analyzer.forms_of_unit(texts))
        tables |= _structure_tables(structure, members, analysed, analyzer)
        tables[f"{structure}/meanings"] = {
            str(number): meanings_record(texts, meanings) for number, texts in enumerate(analysed)
        }
    return tables, forms


def _structure_tables(structure: str, units: list[Unit], analysed: list[list[Analysed]], analyzer: Analyzer) -> Tables:
    terms: dict[str, dict[int, int]] = {}
    ladder: dict[str, dict[int, int]] = {}
    for number, (unit, texts) in enumerate(zip(units, analysed, strict=True)):
        for stem, strength in strengths(unit, texts, analyzer).items():
            terms.setdefault(stem, {})[number] = strength
        for name, rung in names.rungs(unit, texts).items():
            ladder.setdefault(name, {})[number] = rung
    weight = {stem: text_weight(stem, len(found), roughly(len(units))) for stem, found in terms.items()}
    records = [texts_record(unit, texts) for unit, texts in zip(units, analysed, strict=True)]
    return {
        f"{structure}/terms": {stem: postings(found) for stem, found in terms.items()},
        f"{structure}/texts": {str(number): record for number, record in enumerate(records)},
        f"{structure}/weights": {
            str(number): weights_record(record, weight.__getitem__) for number, record in enumerate(records)
        },
        f"{structure}/names": {name: names_record(rungs) for name, rungs in ladder.items()},
    }


def names_record(rungs: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """The record of a name in `names`."""
    return tuple(sorted(rungs.items()))


def strengths(unit: Unit, texts: list[Analysed], analyzer: Analyzer) -> dict[str, int]:
    """Per stem, how strongly the unit is about it, 0 to 255: 1 - product of (1 - strength) over its claims."""
    best: dict[str, dict[object, float]] = {}
    local = LOCAL if unit.kind == "country office" else 1.0
    for at, (item, _, stems) in enumerate(texts):
        strength = FIELD_STRENGTH[item.field] * (SUPPORT if item.support else 1) * local
        # a name is one statement in four languages, and so is a responsibility with all its asks
        statement: object = item.claim if item.claim >= 0 else item.field
        if item.field in ("relation", "fact"):
            statement = (item.field, at)
        for stem in stems:
            claims = best.setdefault(stem, {})
            claims[statement] = max(claims.get(statement, 0.0), strength)
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
    return {stem: round(255 * strength) for stem, strength in found.items()}


def _seats(unit: Unit) -> Iterator[str]:
    """The stems `#city` of the place where a unit sits, in all languages."""
    for city in (unit.place and unit.place.city) or ():
        if city:
            yield "#" + " ".join(fold(word) for word in text.words(city))


def postings(found: dict[int, int]) -> tuple[bytes, bytes]:
    """The record of a stem in `terms`, of its strength per unit number."""
    numbers = sorted(found)
    return array("I", numbers).tobytes(), bytes(found[number] for number in numbers)


def texts_record(unit: Unit, texts: list[Analysed]) -> TextsRecord:
    """(field, language, claim, support, text) per text, and stem -> texts."""
    heads: list[object] = []
    where: dict[str, list[int]] = {}
    local = unit.kind == "country office"  # it does there what others are in charge of everywhere
    for at, (item, _, stems) in enumerate(texts):
        field, language = FIELDS.index(item.field), LANGUAGES.index(item.language)
        heads.append((field, language, item.claim, item.support or local, item.text))
        for stem in dict.fromkeys(stems):
            where.setdefault(stem, []).append(at)
    places = {"@" + code for coverage in unit.covers for code in coverage.countries} | set(_seats(unit))
    if places:
        heads.append((FIELDS.index("place"), 0, -1, False, ""))
        for stem in sorted(places):
            where.setdefault(stem, []).append(len(heads) - 1)
    return tuple(heads), {stem: tuple(found) for stem, found in where.items()}


def weights_record(record: TextsRecord, weight: Weight) -> bytes:
    """The weight of all stems of each text of a record of `texts`; a place says just what is asked."""
    heads, where = record
    sums = array("I", bytes(4 * len(heads)))
    for stem, found in where.items():
        if is_word(stem):
            counts = weight(stem)
            for at in found:
                sums[at] += counts
        else:
            sums[found[0]] = UNIT
    return sums.tobytes()


def is_word(stem: str) -> bool:
    """Whether a stem is that of a word, not of a country, a city or a kind of unit."""
    return stem[0] not in "@#~"


def meanings_record(texts: list[Analysed], meanings: Meanings) -> bytes:
    """Where each responsibility points, less far if it is a support; where there is none, the unit's name and summary."""
    words: dict[tuple[int, bool], list[str]] = {}
    for item, found, _ in texts:
        if item.language == "en" and (item.claim >= 0 or item.field in ("name", "summary")):
            words.setdefault((item.claim, item.support), []).extend(map(fold, found))
    if len(words) > 1:
        words.pop((-1, False), None)
    directions = [
        [value * (SUPPORT if support else 1) for value in meanings.direction(found)]
        for (_, support), found in words.items()
    ]
    return record(filter(None, directions))


def text_weight(stem: str, count: int, total: int) -> int:
    """How much a stem that `count` of `total` units have counts within a text: its rarity; next to nothing for kinds.

    In whole UNITs, so that sums do not depend on their order.
    """
    return round(UNIT * (LIGHT if stem in LIGHT_STEMS else rarity(count, total)))


def _all_stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{language}:{text.stem(word, language)}" for word in words for language in LANGUAGES)


LIGHT_STEMS = _all_stems(PERVASIVE | KIND)
