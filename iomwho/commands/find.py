"""`iomwho find`: which unit handles this?"""

from __future__ import annotations

from typing import Annotated

import typer

from iomwho.commands import options
from iomwho.errors import UsageError


def find(
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY...", help="What it is about; - reads a message from standard input.", show_default=False)] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most N units.")] = 5,
    explain: Annotated[bool, typer.Option("--explain", help="Take the scores apart.")] = False,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Find the unit that handles a topic, with its contacts and the reason."""
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.find import page

    answer = directory.answer(" ".join(query or ()), reading.as_of, limit)
    reading.show(page(directory, answer, reading.language, explain))
