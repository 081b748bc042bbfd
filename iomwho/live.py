"""The prompt of bare `iomwho`: type, and see the answer change as you type."""

from __future__ import annotations

import sys

from iomwho.directory import Directory, load
from iomwho.errors import IomwhoError


def converse() -> None:
    """Talk with a person at a terminal until they leave."""
    directory = load()
    try:
        import prompt_toolkit  # noqa: F401  # the extra `live`
    except ImportError:
        answer_lines(directory)
        return
    from iomwho.live_screen import run

    run(directory)


def answer_lines(directory: Directory) -> None:
    """A plain prompt: one question a line, answered at once; an empty line or Ctrl-D leaves."""
    from iomwho.cli import complain
    from iomwho.output.clean import clean
    from iomwho.output.find import page
    from iomwho.output.writer import Target, write

    name = clean(directory.organization.acronym or directory.organization.name)
    sys.stdout.write(
        f"{name}: who handles what? An empty line leaves. (`pip install 'iomwho[live]'` answers as you type.)\n"
    )
    while True:
        sys.stdout.write("> ")
        sys.stdout.flush()
        query = sys.stdin.readline()
        if not query.strip():
            return
        try:
            write(page(directory, directory.answer(query.strip())), Target(pager=False))
        except IomwhoError as error:
            complain(error.message, error.hint)
