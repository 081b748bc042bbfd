"""`iomwho history`: what led to a unit, and what became of it."""

from typing import Annotated

import typer

from iomwho.commands import options


def history(
    unit: Annotated[
        list[str],
        typer.Argument(
            metavar="UNIT...", help="A unit's name, id or short form.", autocompletion=options.complete_unit
        ),
    ],
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Show a unit's line through the structures: what it came from, what became of it.

    Examples:
      iomwho history "Donor Relations"
      iomwho history ICP --as-of 2017
      iomwho history "Regional Office in Vienna" --json

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.history import page

    reading.show(page(directory.history(" ".join(unit), reading.as_of), reading.language))
