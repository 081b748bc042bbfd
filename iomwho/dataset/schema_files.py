"""JSON Schemas of the data files, for editors that complete and check them while one types.

`python -m iomwho.dataset.schema_files [DIR]` writes them to DIR (default: data/schema).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from iomwho.dataset.schema import FILES, UNITS, Spec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SPECS: dict[str, Spec] = {**FILES, "units.yaml": UNITS}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the file it is written to."""
    found = {}
    for file, spec in SPECS.items():
        title = "units of a structure (data/YEAR/*.yaml)" if spec is UNITS else f"data/{file}"
        found[file.replace(".yaml", ".json")] = {"$schema": DIALECT, "title": title, **spec.json_schema()}
    return found


def text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write all schemas to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "data/schema"))
