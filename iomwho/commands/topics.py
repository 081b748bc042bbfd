"""`iomwho topics`: the A to Z of everything handled, and by whom."""

from typing import Annotated

import typer

from iomwho.commands import options


def topics(
    word: Annotated[
        str | None,
        typer.Argument(
            metavar="[LETTER|WORD]", help="Topics that begin with a letter or hold a word.", show_default=False
        ),
    ] = None,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """List everything that is handled, from A to Z, and by whom.

    Examples:
      iomwho topics V
      iomwho topics visa
      iomwho topics --lang es --format csv

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.lists import topics_page

    reading.show(topics_page(directory.topics(word, reading.as_of, reading.language), reading.language))
