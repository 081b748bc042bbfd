"""Fit the vectors of French, Spanish or German words: `python -m tests.meanings.fit fr es de`, half a minute each.

Writes their lines in `data/meanings.tsv` anew. Needs torch (`pip install torch`), which nothing else here does.

A stem begins where the English words point that it is translated by (`words/`), and is then moved so that
the texts of `messages/`, and the topics and asks of the data, point to what they are about. What they
may be about are the responsibilities of the default structure and the subjects that nobody handles,
which point where their English words do and stay there. The loss is the cross entropy of the cosines
to all of them (InfoNCE; van den Oord et al., 2018), and a little for moving at all.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from iomwho.dataset import loader
from iomwho.fold import fold
from iomwho.model import LANGUAGES, Dataset, Unit
from iomwho.search import text
from iomwho.search.meaning import DIMENSIONS, ZERO
from iomwho.search.stopwords import FUNCTION_SOMEWHERE

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
FILE = DATA / "meanings.tsv"

TEMPERATURE = 0.07
ROUNDS = 15
RUNS = 4  # whose mean is taken: what chance does differs from run to run
BATCH = 1000  # topics and asks; with each go MESSAGES messages
MESSAGES = 300
FORGOTTEN = 0.15  # words of a text that are left out each time, so that none is relied upon
STAYING = 0.01  # what moving a word costs
FUNCTION = 0.2  # of the weight of articles and the like at the start
LARGEST, HEAVIEST = 31, 9999  # a coordinate and a weight as they are written


class Text(NamedTuple):
    """A text: its stems, by number, and the subjects it is about, by number."""

    stems: list[int]
    about: list[int]


def main() -> None:
    """Fit the languages named on the command line."""
    torch.manual_seed(0)
    random.seed(0)
    lines = FILE.read_text("ascii").splitlines()
    english = _english(line.split("\t") for line in lines if ":" not in line.split("\t")[0])
    for language in sys.argv[1:] or LANGUAGES[1:]:
        kept = [line for line in lines if not line.startswith(f"{language}:")]
        lines = sorted([*kept, *_lines(language, fitted(language, english))], key=lambda line: line.split("\t")[0])
        FILE.write_text("\n".join(lines) + "\n", "ascii")


def _english(rows: Iterable[list[str]]) -> dict[str, Tensor]:
    """The vectors of English words, of a length about 1."""
    found = {
        word: int(weight) * torch.tensor([float(ord(code) - ZERO) for code in codes]) for word, weight, codes in rows
    }
    usual = torch.stack([vector.norm() for vector in found.values()]).median()
    return {word: vector / usual for word, vector in found.items()}


def _lines(language: str, vectors: dict[str, Tensor]) -> Iterator[str]:
    """The lines of stems, coordinates and weights as whole numbers."""
    largest = max(float(vector.abs().max()) for vector in vectors.values())
    for stem, vector in vectors.items():
        most = float(vector.abs().max())
        weight = round(HEAVIEST * most / largest)
        if weight and stem.isascii() and stem.isalnum():
            direction = "".join(chr(ZERO + round(LARGEST * float(value) / most)) for value in vector)
            yield f"{language}:{stem}\t{weight}\t{direction}"


def fitted(language: str, english: dict[str, Tensor]) -> dict[str, Tensor]:
    """The vectors of the stems of a language."""
    dataset = loader.load(DATA)
    subjects, ranges = _subjects(dataset, english)
    start = _start(language, english)
    contents = [content for content, _ in (*_own_texts(dataset, language), *_messages(language, ranges))]
    start |= _compounds({word for content in contents for word in _words(content)}, start, language)
    numbers: dict[str, int] = {}
    own = [_text(words, about, language, numbers) for words, about in _own_texts(dataset, language)]
    messages = [_text(words, about, language, numbers) for words, about in _messages(language, ranges)]
    for stem in start:
        numbers.setdefault(stem, len(numbers))
    begin = torch.stack([start.get(stem, torch.zeros(DIMENSIONS)) for stem in numbers])
    runs = []
    for _ in range(RUNS):
        model = Model(begin)
        model.fit([item for item in own if item.stems], [item for item in messages if item.stems], subjects)
        runs.append(model.vectors())
    found = torch.stack(runs).mean(0)
    return {stem: found[number] for stem, number in numbers.items() if float(found[number].abs().max()) > 0.001}


def _subjects(dataset: Dataset, english: dict[str, Tensor]) -> tuple[Tensor, dict[str, list[int]]]:
    """Where every responsibility and every foreign subject points; their numbers by unit, "" for nobody."""
    found: list[Tensor] = []
    ranges: dict[str, list[int]] = {"": []}
    for unit in _units(dataset):
        for item in unit.handles:
            direction = _direction([item.topic.en, *item.asks.en], english)
            ranges.setdefault(unit.id, []).append(len(found))
            found.append(direction * (1.0 if item.role == "lead" else 0.6))
    for entry in dataset.outside:
        ranges[""].append(len(found))
        found.append(_direction([entry.subject.en, *entry.words.en], english))
    return torch.stack(found), ranges


def _units(dataset: Dataset) -> list[Unit]:
    return [unit for unit in dataset.units if unit.structure == dataset.organization.default_structure]


def _direction(texts: Iterable[str], english: dict[str, Tensor]) -> Tensor:
    words = (word for content in texts for word in _words(content))
    total = sum((english[word] for word in words if word in english), torch.zeros(DIMENSIONS))
    return torch.nn.functional.normalize(total, dim=0)


def _words(content: str) -> list[str]:
    return [fold(word) for word in text.words(content)]


def _stem(word: str, language: str) -> str:
    return text.stems(word).by_language[LANGUAGES.index(language)]


def _start(language: str, english: dict[str, Tensor]) -> dict[str, Tensor]:
    """Where the stems of a language begin: at the mean of the English words that they are translated by."""
    meant: dict[str, list[Tensor]] = {}
    for word, translations in _rows(HERE / "words" / f"{language}.tsv"):
        for translation in translations.split(", "):
            vectors = [english[part] for part in _words(translation) if part in english]
            if vectors:
                meant.setdefault(_stem(word, language), []).append(sum(vectors, torch.zeros(DIMENSIONS)))
    start = {stem: torch.stack(vectors).mean(0) for stem, vectors in meant.items()}
    for stem in {_stem(word, language) for word in FUNCTION_SOMEWHERE} & start.keys():
        start[stem] *= FUNCTION
    return start


def _compounds(words: Iterable[str], start: dict[str, Tensor], language: str) -> dict[str, Tensor]:
    """Where the stems of compounds begin that nobody translated: where their parts do."""
    found = {}
    for word in words if language == "de" else ():
        stem = _stem(word, language)
        if stem not in start:
            parts = [_stem(part, language) for part in text.parts(word, lambda part: _stem(part, language) in start)]
            if parts:
                found[stem] = torch.stack([start[part] for part in parts]).sum(0)
    return found


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        left, _, right = line.partition("\t")
        yield left, right


def _own_texts(dataset: Dataset, language: str) -> Iterator[tuple[str, list[int]]]:
    """The topics, asks and expressions of the data in a language, each with the number of its subject."""
    place = LANGUAGES.index(language)
    subjects = [(item.topic, item.asks) for unit in _units(dataset) for item in unit.handles]
    subjects += [(entry.subject, entry.words) for entry in dataset.outside]
    for number, (topic, asks) in enumerate(subjects):
        for content in (topic[place], *asks[place]):
            if content:
                yield content, [number]


def _messages(language: str, ranges: dict[str, list[int]]) -> Iterator[tuple[str, list[int]]]:
    """The messages of a language, each with the numbers of all that the units handle that it is for."""
    for content, units in _rows(HERE / "messages" / f"{language}.tsv"):
        yield content, [number for unit in units.split(", ") for number in ranges.get(unit, ())]


def _text(content: str, about: list[int], language: str, numbers: dict[str, int]) -> Text:
    stems = {_stem(word, language) for word in _words(content)}
    return Text([numbers.setdefault(stem, len(numbers)) for stem in sorted(stems)], about)


class Model:
    """Vectors of stems: where each began, how far it moved, and how heavy it is."""

    def __init__(self, start: Tensor) -> None:
        self._start = start
        self._moved = torch.zeros_like(start, requires_grad=True)
        self._heavier = torch.zeros(len(start), requires_grad=True)

    def vectors(self) -> Tensor:
        """The vectors as they are now."""
        return ((self._start + self._moved) * self._heavier.exp()[:, None]).detach()

    def fit(self, own: list[Text], messages: list[Text], subjects: Tensor) -> None:
        """Move the stems so that texts point to what they are about."""
        optimizer = torch.optim.Adam([self._moved, self._heavier], lr=0.02)
        for _ in range(ROUNDS):
            random.shuffle(own)
            for at in range(0, len(own), BATCH):
                loss = self._loss(own[at : at + BATCH], subjects)
                if messages:
                    loss = loss + self._loss(random.sample(messages, min(MESSAGES, len(messages))), subjects)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()

    def _loss(self, texts: Sequence[Text], subjects: Tensor) -> Tensor:
        stems = torch.tensor([stem for item in texts for stem in item.stems])
        lengths = torch.tensor([len(item.stems) for item in texts])
        owners = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        kept = torch.rand(len(stems)) > FORGOTTEN
        stems, owners = stems[kept], owners[kept]
        vectors = (self._start[stems] + self._moved[stems]) * self._heavier[stems].exp()[:, None]
        sums = torch.zeros(len(texts), DIMENSIONS).index_add(0, owners, vectors)
        scores = torch.nn.functional.normalize(sums + 1e-6, dim=1) @ subjects.T / TEMPERATURE
        right = torch.zeros(scores.shape, dtype=torch.bool)
        for row, item in enumerate(texts):
            right[row, item.about] = True
        missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -99.0), 1)
        staying = (self._moved[stems] ** 2).sum(1).mean() + 0.1 * (self._heavier**2).mean()
        return missed.mean() + STAYING * staying


if __name__ == "__main__":
    main()
