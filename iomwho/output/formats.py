"""The plain formats: labelled or tab-separated text, JSON, CSV, Markdown. None needs Rich."""

from __future__ import annotations

from collections.abc import Iterator

from iomwho.errors import UsageError
from iomwho.output.clean import clean, spelt
from iomwho.output.page import Branch, Fields, Grid, Heading, Hierarchy, Line, Page, Paragraph, Row, plain


def as_json(page: Page, pretty: bool) -> str:
    """The page's data as one JSON document: indented for a person, compact for a program."""
    return json_line(page.data) if not pretty else json_line(page.data, indent=2)


def json_line(data: object, indent: int | None = None) -> str:
    r"""`data` as JSON: exact, yet nothing in it can steer a terminal, for what could is written as `\u202e`."""
    import json

    separators = (",", ":") if indent is None else None
    return spelt(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)) + "\n"


def as_csv(page: Page, fields: list[str] | None) -> str:
    """The page's rows as CSV (RFC 4180) with a header."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    columns = chosen(page, fields)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in page.rows)
    return out.getvalue()


def as_fields(page: Page, fields: list[str]) -> str:
    """The chosen fields of the rows, tab-separated, one row a line."""
    columns = chosen(page, fields)
    return "".join("\t".join(clean(row.get(column, "")) for column in columns) + "\n" for row in page.rows)


def json_fields(page: Page, fields: list[str], pretty: bool) -> str:
    """The chosen fields of the rows as a JSON list."""
    columns = chosen(page, fields)
    rows = [{column: row.get(column, "") for column in columns} for row in page.rows]
    return as_json(page._replace(data=rows), pretty)


def chosen(page: Page, fields: list[str] | None) -> list[str]:
    """The valid field names of the page, or those of `fields`. Raises UsageError for a wrong one."""
    known = list(dict.fromkeys(key for row in page.rows for key in row)) or list(fields or ())
    for field in fields or ():
        if field not in known:
            raise UsageError(f"there is no field '{field}' here", f"Fields: {', '.join(known)}.")
    return fields or known


def as_plain(page: Page) -> str:
    """Labelled lines (`label: value`) and tab-separated tables, for pipes."""
    return "".join(f"{text}\n" for block in page.blocks for text in _plain_block(block))


def _plain_block(block: object) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        if text := _text(block.spans):
            yield text
    elif isinstance(block, Fields):
        for label, lines in block.rows:
            yield from (f"{label}: {_text(spans)}" for spans in lines)
    elif isinstance(block, Grid):
        yield from ("\t".join(clean(cell) for cell in row) for row in block.rows)
    elif isinstance(block, Hierarchy):
        yield from _plain_branch(block.root)


def _plain_branch(root: Branch) -> Iterator[str]:
    stack = [(0, root)]
    while stack:
        depth, branch = stack.pop()
        yield "  " * depth + _text(branch.spans)
        stack += [(depth + 1, child) for child in reversed(branch.children)]


def _text(spans: Line) -> str:
    return clean(plain(spans)).rstrip()


def as_markdown(page: Page) -> str:
    """The page as Markdown."""
    parts = ["\n".join(_markdown_block(block)) for block in page.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_block(block: object) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_marked(block.spans)}"
    elif isinstance(block, Paragraph):
        yield _marked(block.spans)
    elif isinstance(block, Fields):
        for label, lines in block.rows:
            yield f"- **{label}:** " + "; ".join(_marked(spans) for spans in lines)
    elif isinstance(block, Grid):
        if block.title:
            yield from (f"**{_escaped(block.title)}**", "")
        if block.rows:
            yield "| " + " | ".join(block.columns) + " |"
            yield "|" + " --- |" * len(block.columns)
            yield from ("| " + " | ".join(_escaped(cell) or " " for cell in row) + " |" for row in block.rows)
    elif isinstance(block, Hierarchy):
        stack = [(0, block.root)]
        while stack:
            depth, branch = stack.pop()
            yield "  " * depth + "- " + _marked(branch.spans)
            stack += [(depth + 1, child) for child in reversed(branch.children)]


def _marked(spans: Line) -> str:
    return "".join(
        f"[{_escaped(span.text)}]({clean(span.link)})" if span.link else _escaped(span.text) for span in spans
    )


def _escaped(text: str) -> str:
    text = clean(text)
    for mark in "\\|*_[]<>`#":
        text = text.replace(mark, "\\" + mark)
    return text


def row_of(pairs: dict[str, str | None]) -> Row:
    """A row without missing values."""
    return {key: value or "" for key, value in pairs.items()}
