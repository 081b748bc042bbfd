"""Tables of what the entries of the data say of a key, each value with the number of entries that say so.

A record is `((value, count), ...)`, sorted. The counts are there for the data to be edited: what one
entry said and no longer says is gone only when no other says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = tuple[tuple[Any, int], ...]
Place = tuple[int, tuple[str, ...]]  # rank of a sense, the less the more usual; codes of its countries


def record(counts: Mapping[Any, int]) -> Record:
    """The record of values with how many say each."""
    return tuple(sorted(counts.items(), key=repr))


def values(found: object) -> list[Any]:
    """The values of a record; none where there is no record."""
    return [value for value, _ in found] if isinstance(found, tuple) else []


def first(found: object) -> Any:
    """The first of the values, or None."""
    return found[0][0] if isinstance(found, tuple) else None


def usual_countries(found: object) -> tuple[str, ...]:
    """The countries of a name in its most usual sense; where several are equally usual, in all of them."""
    senses: list[Place] = values(found)
    usual = min([rank for rank, _ in senses], default=0)
    return tuple(dict.fromkeys(code for rank, of_sense in senses if rank == usual for code in of_sense))
