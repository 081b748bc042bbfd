"""The command line: which commands there are, and the one place where errors become messages.

A command's module is imported only when that command runs: building all of them would cost more
than the answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from iomwho.errors import IomwhoError
from iomwho.version import VERSION

if TYPE_CHECKING:
    from typer.core import TyperCommand

# In the order of `iomwho --help`: command -> (module in iomwho.commands, function).
COMMANDS = {
    "find": ("find", "find"),
    "show": ("show", "show"),
    "tree": ("tree", "tree"),
    "office": ("office", "office"),
    "entry": ("entry", "entry"),
    "list": ("list", "list_units"),
    "topics": ("topics", "topics"),
    "history": ("history", "history"),
    "diff": ("diff", "diff"),
    "sources": ("sources", "sources"),
    "check": ("check", "check"),
    "eval": ("eval", "evaluate"),
    "init": ("init", "init"),
    "help": ("help", "help_topic"),
}
SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The group of commands, each built when it is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for suggestions

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """The command, built from its function; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        callback = getattr(import_module(f"iomwho.commands.{module}"), function)
        doc = callback.__doc__ or ""
        info = CommandInfo(
            cmd_name, callback=callback, help=_help(doc), short_help=_short(doc), context_settings=SETTINGS
        )
        return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)  # type: ignore[return-value]

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and turn every error a person can meet into `error: ...` and an exit code."""

        def run() -> Any:
            return super(Commands, self).main(
                args, prog_name, complete_var, standalone_mode=False, windows_expand_args=windows_expand_args, **extra
            )

        if not standalone_mode:
            return run()
        _open_streams()
        sys.exit(_exit_code(run))


def _open_streams() -> None:
    """Where the caller has closed standard output or error (`>&-`), write to nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # until the process ends


def _exit_code(run: Callable[[], Any]) -> int:
    """What the process ends with: contract of `iomwho help exit codes`."""
    try:
        result = run()
        sys.stdout.flush()
    except IomwhoError as error:
        return complain(error.message, error.hint, error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: no error
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except OSError as error:  # a full disk
        reason = (error.strerror or str(error)).lower()
        what = f"{error.filename} cannot be read or written" if error.filename else "the answer cannot be written"
        return complain(f"{what}: {reason}", "Send it elsewhere, or make room.")
    except Exception as error:
        if hasattr(error, "format_message"):  # what Typer says of a wrong command line
            return complain(*_usage(error))
        raise
    return result if isinstance(result, int) else 0


def complain(message: str, hint: str = "", code: int = 2) -> int:
    """Print an error and its hint on standard error; give back the exit code."""
    from iomwho.output.clean import clean

    lines = [f"error: {message}"] + ([f"hint: {hint}"] if hint else [])
    text = "\n".join(clean(row) for row in "\n".join(lines).split("\n"))
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    return code


def _usage(error: Any) -> tuple[str, str]:
    """Typer's message as our sentence, and the command that explains the command."""
    message = error.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "iomwho"
    return message, f"`{path} --help` shows how to use it."


def _help(doc: str) -> str:
    """A docstring as help: the examples keep their lines."""
    lines = [line.strip() if not line.startswith("      ") else line[4:] for line in doc.split("\n")]
    return "\n".join(lines).replace("Examples:", "\b\nExamples:")


def _short(doc: str) -> str:
    """What a docstring's first sentence says before its details: the line in the list of commands."""
    return doc.split("\n")[0].split(":")[0].split(";")[0].rstrip(".") + "."


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings=SETTINGS,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iomwho {VERSION}, an unofficial directory made from dated public documents")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Who handles this? Find the unit of an organization that owns a matter, and how to reach it.

    \b
    iomwho find "donor reporting"      the unit, why it, and how to reach it
    iomwho tree "External Relations"   the hierarchy below a unit
    iomwho office Vienna               the office for a place or a partner body

    `iomwho COMMAND --help` explains a command, `iomwho help` everything else.
    """  # noqa: D301  # the escape keeps the lines of the examples apart
    if context.invoked_subcommand is None:
        if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
            from iomwho.live import converse

            converse()
        else:
            typer.echo(context.get_help())
