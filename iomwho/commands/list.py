"""`iomwho list`: units by kind or place in the hierarchy."""

from typing import Annotated

import typer

from iomwho.commands import options


def list_units(
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only this kind: division, regional office ...",
            autocompletion=options.complete_kind,
        ),
    ] = None,
    under: Annotated[
        str | None,
        typer.Option("--under", metavar="UNIT", help="Only below this unit.", autocompletion=options.complete_unit),
    ] = None,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """List units, with their kind and the unit above.

    Examples:
      iomwho list --kind division
      iomwho list --under "Legal Affairs" --format csv
      iomwho list --fields name,contact | grep @

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    from iomwho.output.lists import units_page

    chosen = directory.kind(kind) if kind else None
    top = directory.resolve(under, reading.as_of).id if under else None
    units = [
        unit
        for unit in directory.units(reading.as_of)
        if (chosen is None or unit.kind == chosen)
        and (top is None or top in (unit.id, *(above.id for above in directory.path(unit))))
    ]
    reading.show(units_page(directory, units, reading.language))
