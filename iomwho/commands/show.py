"""`iomwho show`: all that is known of one unit."""

import sys
from typing import Annotated

import typer

from iomwho.commands import options


def show(
    unit: Annotated[
        list[str],
        typer.Argument(
            metavar="UNIT...", help="A unit's name, id or short form.", autocompletion=options.complete_unit
        ),
    ],
    vcard: Annotated[bool, typer.Option("--vcard", help="As a vCard for an address book.")] = False,
    as_of: options.AsOf = None,
    json: options.Json = False,
    format: options.Format = None,
    fields: options.Fields = None,
    lang: options.Lang = None,
    data: options.Data = None,
    no_color: options.NoColor = False,
) -> None:
    """Show all that is known of one unit: place, responsibilities, relations, contacts, sources.

    Examples:
      iomwho show "Donor Relations Division"
      iomwho show HR --lang fr
      iomwho show "Regional Office in Cairo" --vcard

    """
    reading = options.Reading(as_of, json, format, fields, data, lang, no_color)
    directory = reading.directory()
    profile = directory.profile(" ".join(unit), reading.as_of)
    if vcard:
        from iomwho.output.vcard import vcard as card

        sys.stdout.write(card(profile, directory.organization))
        return
    from iomwho.output.show import page

    reading.show(page(directory, profile, reading.language))
