"""Let a person choose one of several units: with fzf where it is installed, by number otherwise."""

from __future__ import annotations

import sys

import typer

from iomwho.answer import Answer, Match
from iomwho.errors import UsageError
from iomwho.output.clean import clean


def choose(answer: Answer) -> Match:
    """The match a person picks. Raises UsageError without a terminal, Exit(1) if none is picked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("--pick needs a terminal", "Leave it out to get all units.")
    rows = [f"{match.unit.name}  ({match.unit.kind})" for match in answer.matches]
    picked = _by_fzf(rows) if _has_fzf() else _by_number(rows)
    if picked is None:
        raise typer.Exit(1)
    return answer.matches[picked]


def _has_fzf() -> bool:
    from shutil import which

    return which("fzf") is not None


def _by_fzf(rows: list[str]) -> int | None:
    import subprocess

    numbered = "\n".join(f"{number}\t{clean(row)}" for number, row in enumerate(rows))
    command = ["fzf", "--with-nth", "2..", "--delimiter", "\t", "--height", "~40%"]
    done = subprocess.run(command, input=numbered, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode == 130:
        raise KeyboardInterrupt
    return int(done.stdout.split("\t")[0]) if done.returncode == 0 else None


def _by_number(rows: list[str]) -> int | None:
    for number, row in enumerate(rows, start=1):
        sys.stderr.write(f"{number:3}  {clean(row)}\n")
    while True:
        sys.stderr.write("number (Enter for 1): ")
        sys.stderr.flush()
        reply = sys.stdin.readline()
        if not reply:
            return None
        reply = reply.strip() or "1"
        if reply.isdecimal() and 1 <= int(reply) <= len(rows):
            return int(reply) - 1
        sys.stderr.write(f"Type a number from 1 to {len(rows)}.\n")
