"""How iomwho grows with the organization: `python -m tests.benchmarks.scale [UNITS ...]` (default: 1000 10000).

Invents organizations in four languages, out of the words of the shipped frequency list, once wide
(30 units below each) and once deep (two below each, after a line of 100), and measures the whole
way from YAML to an answer. 100000 units take some minutes and gigabytes to compile.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.process import IOMWHO, ROOT, environment, measured

LANGUAGES = ("en", "fr", "es", "de")
PER_FILE = 1000
KINDS = ("department", "division", "unit", "team")
ORGANIZATION = """
name: Organization of Many
names: {}
disclaimer: An invented organization.
default_structure: "2022"
structures: [{id: "2022", as_of: "2022-06", label: structure of 2022, front_door: unit-0, front_door_source: book}]
kinds: [{id: department, names: department}, {id: division, names: division}, {id: unit, names: unit}, {id: team, names: team}]
"""
SOURCE = "- {id: book, title: Book, publisher: Many, date: '2022', language: en, url: https://many.example/}\n"
# Opens the dataset in argv[1] and asks the lines of argv[2]; prints p50 and p95 (milliseconds) and peak memory (MB).
ASK = """
import resource, sys, time, iomwho
directory = iomwho.load(sys.argv[1])
lines = open(sys.argv[2], encoding="utf-8").read().splitlines()
for line in lines[:20]:
    directory.answer(line)
spent = []
for line in lines:
    started = time.process_time()
    directory.answer(line)
    spent.append(1000 * (time.process_time() - started))
spent.sort()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(spent[len(spent) // 2], spent[int(0.95 * len(spent))], memory)
"""


def main() -> None:
    """Measure each size in both shapes and print the table."""
    sizes = [int(word) for word in sys.argv[1:]] or [1000, 10_000]
    heads = ("units", "shape", "YAML", "compile", "memory", "cache", "warm find", "memory", "p50", "p95", "memory")
    print("".join(f"{head:>11}" for head in heads), flush=True)
    for size in sizes:
        for shape in ("wide", "deep"):
            with tempfile.TemporaryDirectory() as folder:
                print("".join(f"{value:>11}" for value in row(size, shape, Path(folder))), flush=True)


def row(size: int, shape: str, folder: Path) -> list[str]:
    """The figures of one organization."""
    data = folder / "data"
    questions = organization(data, size, shape)
    (folder / "questions.txt").write_text("\n".join(questions), encoding="utf-8")
    env = environment(folder, data)
    find = (*IOMWHO, "find", questions[0])
    measured((*IOMWHO, "--version"), env)  # makes the bytecode
    first = measured(find, env)
    warm = [measured(find, env) for _ in range(9)]
    asked = subprocess.run(
        [sys.executable, "-c", ASK, str(data), str(folder / "questions.txt")],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    middle, high, memory = map(float, asked.stdout.split())
    yaml = sum(path.stat().st_size for path in data.rglob("*.yaml"))
    cache = sum(path.stat().st_size for path in (folder / "cache").rglob("*.store"))
    return [
        f"{size:,}", shape, f"{yaml / 1e6:.1f} MB", f"{first.time / 1000:.1f} s", f"{first.memory:.0f} MB",
        f"{cache / 1e6:.1f} MB", f"{median(run.time for run in warm):.0f} ms", f"{max(run.memory for run in warm):.0f} MB",
        f"{middle:.2f} ms", f"{high:.2f} ms", f"{memory:.0f} MB",
    ]  # fmt: skip


def organization(folder: Path, size: int, shape: str) -> list[str]:
    """Write the dataset of an organization of `size` units to `folder`; 200 questions that fit it."""
    chance = random.Random(size)
    words = vocabulary()
    (folder / "2022").mkdir(parents=True)
    (folder / "organization.yaml").write_text(ORGANIZATION, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCE, encoding="utf-8")
    questions: list[str] = []
    for start in range(0, size, PER_FILE):
        entries = []
        for number in range(start, min(start + PER_FILE, size)):
            topics = [phrase(words, chance) for _ in range(3)]
            entries.append(unit(number, parent(number, shape), topics, words, chance))
            questions += topics[0] if number % max(1, size // 50) == 0 else []
        (folder / "2022" / f"{start // PER_FILE:03}.yaml").write_text("\n".join(entries), encoding="utf-8")
    return questions[:200]


def vocabulary() -> dict[str, tuple[list[str], list[float]]]:
    """Per language: 8,000 words that are neither very common nor rare, and how often each is used."""
    found: dict[str, list[tuple[float, str]]] = {language: [] for language in LANGUAGES}
    for line in (ROOT / "data" / "words.tsv").read_text(encoding="utf-8").splitlines():
        word, *figures = line.split("\t")
        for language, figure in zip(LANGUAGES, figures, strict=False):
            if figure and 35 <= int(figure) <= 50 and len(word) > 4:
                found[language].append((float(10 ** (int(figure) / 20)), word))
    chance = random.Random(1)
    chosen = {language: chance.sample(entries, min(8000, len(entries))) for language, entries in found.items()}
    return {language: ([word for _, word in items], [use for use, _ in items]) for language, items in chosen.items()}


def phrase(words: dict[str, tuple[list[str], list[float]]], chance: random.Random) -> list[str]:
    """A topic of three words, in each language."""
    return [" ".join(chance.choices(*words[language], k=3)) for language in LANGUAGES]


def parent(number: int, shape: str) -> int | None:
    """The number of the unit above a unit, None at the top."""
    if number == 0:
        return None
    if shape == "wide":
        return (number - 1) // 30
    return number - 1 if number < 100 else (number - 99) // 2 + 49


def unit(
    number: int, above: int | None, topics: list[list[str]], words: dict[str, tuple[list[str], list[float]]],
    chance: random.Random,
) -> str:  # fmt: skip
    """The YAML of a unit with three responsibilities."""
    names = [f"{number} {text}" for text in phrase(words, chance)]
    lines = [f"- id: unit-{number}", f'  name: "{names[0]}"', f"  kind: {KINDS[number % 4]}"]
    lines += [] if above is None else [f"  parent: unit-{above}"]
    lines += [f"  names: {mapping(names)}", f'  summary: "{chance.choice(topics)[0]}"', "  source: book", "  handles:"]
    for topic in topics:
        asks = (
            "{"
            + ", ".join(f'{code}: ["{text}"]' for code, text in zip(LANGUAGES, phrase(words, chance), strict=True))
            + "}"
        )
        lines += [f"    - topic: {mapping(topic)}", "      role: lead", f"      asks: {asks}", "      source: book"]
    return "\n".join(lines)


def mapping(texts: list[str]) -> str:
    """Texts in four languages as YAML."""
    return "{" + ", ".join(f'{code}: "{text}"' for code, text in zip(LANGUAGES, texts, strict=True)) + "}"


if __name__ == "__main__":
    main()
