"""iomwho: who handles this in the International Organization for Migration?

import iomwho
directory = iomwho.load()
matches = directory.find("donor reporting", as_of=2017, limit=5)
matches[0].unit.name, matches[0].score
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iomwho.version import VERSION as __version__

if TYPE_CHECKING:
    from iomwho.answer import Answer, Match
    from iomwho.directory import Directory, load
    from iomwho.errors import DataError, IomwhoError
    from iomwho.model import Unit

__all__ = ["Answer", "DataError", "Directory", "IomwhoError", "Match", "Unit", "__version__", "load"]

_HOMES = {
    "load": "directory",
    "Directory": "directory",
    "Answer": "answer",
    "Match": "answer",
    "Unit": "model",
    "IomwhoError": "errors",
    "DataError": "errors",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: shell completion needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'iomwho' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"iomwho.{_HOMES[name]}"), name)
