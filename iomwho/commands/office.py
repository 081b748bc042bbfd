"""`iomwho office`: which office answers for a place?"""

from typing import Annotated

import typer

from iomwho.commands import options


def office(
    place: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLACE...]",
            help="A city, country, region, nationality or partner body; nothing for all offices.",
            show_default=False,
            autocompletion=options.complete_country,
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
    """Show the office for a city, country, region or partner body; without one, all offices.

    Examples:
      iomwho office Vienna
      iomwho office "Côte d'Ivoire"
      iomwho office ASEAN --json

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.office import page

    reading.show(page(directory, directory.office(" ".join(place or ()), reading.as_of), reading.language))
