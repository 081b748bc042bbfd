"""How long a person waits, against an empty app of the same Typer: `python -m tests.benchmarks.startup [ROUNDS]`.

The cases take turns, round by round and in any order, so that a busy machine slows all of them
alike; what counts are the ratios of the medians. First runs, which compile and leave the machine
busy, are measured after the others, against an empty app among themselves.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.process import IOMWHO, ROOT, Measure, environment, measured

EMPTY = """
import typer

app = typer.Typer()


@app.command()
def main(words: list[str]) -> None:
    print("hello")


app()
"""
# A unit that comes and goes.
UNIT = """
- id: unit-of-the-benchmark
  name: Unit of the Benchmark
  kind: {kind}
  names: {{}}
  summary: Known to the benchmark only, number {number}.
  source: {source}
"""
QUERY = "donor reporting"
MEMORY = 60  # megabytes


class Case(NamedTuple):
    """One line of the table; `target` is the highest ratio allowed, None where there is none."""

    name: str
    command: tuple[str, ...]
    target: float | None = None
    terminal: bool = False
    env: tuple[tuple[str, str], ...] = ()
    before: Callable[[int], None] = lambda number: None


def main() -> None:
    """Measure all cases and print the table; exit code 1 if a target is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(shutil.copytree(ROOT / "data", folder / "data"))
        (folder / "empty.py").write_text(EMPTY)
        env = environment(folder, data)
        print(f"{'case':26}{'median':>10}{'ratio':>8}{'target':>9}{'memory':>10}")
        warm = table(run(warm_cases(folder), rounds, env))
        first = table(run(first_cases(folder, data), max(3, rounds // 4), env))
    sys.exit(0 if warm and first else 1)


def run(cases: list[Case], rounds: int, env: dict[str, str]) -> dict[Case, list[Measure]]:
    """Measure the cases in turns; the first rounds, which make bytecode and caches, do not count."""
    found: dict[Case, list[Measure]] = {case: [] for case in cases}
    for number in range(-2, rounds):
        for case in random.sample(cases, len(cases)):
            case.before(number + 2)
            measure = measured(case.command, env | dict(case.env), case.terminal)
            if number >= 0:
                found[case].append(measure)
    return found


def empty(folder: Path) -> Case:
    """The floor."""
    return Case("empty Typer app", (sys.executable, str(folder / "empty.py"), "hello"))


def warm_cases(folder: Path) -> list[Case]:
    """What a person does many times a day."""
    find = (*IOMWHO, "find", QUERY)
    completion = (("_IOMWHO_COMPLETE", "complete_bash"), ("COMP_WORDS", "iomwho show donor"), ("COMP_CWORD", "2"))
    return [
        empty(folder),
        Case("bare Python", (sys.executable, "-c", "pass")),
        Case("find at a terminal", find, 1.6, terminal=True),
        Case("find in a pipe", find, 1.3),
        Case("find --json", (*find, "--json"), 1.25),
        Case("completion of a unit", IOMWHO, 1.1, env=completion),
        Case("tree at a terminal", (*IOMWHO, "tree"), terminal=True),
    ]


def first_cases(folder: Path, data: Path) -> list[Case]:
    """The first run after the data changed, for each sort of change in a copy of its own."""
    sizes = sorted((data / "2022").glob("*.yaml"), key=lambda path: path.stat().st_size)
    units = f"2022/{sizes[len(sizes) // 2].name}"
    names = (units, "thesaurus.yaml", "2022/legal-affairs.yaml")
    text, thesaurus, legal = ((data / name).read_text(encoding="utf-8") for name in names)
    kind, source = (text.split(f"\n  {key}: ", 1)[1].split("\n", 1)[0] for key in ("kind", "source"))

    def touch(copy: Path, number: int) -> None:
        os.utime(copy / units, (number, number))

    def edit(copy: Path, number: int) -> None:
        asks = f"        en: [who repairs the bicycle {number}, "
        (copy / units).write_text(text.replace("        en: [", asks, 1), encoding="utf-8")

    def add(copy: Path, number: int) -> None:
        unit = UNIT.format(kind=kind, source=source, number=number) if number % 2 else ""
        (copy / units).write_text(text + unit, encoding="utf-8")

    def explain(copy: Path, number: int) -> None:
        entry = f"\n- to: [transport]\n  en: [bicycle {number}]\n"
        (copy / "thesaurus.yaml").write_text(thesaurus + entry, encoding="utf-8")

    def rename(copy: Path, number: int) -> None:
        name = f"name: Department of Legal Affairs {number}"
        (copy / "2022/legal-affairs.yaml").write_text(
            legal.replace("name: Department of Legal Affairs", name, 1), "utf-8"
        )

    def case(name: str, change: Callable[[Path, int], None], target: float | None) -> Case:
        copy = Path(shutil.copytree(data, folder / name / "data"))
        env = (("IOMWHO_DATA", str(copy)),)
        return Case(name, (*IOMWHO, "find", QUERY), target, env=env, before=lambda number: change(copy, number))

    return [
        empty(folder),
        case("after a touch", touch, 4.0),
        case("after an edit of a unit", edit, 4.0),
        case("after a unit came or went", add, 4.0),
        case("after a unit was renamed", rename, 4.0),
        case("after another thesaurus", explain, 4.0),
    ]


def table(found: dict[Case, list[Measure]]) -> bool:
    """Print the figures; whether every target is met. The first case is the floor."""
    floor = median(measure.time for measure in next(iter(found.values())))
    good = True
    for case, measures in found.items():
        spent = median(measure.time for measure in measures)
        memory = max(measure.memory for measure in measures)
        missed = case.target is not None and spent / floor > case.target
        heavy = case.target is not None and memory > MEMORY
        good = good and not missed and not heavy
        target = f"<= {case.target:.2f}" if case.target else ""
        remark = "  too slow" * missed + "  too large" * heavy
        print(f"{case.name:26}{spent:7.1f} ms{spent / floor:8.2f}{target:>9}{memory:7.1f} MB{remark}")
    return good


if __name__ == "__main__":
    main()
