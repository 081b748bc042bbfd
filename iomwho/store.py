"""A read-only file of small records that are decoded only when asked for.

One file holds named tables. A table maps keys to values (plain Python values, written with
`marshal`); looking a key up is a binary search among the hashes of all keys, so opening the file
and reading a few records costs the same for a hundred units as for a hundred thousand. Each record carries a checksum:
a damaged one raises `DamagedError` instead of giving a wrong answer.

`marshal` rather than JSON: five times faster to read, built in, and unlike pickle it can hold
nothing but plain values. Its format may change between Python versions, so the file's name and
header carry the version.

    file    = store, or store and a layer over it, which is a store itself
    store   = MAGIC, u32 length of directory, u32 checksum of directory, directory, tables
    table   = hashes of keys, ascending (u32 * n), key offsets (u32 * n+1), keys,
              value offsets (u32 * n+1), values
    value   = u32 checksum, marshal bytes

The directory holds a checksum of each table's hashes, keys and offsets, checked when the table is opened.

A layer holds the records that have changed since: what it says of a key counts, and where it says
GONE there is none any more. So a small change costs a small layer, not all the tables anew.
"""

from __future__ import annotations

import marshal
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from zlib import crc32

MAGIC = b"iomwho-store-12\0" + bytes(sys.version_info[:2])
GONE = ...  # in a layer: the store below has a record of that key, and it no longer counts
_WORD = 4
_MOST_HELD = 8_000_000  # bytes of records of a table that stay unpacked, where they take some five times as much
_KEY = 150  # what a key takes, found or not

Plain = object
Shape = tuple[int, int, int, int]  # of a table: number of keys, bytes of keys, bytes in all, checksum


class DamagedError(Exception):
    """The file is not a store of this version, or a part of it fails its checksum."""


def write(tables: dict[str, dict[str, Plain]]) -> bytes:
    """The bytes of a store that holds `tables`."""
    directory: dict[str, tuple[int, int, int, int, int]] = {}
    parts: list[bytes] = []
    position = 0
    for name, table in tables.items():
        section, shape = _section(table)
        directory[name] = (position, *shape)
        parts.append(section)
        position += len(section)
    head = marshal.dumps(directory)
    lengths = _number(len(head)) + _number(crc32(head))
    padding = bytes(-(len(MAGIC) + 2 * _WORD + len(head)) % _WORD)
    return b"".join([MAGIC, lengths, head, padding, *parts])


def _section(table: dict[str, Plain]) -> tuple[bytes, Shape]:
    from array import array  # not for those who only read

    encoded = {key.encode(): value for key, value in table.items()}
    keys = sorted(encoded, key=lambda key: (crc32(key), key))
    values = []
    for key in keys:
        raw = marshal.dumps(encoded[key])  # type: ignore[arg-type]  # plain values only
        values.append(_number(crc32(raw)) + raw)
    key_offsets, value_offsets = _offsets(keys), _offsets(values)
    names, body = b"".join(keys), b"".join(values)
    names += bytes(-len(names) % _WORD)
    index = array("I", map(crc32, keys)).tobytes() + key_offsets + names + value_offsets
    section = index + body
    section += bytes(-len(section) % _WORD)
    return section, (len(keys), len(names), len(section), crc32(index))


def _number(value: int) -> bytes:
    return value.to_bytes(_WORD, sys.byteorder)


def _offsets(chunks: list[bytes]) -> bytes:
    from array import array
    from itertools import accumulate

    return array("I", accumulate(map(len, chunks), initial=0)).tobytes()


_EMPTY = bytes(2 * _WORD)  # no hashes, and where nothing begins
_NO_TABLE = (0, 0, 0, 0, crc32(_EMPTY))


class Table:
    """One table of a store: a mapping from text keys to plain values, read on demand."""

    def __init__(
        self,
        view: memoryview,
        count: int,
        names: int,
        check: int,
        over: Table | None = None,
        mend: Callable[[], Table] | None = None,
    ) -> None:
        width = _WORD * (count + 1)
        start = _WORD * count
        values = start + width + names
        if crc32(view[: values + width]) != check:
            raise DamagedError
        self._count = count
        self._hashes = view[:start].cast("I")
        self._key_offsets = view[start : start + width].cast("I")
        self._keys = view[start + width : values]
        self._value_offsets = view[values : values + width].cast("I")
        self._values = view[values + width :]
        self._known: dict[str, object] = {}
        self._held = 0
        self._over = over
        self._mend = mend

    def __len__(self) -> int:
        return self._count if self._over is None else len(self.keys())

    def get(self, key: str) -> object | None:
        """The value at `key`, or None. Raises DamagedError if the record is damaged for good."""
        known = self._known.get(key, self)
        if known is not self:
            return known
        try:
            value, size = self._record(key)
        except DamagedError:
            if self._mend is None:
                raise
            value, size = self._mend().get(key), 0
        self._held += _KEY + size
        if self._held > _MOST_HELD:  # a process that answers for weeks must not grow without end
            self._known.clear()
            self._held = 0
        self._known[key] = value
        return value

    def keys(self) -> list[str]:
        """All keys, sorted by their bytes."""
        offsets = self._key_offsets
        found = {bytes(self._keys[offsets[at] : offsets[at + 1]]) for at in range(self._count)}
        if self._over:
            changed = {key.encode(): self._over.get(key) is not GONE for key in self._over.keys()}  # noqa: SIM118
            found = {key for key in found | set(changed) if changed.get(key, True)}
        return [str(key, "utf-8") for key in sorted(found)]

    def read(self, key: str) -> Plain:
        """As `get`, but the value is not kept for the next time. Raises DamagedError."""
        return self._record(key)[0]

    def items(self) -> Iterator[tuple[str, Plain]]:
        """All keys with their values, of which none is kept. Raises DamagedError."""
        return ((key, self.read(key)) for key in self.keys())

    def _record(self, key: str) -> tuple[object | None, int]:
        """The value at `key`, and its size in the file."""
        if self._over is not None:
            value = self._over.get(key)
            if value is not None:
                return (None if value is GONE else value), 0
        position = self._find(key.encode("utf-8", "surrogatepass"))
        if position < 0:
            return None, 0
        return self._value(position), self._value_offsets[position + 1] - self._value_offsets[position]

    def _find(self, key: bytes) -> int:
        wanted, hashes, offsets = crc32(key), self._hashes, self._key_offsets
        at = bisect_left(hashes, wanted)
        while at < self._count and hashes[at] == wanted:
            if self._keys[offsets[at] : offsets[at + 1]] == key:
                return at
            at += 1
        return -1

    def _value(self, position: int) -> object:
        start, end = self._value_offsets[position], self._value_offsets[position + 1]
        raw = self._values[start + _WORD : end]
        if crc32(raw) != int.from_bytes(self._values[start : start + _WORD], sys.byteorder):
            raise DamagedError
        value: object = marshal.loads(raw)
        return value


class Store:
    """An open store; `table(name)` gives one of its tables.

    `rebuild` makes the store anew where a part of this one turns out to be damaged later on.
    """

    def __init__(self, data: bytes | memoryview, rebuild: Callable[[], Store] | None = None) -> None:
        view = memoryview(data)
        head = len(MAGIC)
        if bytes(view[:head]) != MAGIC:
            raise DamagedError
        size = int.from_bytes(view[head : head + _WORD], sys.byteorder)
        check = int.from_bytes(view[head + _WORD : head + 2 * _WORD], sys.byteorder)
        start = head + 2 * _WORD
        raw = view[start : start + size]
        if not size or len(raw) != size or crc32(raw) != check:
            raise DamagedError
        self._directory: dict[str, tuple[int, int, int, int, int]] = marshal.loads(raw)
        self._view = view
        self._start = start + size + (-(start + size) % _WORD)
        self._tables: dict[str, Table] = {}
        self._rebuild = rebuild
        self._replacement: Store | None = None
        end = self._start + sum(entry[3] for entry in self._directory.values())
        if end > len(view):
            raise DamagedError  # cut short
        self._below = view[:end]
        self._layer = Store(view[end:]) if end < len(view) else None

    @property
    def is_amended(self) -> bool:
        """Whether a layer lies over the store."""
        return self._layer is not None

    def table(self, name: str) -> Table:
        """The table called `name`; an empty one where the store has none."""
        found = self._tables.get(name)
        if found is None:
            position, count, names, size, check = self._directory.get(name, _NO_TABLE)
            view = self._section(position, size) if size else memoryview(_EMPTY)
            mend = (lambda: self._replaced(name)) if self._rebuild else None
            try:
                over = self._layer.table(name) if self._layer and name in self._layer._directory else None
                found = Table(view, count, names, check, over, mend)
            except DamagedError:
                found = self._replaced(name)
            self._tables[name] = found
        return found

    def amend(self, changes: dict[str, dict[str, Plain]]) -> tuple[memoryview, bytes]:
        """Lay `changes` over the tables (GONE removes a key); give the bytes of the store and of its layer."""
        layer: dict[str, dict[str, Plain]] = {}
        if self._layer:
            for name in self._layer._directory:
                table = self._layer.table(name)
                layer[name] = {key: table.get(key) for key in table.keys()}  # noqa: SIM118  # no dict
        for name, records in changes.items():
            layer[name] = layer.get(name, {}) | records
        data = write(layer)
        self._layer = Store(data)
        self._tables.clear()
        return self._below, data

    def _section(self, position: int, size: int) -> memoryview:
        begin = self._start + position
        return self._view[begin : begin + size]

    def _replaced(self, name: str) -> Table:
        if self._replacement is None:
            if self._rebuild is None:
                raise DamagedError
            self._replacement = self._rebuild()
        return self._replacement.table(name)
