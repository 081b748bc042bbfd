"""What the entries of the common files say of words: places, the thesaurus, subjects that nobody handles.

Tallies (see `tally.py`), each of which every entry adds to:

forms      folded word -> stems it can have in the dataset (accents restored, all languages); "" for none
gazetteer  folded words of a place -> (rank of the sense, country codes)
synonyms   language and stems of an everyday expression -> (stems it stands for, these as words)
outside    language and stems of an expression -> the subject it belongs to, which nobody handles
starts     first word of a place (`@:united`), or first stem of an expression (`en:root`) -> numbers of words

And tables of another shape:

spell      length -> folded words of that length, for spelling correction
foreign    `directions`: where the subjects that nobody handles point; `each`: the same by entry
alarms     language -> first stem of a word for a sensitive matter -> (safeguard, all stems)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from iomwho.fold import fold
from iomwho.model import LANGUAGES, Country, Outside, Region, Safeguard, Synonyms
from iomwho.search import tally, text
from iomwho.search.analyzer import Analyzer, Form
from iomwho.search.meaning import Meanings, record

TALLIES = ("forms", "gazetteer", "synonyms", "outside", "starts")
Tables = dict[str, dict[str, object]]
Alarm = tuple[int, tuple[str, ...]]  # a safeguard's number, the stems of one of its words
Statement = tuple[str, str, object]  # a tally, a key in it, a value
Entry = Country | Region | Synonyms | Outside
PARTICLE = 3  # letters of words like `des` in names of places, to which nothing is corrected


def build(
    entries: Iterable[Entry], forms: Mapping[Form, int], safeguards: Iterable[Safeguard], analyzer: Analyzer
) -> Tables:
    """The tables but for `foreign`; `forms` says in how many units each form of a word stands."""
    counts: dict[str, dict[str, Counter[object]]] = {name: {} for name in TALLIES}
    for (form, stem), count in forms.items():
        counts["forms"].setdefault(form, Counter())[stem] = count
    for entry in entries:
        for name, key, value in statements(entry, analyzer):
            counts[name].setdefault(key, Counter())[value] += 1
    tables: Tables = {name: {key: tally.record(found) for key, found in keys.items()} for name, keys in counts.items()}
    return tables | {"spell": spelling(counts["forms"]), "alarms": alarms(safeguards)}


def statements(entry: Entry, analyzer: Analyzer) -> Iterator[Statement]:
    """All that an entry adds to the tallies."""
    for statement in _own_statements(entry, analyzer):
        yield statement
        name, key, _ = statement
        if name != "forms":
            first, *more = key.split(" ")
            yield "starts", f"@:{first}" if name == "gazetteer" else first, 1 + len(more)


def _own_statements(entry: Entry, analyzer: Analyzer) -> Iterator[Statement]:
    if isinstance(entry, Synonyms):
        return _of_synonyms(entry, analyzer)
    return _of_outside(entry) if isinstance(entry, Outside) else _of_places(entry)


def _of_synonyms(entry: Synonyms, analyzer: Analyzer) -> Iterator[Statement]:
    meant = [(tuple(analyzer.stems(target, "en")), target) for target in entry.to]
    for target in entry.to:
        for form, stem in analyzer.forms(text.words(target), "en"):
            yield "forms", form, stem
    for key in _keys(entry.words):
        for stems, target in meant:
            if stems:
                yield "synonyms", key, (stems, target)


def _of_outside(entry: Outside) -> Iterator[Statement]:
    for key in _keys(entry.words):
        yield "outside", key, tuple(entry.subject)


def _keys(words: Iterable[Iterable[str]]) -> Iterator[str]:
    """`en:` and the stems of all words of an expression, in four languages."""
    for language, expressions in zip(LANGUAGES, words, strict=True):
        for expression in expressions:
            stems = " ".join(text.stem(word, language) for word in text.words(expression))
            if stems:
                yield f"{language}:{stems}"


def _of_places(entry: Country | Region) -> Iterator[Statement]:
    """Where two places bear a name, the more usual sense wins.

    A country's name comes before a capital or a nationality, these before other cities, and regions
    last; of the same rank, all are meant.
    """
    codes = (entry.code,) if isinstance(entry, Country) else entry.countries
    for name, rank in _names(entry):
        folded = [fold(word) for word in text.words(name)]
        for key in {" ".join(folded), text.plain_umlauts(" ".join(folded))} - {""}:
            yield "gazetteer", key, (rank, codes)
        for word in folded:
            if len(word) > PARTICLE:
                yield "forms", word, ""


def _names(entry: Country | Region) -> Iterator[tuple[str, int]]:
    """Every name of a place, with the rank of that sense."""
    peoples = [name for people in entry.demonyms for name in people]
    if isinstance(entry, Region):
        yield from ((name, 3) for name in (*entry.names, *entry.variants, *peoples) if name)
    else:
        yield from ((name, 0) for name in (*entry.names, *entry.variants) if name)
        yield from ((name, 1) for name in (*(entry.capital or ()), *peoples) if name)
        yield from ((name, 2) for name in entry.cities)


def is_spelt(form: str) -> bool:
    """Whether a form is one that a misspelt word may be corrected to."""
    return len(form) >= 3 and not form.isdigit()


def spelling(forms: Iterable[str]) -> dict[str, object]:
    """The table `spell`."""
    lengths: dict[str, list[str]] = {}
    for form in forms:
        if is_spelt(form):
            lengths.setdefault(str(len(form)), []).append(form)
    return {length: tuple(sorted(found)) for length, found in lengths.items()}


def alarms(safeguards: Iterable[Safeguard]) -> dict[str, object]:
    """The table `alarms`; a safeguard stands there by its number."""
    found: dict[str, dict[str, tuple[Alarm, ...]]] = {language: {} for language in LANGUAGES}
    for number, safeguard in enumerate(safeguards):
        for language, expressions in zip(LANGUAGES, safeguard.words, strict=True):
            for expression in expressions:
                stems = tuple(text.stem(fold(word), language) for word in text.words(expression))
                known = found[language].get(stems[0], ()) if stems else ()
                if stems and (number, stems) not in known:
                    found[language][stems[0]] = (*known, (number, stems))
    return dict(found)


def direction(entry: Outside, meanings: Meanings) -> bytes:
    """Where the English words of a subject point, as a record of directions."""
    content = " ".join((entry.subject.en, *entry.words.en))
    found = meanings.direction(fold(word) for word in text.words(content))
    return record([found] if found else [])


def foreign(directions: Sequence[bytes]) -> dict[str, object]:
    """The table `foreign`, by the directions of the entries in order."""
    return {"directions": b"".join(directions), "each": tuple(directions)}
