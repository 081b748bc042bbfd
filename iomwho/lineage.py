"""What became of what: the lines that changes draw through the structures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iomwho.model import Change, Unit

Key = tuple[str, str]  # (structure, unit id)


class Lineage:
    """Changes by where they lead from and to."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.forward: dict[Key, list[Change]] = {}
        self.backward: dict[Key, list[Change]] = {}
        for change in changes:
            if change.origin:
                self.forward.setdefault((change.origin_structure, change.origin), []).append(change)
            for target in change.targets:
                self.backward.setdefault((change.target_structure, target), []).append(change)

    def reach(self, start: Key, forward: bool) -> list[Key]:
        """The units that `start` became (or came from), nearest first, through all structures."""
        found: dict[Key, None] = {}
        queue = [start]
        for key in queue:
            for change in (self.forward if forward else self.backward).get(key, ()):
                steps = _targets(change) if forward else _origin(change)
                for step in steps:
                    if step not in found and step != start:
                        found[step] = None
                        queue.append(step)
        return list(found)


def _targets(change: Change) -> list[Key]:
    return [(change.target_structure, target) for target in change.targets]


def _origin(change: Change) -> list[Key]:
    return [(change.origin_structure, change.origin)] if change.origin else []


def former_names(unit: Unit, lineage: Lineage, named: Callable[[Key], Unit | None]) -> tuple[str, ...]:
    """The names (all languages) that `unit` bore in other structures and does not bear in its own.

    A unit that was split or merged gives its name to each successor: whoever asks by the old name
    means what came of it. `named` gives the unit of a structure and id.
    """
    key = (unit.structure, unit.id)
    own = {name.casefold() for name in (unit.name, *filter(None, unit.names))}
    found: dict[str, None] = {}
    for other in (*lineage.reach(key, forward=False), *lineage.reach(key, forward=True)):
        relative = named(other) if other[0] != unit.structure else None
        if relative:
            acronym = [relative.acronym.text] if relative.acronym else []
            names = (relative.name, *filter(None, relative.names), *acronym)
            found.update(dict.fromkeys(name for name in names if name.casefold() not in own))
    return tuple(found)
