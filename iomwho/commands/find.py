"""`iomwho find`: which unit handles this?"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, TextIO

import typer

from iomwho.answer import Answer
from iomwho.commands import options
from iomwho.directory import Directory
from iomwho.errors import UsageError

MAX_MESSAGE = 1_000_000  # characters read from standard input


def find(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY...",
            help="What it is about, in any words; - reads a message from standard input.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most N units.")] = 5,
    under: options.Under = None,
    kind: options.Kind = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="AUDIENCE",
            help="Who asks: media, donors, migrants ...",
            autocompletion=options.complete_audience,
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Take the scores apart.")] = False,
    pick: Annotated[bool, typer.Option("--pick", help="Choose among the units, then show the one chosen.")] = False,
    cite: Annotated[bool, typer.Option("--cite", help="A paragraph for a letter, with source and date.")] = False,
    vcard: Annotated[bool, typer.Option("--vcard", help="The best unit as a vCard.")] = False,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="FILE", help="One query a line (- for standard input); answers as JSON Lines."),
    ] = None,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Find the unit that handles a matter: who it is, why, and how to reach it.

    Examples:
      iomwho find "donor reporting"
      iomwho find who resettles refugees --limit 3
      iomwho find - < message.txt

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    narrowed = {
        "under": directory.resolve(under, reading.as_of).id if under else None,
        "kind": directory.kind(kind) if kind else None,
        "audience": directory.audience(audience).id if audience else None,
    }

    def ask(text: str) -> Answer:
        return directory.answer(text, reading.as_of, limit, **narrowed)

    if batch is not None:
        _batch(_lines(batch), ask, directory.organization.name)
        return
    answer = ask(_message(query))
    if answer.matches and (pick or cite or vcard):
        _special(directory, answer, reading, pick=pick, cite=cite)
        return
    from iomwho.output.find import page

    reading.show(page(directory, answer, reading.language, explain))


def _message(query: list[str] | None) -> str:
    """The words of the query, or what standard input holds."""
    if not query:
        raise UsageError("what is it about?", 'Say it in your own words: `iomwho find "donor reporting"`.')
    if query != ["-"]:
        return " ".join(query)
    text = _input().read(MAX_MESSAGE)
    if not text.strip():
        raise UsageError("standard input is empty", "Pipe a message in: `iomwho find - < message.txt`.")
    return text


def _input() -> TextIO:
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("standard input is closed", "Give the query as words.")
    return sys.stdin


def _lines(batch: str) -> Iterator[str]:
    if batch == "-":
        yield from _input()
        return
    try:
        with open(batch, encoding="utf-8-sig", errors="replace") as file:
            yield from file
    except OSError as error:
        raise UsageError(
            f"the file {batch} cannot be read: {(error.strerror or '').lower()}",
            "Name a text file with one query a line.",
        ) from error


def _batch(lines: Iterable[str], ask: Callable[[str], Answer], organization: str) -> None:
    """Answer each line as one line of JSON; say on standard error how far it is, at a terminal."""
    from iomwho.output.find import data
    from iomwho.output.formats import json_line

    progress = sys.stderr.isatty()
    for number, text in enumerate((line.strip() for line in lines), start=1):
        if not text:
            continue
        sys.stdout.write(json_line(data(ask(text), organization)))
        if progress and number % 20 == 0:
            sys.stderr.write(f"\r{number} queries answered")
    sys.stdout.flush()
    if progress:
        sys.stderr.write("\r\x1b[K")


def _special(directory: Directory, answer: Answer, reading: options.Reading, *, pick: bool, cite: bool) -> None:
    unit = answer.matches[0].unit
    if pick:
        from iomwho.picking import choose

        unit = choose(answer).unit
        from iomwho.output.show import page

        reading.show(page(directory, directory.profile(unit.id, unit.structure), reading.language))
    elif cite:
        from iomwho.output.cite import citation

        sys.stdout.write(citation(directory, answer))
    else:
        from iomwho.output.vcard import vcard

        sys.stdout.write(vcard(directory.profile(unit.id, unit.structure), directory.organization))
