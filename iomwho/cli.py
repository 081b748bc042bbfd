"""The command line: which commands there are, and the one place where errors become messages."""

from __future__ import annotations

import typer

app = typer.Typer()
from iomwho.commands.find import find
app.command()(find)
@app.callback()
def main() -> None:
    pass
