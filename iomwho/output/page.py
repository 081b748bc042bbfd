"""What a screen says, apart from how it is drawn: blocks of text that each format writes its way."""

from __future__ import annotations

from iomwho.record import NamedTuple


class Span(NamedTuple):
    """A piece of text with a meaning (`style`: name, dim, label, strong, warn) and maybe a link."""

    text: str
    style: str = ""
    link: str = ""


Line = tuple[Span, ...]


class Heading(NamedTuple):
    """The name of what follows; `level` 1 for the page, 2 for a part."""

    spans: Line
    level: int = 1


class Paragraph(NamedTuple):
    """A line of running text, indented by `indent` columns."""

    spans: Line
    indent: int = 0


class Fields(NamedTuple):
    """Labels with one or more lines each."""

    rows: tuple[tuple[str, tuple[Line, ...]], ...]


class Grid(NamedTuple):
    """A table; the first column is what is looked for.

    `stacked` puts the cells of a row under each other on a screen, as a narrow one does with all.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    stacked: bool = False


class Branch(NamedTuple):
    """A node of a tree and the nodes below it."""

    spans: Line
    children: tuple[Branch, ...] = ()


class Hierarchy(NamedTuple):
    """A tree."""

    root: Branch


class Gap(NamedTuple):
    """An empty line on a screen; nothing in a pipe."""


Block = Heading | Paragraph | Fields | Grid | Hierarchy | Gap

Row = dict[str, str]


class Page(NamedTuple):
    """Everything a command says: blocks for people, `data` for JSON, `rows` for CSV and plain fields.

    `found` is False where nothing was found (exit code 1); `notes` go to standard error.
    """

    blocks: tuple[Block, ...]
    data: object
    rows: tuple[Row, ...]
    found: bool = True
    notes: tuple[str, ...] = ()


def line(text: str, style: str = "", link: str = "") -> Line:
    """A line of one span."""
    return (Span(text, style, link),)


def plain(spans: Line) -> str:
    """The text of a line."""
    return "".join(span.text for span in spans)
