"""`iomwho diff`: what changed between two structures."""

from typing import Annotated

import typer

from iomwho.commands import options
from iomwho.errors import NothingFoundError


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="The older structure: 2017.", autocompletion=options.complete_structure),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", help="The newer structure: 2022.", autocompletion=options.complete_structure),
    ],
    under: Annotated[
        str | None,
        typer.Option(
            "--under", metavar="UNIT", help="Only this unit and what is below it.", autocompletion=options.complete_unit
        ),
    ] = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Show what changed between two structures: renamed, moved, merged, split, created, abolished.

    Examples:
      iomwho diff 2017 2022
      iomwho diff 2022 2024 --under "External Relations"
      iomwho diff 2012 2017 --format csv

    """
    reading = options.Reading(None, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.line import difference
    from iomwho.output.history import difference_page

    chosen = None
    if under:
        try:
            chosen = directory.resolve(under, new)
        except NothingFoundError:
            chosen = directory.resolve(under, old)
    first, last = directory.structure(old).id, directory.structure(new).id
    reading.show(difference_page(first, last, difference(directory, old, new, chosen), reading.language))
