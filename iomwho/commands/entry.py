"""`iomwho entry`: whom an audience turns to."""

from typing import Annotated

import typer

from iomwho.commands import options


def entry(
    audience: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[AUDIENCE...]",
            help="media, donors, civil society, suppliers ...; nothing for all.",
            show_default=False,
            autocompletion=options.complete_audience,
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
    """Show the unit that an audience turns to: journalists, donors, suppliers, migrants ...

    Examples:
      iomwho entry media
      iomwho entry "civil society" --lang fr
      iomwho entry

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.lists import entry_page

    known = directory.organization.audiences
    chosen = [directory.audience(" ".join(audience))] if audience else list(known)
    found = [(item, directory.entry_points(item.id, reading.as_of)) for item in chosen]
    reading.show(entry_page(directory, [(item, units) for item, units in found if units], reading.language))
