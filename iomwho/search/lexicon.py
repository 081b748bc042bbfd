"""Build the search tables that all structures share: places, the thesaurus, the forms of words.

forms      folded word -> stems it can have in the dataset (accents restored, all languages)
uses       folded word -> per stem, how many units or entries have it: what an edit leaves of `forms`
spell      length -> folded words of that length, for spelling correction
gazetteer  folded words of a place -> country codes
outside    language and stems of an expression -> the subject, which nobody handles
foreign    `directions`: where these subjects point
synonyms   language and stems of an everyday expression -> alternatives, each a tuple of stems
starts     first word of a place (`@:united`), or first stem of an expression (`en:root`) -> most words
alarms     language and first stem of a word for a sensitive matter -> (safeguard, all stems)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from iomwho.fold import fold
from iomwho.model import LANGUAGES, Country, Dataset, Outside, Region, Safeguard, Synonyms
from iomwho.search import text
from iomwho.search.analyzer import Analyzer, Form
from iomwho.search.meaning import Meanings, record

Tables = dict[str, dict[str, object]]


def build(dataset: Dataset, uses: Counter[Form], analyzer: Analyzer, meanings: Meanings) -> Tables:
    """The tables; `uses` says how many units have each form of a word."""
    uses = Counter(uses)  # the words of places and of the thesaurus are added
    gazetteer = _gazetteer(dataset.countries, dataset.regions, uses)
    synonyms = _synonyms(dataset.thesaurus, uses, analyzer)
    outside = _outside(dataset.outside)
    counted: dict[str, dict[str, int]] = {}
    for (form, stem), count in uses.items():
        counted.setdefault(form, {})[stem] = count
    return {
        "gazetteer": gazetteer,
        "synonyms": synonyms,
        "outside": outside,
        "foreign": {"directions": _directions(dataset.outside, meanings)},
        "starts": _starts(gazetteer, [*synonyms, *outside]),
        "alarms": _alarms(dataset.organization.safeguards),
        "uses": {form: counts_record(counts) for form, counts in counted.items()},
        "forms": {form: forms_record(counts) for form, counts in counted.items()},
        "spell": _by_length(counted),
    }


def counts_record(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The record of a form in `uses`."""
    return tuple(sorted(counts.items()))


def forms_record(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The record of a form in `forms`."""
    return tuple(sorted(stem for stem in counts if stem))


def is_spelt(form: str) -> bool:
    """Whether a form is one that a misspelt word may be corrected to."""
    return len(form) >= 3 and not form.isdigit()


def _gazetteer(countries: Iterable[Country], regions: Iterable[Region], uses: Counter[Form]) -> dict[str, object]:
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
                uses[word, ""] += 1
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


def _synonyms(thesaurus: Iterable[Synonyms], uses: Counter[Form], analyzer: Analyzer) -> dict[str, object]:
    """`en:` and the stems of all words of an everyday expression -> the alternatives it stands for."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in thesaurus:
        targets = [(tuple(analyzer.stems(target, "en")), target) for target in entry.to]
        for target in entry.to:
            uses.update(analyzer.forms(text.words(target), "en"))
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


def _directions(subjects: Iterable[Outside], meanings: Meanings) -> bytes:
    texts = (" ".join((entry.subject.en, *entry.words.en)) for entry in subjects)
    directions = (meanings.direction(fold(word) for word in text.words(content)) for content in texts)
    return record(filter(None, directions))


def _by_length(forms: Iterable[str]) -> dict[str, object]:
    lengths: dict[str, list[str]] = {}
    for form in forms:
        if is_spelt(form):
            lengths.setdefault(str(len(form)), []).append(form)
    return {length: tuple(sorted(found)) for length, found in lengths.items()}
