"""Where a page goes: which format, with colour or not, through the pager or not, to which stream."""

from __future__ import annotations

import os
import sys

from iomwho.errors import UsageError
from iomwho.output import formats
from iomwho.output.page import Page
from iomwho.record import NamedTuple

FORMATS = ("table", "plain", "json", "csv", "md")


class Target(NamedTuple):
    """How to write: a format's name (None: by where the output goes), fields, colour, pager."""

    format: str | None = None
    fields: str | None = None
    colour: bool = True
    pager: bool = True


def write(page: Page, target: Target) -> None:
    """Write `page` to standard output. Raises UsageError for a wrong format or field."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
    if target.format not in (None, *FORMATS):
        raise UsageError(f"there is no format '{target.format}'", f"Formats: {', '.join(FORMATS)}.")
    name = target.format or ("table" if terminal or "FORCE_COLOR" in os.environ else "plain")
    text = _text(page, name, target)
    if name == "table" and terminal and target.pager and _is_long(text):
        _page(text)
    else:
        _put(text)


def _text(page: Page, name: str, target: Target) -> str:
    fields = [field.strip() for field in target.fields.split(",") if field.strip()] if target.fields else None
    if name == "json":
        pretty = sys.stdout.isatty()
        return formats.json_fields(page, fields, pretty) if fields else formats.as_json(page, pretty)
    if name == "csv":
        return formats.as_csv(page, fields)
    if name == "md":
        return formats.as_markdown(page)
    if fields:
        return formats.as_fields(page, fields)
    if name == "plain":
        return formats.as_plain(page)
    from iomwho.output.terminal import draw

    return draw(page, sys.stdout, colour=colour_wanted(target))


def colour_wanted(target: Target) -> bool:
    """Colour, unless NO_COLOR (no-color.org), --no-color, or no terminal; FORCE_COLOR insists."""
    if not target.colour or os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _put(text: str) -> None:
    """Write text in the stream's encoding; what it cannot hold becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def _is_long(text: str) -> bool:
    try:
        height = os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return False
    return text.count("\n") >= height


def _page(text: str) -> None:
    """Show text in $PAGER (default: less, which leaves short text on the screen)."""
    import shlex
    import subprocess

    command = shlex.split(os.environ.get("PAGER", "less"))
    environment = {"LESS": "FRX", **os.environ}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except (OSError, IndexError):
        _put(text)
        return
    try:
        process.communicate(text.encode(sys.stdout.encoding or "utf-8", "replace"))
    except KeyboardInterrupt:
        process.wait()
