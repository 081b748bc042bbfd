"""The page on a terminal, drawn with Rich: colour and boxes that carry no meaning alone."""

from __future__ import annotations

import os
from io import StringIO
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from iomwho.output.clean import clean
from iomwho.output.page import Branch, Fields, Grid, Heading, Hierarchy, Line, Page, Paragraph

# The 8 basic colours only: they follow the person's light or dark theme.
STYLES = {
    "": "",
    "name": "bold cyan",
    "strong": "bold",
    "dim": "dim",
    "label": "dim",
    "warn": "bold yellow",
    "head": "bold",
}
NARROW = 60


def console(stream: TextIO, colour: bool, width: int | None = None) -> Console:
    """A console that draws on `stream`; without `colour` nothing but text and boxes."""
    return Console(
        file=stream,
        no_color=not colour,
        force_terminal=True,
        color_system="auto" if colour else None,
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
        safe_box=True,
    )


def draw(page: Page, stream: TextIO, *, colour: bool, width: int | None = None, ascii_only: bool = False) -> str:
    """The page drawn at `width` columns (default: the terminal's), as text with escape sequences."""
    probe = console(stream, colour, width)
    out = StringIO()
    drawing = console(out, colour, probe.width)
    drawing.print(Group(*(_block(block, probe.width, ascii_only) for block in page.blocks)))
    text = out.getvalue()
    return "\n".join(row.rstrip() for row in text.split("\n")) if not colour else text


def _block(block: object, width: int, ascii_only: bool) -> RenderableType:
    if isinstance(block, Heading):
        return _text(block.spans)
    if isinstance(block, Paragraph):
        return Padding(_text(block.spans), (0, 0, 0, block.indent))
    if isinstance(block, Fields):
        return _fields(block, width)
    if isinstance(block, Grid):
        return _grid(block, width)
    if isinstance(block, Hierarchy):
        return _tree(block.root, ascii_only)
    return Text("")


def _text(spans: Line) -> Text:
    text = Text()
    for span in spans:
        text.append(clean(span.text), _style(span.style, span.link))
    return text


def _style(name: str, link: str = "") -> Style:
    style = Style.parse(STYLES[name])
    return style + Style(link=link) if link and link == clean(link) else style


def _fields(block: Fields, width: int) -> RenderableType:
    if width < NARROW:  # label above value: there is no room beside it
        rows: list[RenderableType] = []
        for label, lines in block.rows:
            rows.append(Text(label, _style("label")))
            rows += [Padding(_text(spans), (0, 0, 0, 2)) for spans in lines]
        return Group(*rows)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=max((len(label) for label, _ in block.rows), default=0), no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for label, lines in block.rows:
        for number, spans in enumerate(lines):
            table.add_row(Text(label if number == 0 else "", _style("label")), _text(spans))
    return Padding(table, (0, 0, 0, 2))


def _grid(block: Grid, width: int) -> RenderableType:
    parts: list[RenderableType] = []
    if block.title:
        parts.append(Text(clean(block.title), _style("label")))
    if width < NARROW or block.stacked:
        for row in block.rows:
            parts.append(Text(clean(row[0])))
            parts += [Padding(Text(clean(cell), _style("dim")), (0, 0, 0, 2)) for cell in row[1:] if cell]
        return Group(*parts)
    table = Table(
        box=None, padding=(0, 2, 0, 0), show_header=bool(block.columns and any(block.columns)), pad_edge=False
    )
    for number, column in enumerate(block.columns):
        table.add_column(
            column, header_style=_style("label"), style=_style("" if number == 0 else "dim"), overflow="fold"
        )
    for row in block.rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    parts.append(Padding(table, (0, 0, 0, 2)))
    return Group(*parts)


def _tree(root: Branch, ascii_only: bool) -> Tree:
    """Rich's tree, built without recursion; its own drawing is iterative as well."""
    top = Tree(_text(root.spans), guide_style=_style("dim"))
    stack = [(top, root)]
    while stack:
        node, branch = stack.pop()
        for child in branch.children:
            stack.append((node.add(_text(child.spans)), child))
    return top


def is_dumb() -> bool:
    """Whether the terminal can do nothing but text."""
    return os.environ.get("TERM") in ("dumb", "unknown")
