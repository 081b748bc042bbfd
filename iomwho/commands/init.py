"""`iomwho init`: start a directory of your own organization."""

from pathlib import Path
from typing import Annotated

import typer

from iomwho.errors import UsageError


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must not hold a dataset yet.")],
) -> None:
    """Write a small, commented dataset to start your own directory from.

    Examples:
      iomwho init ./my-organization
      iomwho find "late invoices" --data ./my-organization
      IOMWHO_DATA=./my-organization iomwho tree

    """
    from iomwho.starter import FILES

    try:
        if (folder / "organization.yaml").exists():
            raise UsageError(f"{folder} already holds a dataset", "Name another folder, or edit the one that is there.")
        for name, content in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "x", encoding="utf-8") as file:
                file.write(content)
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder} cannot be written: {(error.strerror or '').lower()}",
            "Name a folder you may write to.",
        ) from error
    typer.echo(
        f'Wrote a dataset to {folder}. Next:\n  iomwho check --data {folder}\n  iomwho find "late invoices" --data {folder}'
    )
