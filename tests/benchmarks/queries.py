"""How long one question takes in a warm process: `python -m tests.benchmarks.queries [DATA]`.

Short questions are the asks and names of the data itself, in four languages, one in four with a
letter missing; long ones are messages of 100 words, half of them from the data, half of them the
padding of a letter. Each is asked twice: the second time its records are unpacked, as they are in a
process that has answered for a while. Time of the processor, for the machine may be busy elsewhere.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from statistics import median

import iomwho

PADDING = (
    "dear colleagues I hope this message finds you well my name is and I am writing on behalf of our small organization "
    "which has been working in several villages for more than ten years now last week somebody told me that your office "
    "might perhaps be able to help us so we would be very grateful if you could kindly tell us whom we should contact "
    "about the following matter before the end of next month thank you very much in advance with best regards"
)
SHORT, LONG = 400, 100
TARGETS = {"short": 2.0, "100 words": 5.0}  # milliseconds, p95


def main() -> None:
    """Measure, print, and exit with 1 if a target is missed."""
    directory = iomwho.load(sys.argv[1] if len(sys.argv) > 1 else None)
    chance = random.Random(2022)
    known = questions(directory)
    short = [mistyped(text, chance) if at % 4 == 0 else text for at, text in enumerate(chance.choices(known, k=SHORT))]
    long = [message(known, chance) for _ in range(LONG)]
    good = True
    print(f"{'questions':24}{'p50':>10}{'p95':>10}{'target':>12}")
    for name, asked in (("short", short), ("100 words", long)):
        for when in ("first", "again"):
            middle, high = figures(directory.answer, asked)
            target = f"<= {TARGETS[name]:.0f} ms" if when == "again" else ""
            good = good and (not target or high <= TARGETS[name])
            print(f"{name + ', ' + when:24}{middle:7.2f} ms{high:7.2f} ms{target:>12}")
    sys.exit(0 if good else 1)


def questions(directory: iomwho.Directory) -> list[str]:
    """What people may ask: every ask, topic and name of the default structure."""
    units = directory.units()
    topics = [text for unit in units for item in unit.handles for text in item.topic if text]
    asks = [ask for unit in units for item in unit.handles for language in item.asks for ask in language]
    return [*asks, *topics, *(unit.name for unit in units)]


def mistyped(text: str, chance: random.Random) -> str:
    """`text` without one of its letters."""
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def message(known: list[str], chance: random.Random) -> str:
    """A letter of 100 words."""
    words: list[str] = []
    padding = PADDING.split()
    while len(words) < 100:
        start = chance.randrange(len(padding) - 8)
        words += padding[start : start + chance.randrange(4, 9)] + chance.choice(known).split()
    return " ".join(words[:100])


def figures(ask: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    spent = sorted(_once(ask, text) for text in asked)
    return median(spent), spent[int(0.95 * len(spent))]


def _once(ask: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    ask(text)
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
