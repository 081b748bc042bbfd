"""Our named tuples behave as the standard ones."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from iomwho import record


class Ours(record.NamedTuple):
    """A point."""

    x: int
    y: int = 2
    z: tuple[int, ...] = ()

    @property
    def sum(self) -> int:
        """Of the first two."""
        return self.x + self.y


class Standard(typing.NamedTuple):
    """A point."""

    x: int
    y: int = 2
    z: tuple[int, ...] = ()

    @property
    def sum(self) -> int:
        """Of the first two."""
        return self.x + self.y


SAME: dict[str, Callable[[Any], Any]] = {
    "by position": lambda kind: kind(1, 3, (4,)),
    "with defaults": lambda kind: kind(1),
    "by name": lambda kind: kind(z=(5,), x=1),
    "mixed": lambda kind: kind(1, z=(5,)),
    "replaced": lambda kind: kind(1)._replace(y=7),
    "made": lambda kind: kind._make([1, 2, ()]),
    "as a dict": lambda kind: kind(1)._asdict(),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__doc__),
    "a field": lambda kind: (kind(1).x, kind(1, 5).y, kind(1).sum),
    "shown": lambda kind: repr(kind(1)).replace(kind.__name__, "Point"),
    "hashed": lambda kind: hash(kind(1)),
    "compared": lambda kind: (kind(1) == (1, 2, ()), kind(1) < kind(2), kind(1) != kind(1, 9)),
    "copied": lambda kind: copy.deepcopy(kind(1)),
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind(1))),
    "unpacked": lambda kind: [*kind(1)],
}
REFUSED: dict[str, Callable[[Any], Any]] = {
    "none given": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, (), 4),
    "twice": lambda kind: kind(1, x=2),
    "unknown": lambda kind: kind(1, w=2),
}


@pytest.mark.parametrize("use", SAME.values(), ids=SAME)
def test_same_as_the_standard_ones(use: Callable[[Any], Any]) -> None:
    assert use(Ours) == use(Standard)
    assert type(use(Ours)).__name__.replace("Ours", "Standard") == type(use(Standard)).__name__


@pytest.mark.parametrize("use", REFUSED.values(), ids=REFUSED)
def test_refused_as_by_the_standard_ones(use: Callable[[Any], Any]) -> None:
    for kind in (Ours, Standard):
        with pytest.raises(TypeError):
            use(kind)


@pytest.mark.parametrize("name", ["x", "w"], ids=["a field", "no field"])
def test_nothing_can_be_set(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Ours(1), name, 2)


def test_a_match_statement_takes_it_apart() -> None:
    match Ours(1, 3):
        case Ours(x, y):
            assert (x, y) == (1, 3)


def test_an_unknown_field_cannot_be_replaced() -> None:
    with pytest.raises(TypeError):
        Ours(1)._replace(w=1)  # type: ignore[call-arg]
