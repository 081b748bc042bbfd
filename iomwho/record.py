"""Named tuples that cost a fifth of `typing.NamedTuple` to define.

Some seventy of them are defined on the way to an answer; the standard ones write and compile source
code for each (50 µs), these only place a getter per field. They are used, and checked by mypy, as
`typing.NamedTuple` is: fields, defaults, `_replace`, `_asdict`, `_fields`, methods and properties.
A module that defines some begins with `from __future__ import annotations`, so that the types are
only text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter  # what `collections.namedtuple` uses as well

    class _Kind(type):
        """Makes the fields out of the annotations of a class."""

        def __new__(kind, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space[field] for field in fields if field in space}
            space |= {field: _tuplegetter(at, f"Field {at}.") for at, field in enumerate(fields)}
            space |= {"_fields": fields, "__match_args__": fields, "__slots__": (), "_field_defaults": defaults}
            space["_defaults"] = tuple(defaults.values())  # those of the last fields
            return super().__new__(kind, name, bases, space)

    class NamedTuple(tuple, metaclass=_Kind):
        """The base of a named tuple; see `typing.NamedTuple`."""

        def __new__(cls, *values: Any, **named: Any) -> NamedTuple:
            """The tuple of the values of the fields, given by position or name, or their defaults."""
            missing = len(cls._fields) - len(values)
            if missing or named:
                simple = not named and 0 < missing <= len(cls._defaults)
                values += cls._defaults[-missing:] if simple else cls._rest(len(values), named)
            return tuple.__new__(cls, values)

        @classmethod
        def _rest(cls, given: int, named: dict[str, Any]) -> tuple[Any, ...]:
            """The values of the fields after the first `given`. Raises TypeError if some are missing or too many."""
            wanted = cls._fields[given:]
            known = cls._field_defaults | named
            missing = [field for field in wanted if field not in known]
            excess = [field for field in named if field not in wanted]
            if missing or excess or given > len(cls._fields):
                raise TypeError(f"{cls.__name__}: {given} values by position, missing {missing}, not expected {excess}")
            return tuple([known[field] for field in wanted])

        _make = classmethod(tuple.__new__)  # of all values: thrice as fast as by name or default

        def _replace(self, **named: Any) -> NamedTuple:
            values = [named.pop(field, value) for field, value in zip(self._fields, self, strict=True)]
            return type(self)(*values, **named)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            shown = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"
