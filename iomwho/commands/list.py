"""`iomwho list`: units by kind or place in the hierarchy."""

from iomwho.commands import options


def list_units(
    kind: options.Kind = None,
    under: options.Under = None,
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
        if (chosen is None or unit.kind == chosen) and (top is None or directory.is_within(unit, top))
    ]
    reading.show(units_page(directory, units, reading.language))
