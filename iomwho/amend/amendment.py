"""The records of a store that differ now, noted one by one."""

from __future__ import annotations

from typing import Any

from iomwho.compiler import Tables
from iomwho.store import GONE, Store


class Amendment:
    """The records that differ from those of `store`, by table and key; GONE where there is none any more."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.changes: Tables = {}

    def note(self, table: str, key: str, value: object) -> None:
        """Note a record, or GONE."""
        self.changes.setdefault(table, {})[key] = value

    def before(self, table: str, key: str) -> Any:
        """A record of the store, or None."""
        return self.store.table(table).get(key)

    def now(self, table: str, key: str) -> Any:
        """A record as it is after the changes so far, or None."""
        value = self.changes.get(table, {}).get(key)
        return self.before(table, key) if value is None else None if value is GONE else value

    def redraw(self, tables: Tables) -> None:
        """Note what differs in tables that were made anew."""
        for table, drawn in tables.items():
            for key, record in (dict.fromkeys(self.store.table(table).keys(), GONE) | drawn).items():
                if self.before(table, key) != record:
                    self.note(table, key, record)
