"""`iomwho tree`: the hierarchy below a unit."""

from typing import Annotated

import typer

from iomwho.commands import options
from iomwho.errors import UsageError


def tree(
    unit: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT...]",
            help="Where to start; nothing for everything.",
            show_default=False,
            autocompletion=options.complete_unit,
        ),
    ] = None,
    depth: Annotated[int | None, typer.Option("--depth", metavar="N", help="At most N levels.")] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="UNIT", help="Only the path that leads to this unit.", autocompletion=options.complete_unit
        ),
    ] = None,
    contacts: Annotated[bool, typer.Option("--contacts", help="With the first contact of each unit.")] = False,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Show the units below a unit, or the whole organization.

    Examples:
      iomwho tree "External Relations"
      iomwho tree --depth 2 --as-of 2017
      iomwho tree --to "Staff Welfare"

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    if depth is not None and depth < 0:
        raise UsageError(f"the depth must not be below 0, not {depth}", "Leave it out for all levels.")
    directory = reading.directory()
    from iomwho.output.tree import page

    structure = directory.structure(reading.as_of).id
    root = directory.tree(" ".join(unit) if unit else None, structure)
    only = None
    if to:
        target = directory.resolve(to, structure)
        only = frozenset([target.id, *(above.id for above in directory.path(target))])
    reading.show(page(directory, root, structure, reading.language, depth=depth, only=only, contacts=contacts))
