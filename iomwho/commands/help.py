"""`iomwho help`: short texts on what the commands share."""

from typing import Annotated

import typer

from iomwho.errors import NothingFoundError


def _topics(incomplete: str) -> list[str]:
    from iomwho.manual import TOPICS

    return [name for name in TOPICS if name.startswith(incomplete.lower())]


def help_topic(
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]",
            help="queries, structures, formats, exit codes, json, environment, data, completion.",
            show_default=False,
            autocompletion=_topics,
        ),
    ] = None,
) -> None:
    """Explain what commands share: asking, structures, formats, exit codes, JSON, environment, data.

    Examples:
      iomwho help queries
      iomwho help exit codes
      iomwho help json

    """
    from difflib import get_close_matches

    from iomwho.manual import TOPICS

    if not topic:
        rows = "\n".join(f"  {name:12}  {text.splitlines()[0]}" for name, text in TOPICS.items())
        typer.echo(f"Topics:\n{rows}\n\n`iomwho help TOPIC` shows one; `iomwho COMMAND --help` explains a command.")
        return
    name = " ".join(topic).lower().replace("-", " ")
    if name not in TOPICS:
        near = get_close_matches(name, TOPICS, 1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Topics: {', '.join(TOPICS)}."
        raise NothingFoundError(f"there is no help on '{name}'", hint)
    typer.echo(TOPICS[name].rstrip())
