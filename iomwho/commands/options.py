"""The options that mean the same on every reading command."""

from collections.abc import Callable
from typing import Annotated

import typer

from iomwho.directory import Directory, load
from iomwho.errors import UsageError
from iomwho.model import LANGUAGES
from iomwho.output.page import Page
from iomwho.output.writer import FORMATS, Target, write


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def _languages(incomplete: str) -> list[str]:
    return [name for name in LANGUAGES if name.startswith(incomplete)]


class _Forgiven(str):
    """A candidate that Typer must keep: it drops what does not begin, letter for letter, as typed."""

    def startswith(self, *_: object) -> bool:
        return True


def _complete(sort: str) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        from iomwho.completion import candidates, for_shell

        return [_Forgiven(for_shell(name)) for name in candidates(sort, incomplete)]

    return complete


complete_structure = _complete("structures")
complete_unit = _complete("units")
complete_country = _complete("countries")
complete_audience = _complete("audiences")
complete_kind = _complete("kinds")

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YEAR|DATE",
        help="The structure of that time: 2017, 2022-06.",
        autocompletion=complete_structure,
    ),
]
Under = Annotated[
    str | None,
    typer.Option("--under", metavar="UNIT", help="Only this unit and what is below it.", autocompletion=complete_unit),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind: division, regional office ...",
        autocompletion=complete_kind,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="table, plain, json, csv or md.", autocompletion=_formats),
]
Fields = Annotated[
    str | None,
    typer.Option("--fields", metavar="NAMES", help="Only these fields, for plain, csv and json: name,parent,email."),
]
Data = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="A folder with another dataset (or set IOMWHO_DATA)."),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="LANG", help="Language of names and headings: en, fr, es, de.", autocompletion=_languages
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour (or set NO_COLOR).")]


class Reading:
    """What the shared options say, ready to use."""

    def __init__(
        self, as_of: str | None, json: bool, format: str | None, fields: str | None, data: str | None,
        lang: str | None, no_color: bool,
    ) -> None:  # fmt: skip
        if json and format not in (None, "json"):
            raise UsageError("--json and --format name two formats", "Use one of them.")
        if lang and lang not in LANGUAGES:
            raise UsageError(f"there is no language '{lang}'", f"Languages: {', '.join(LANGUAGES)}.")
        self.as_of = as_of
        self.language = lang or "en"
        self._target = Target("json" if json else format, fields, colour=not no_color)
        self._data = data

    def directory(self) -> Directory:
        """The directory of the dataset asked for."""
        return load(self._data)

    def show(self, page: Page) -> None:
        """Write the page, and end with exit code 1 if nothing was found."""
        write(page, self._target)
        if not page.found:
            raise typer.Exit(1)
