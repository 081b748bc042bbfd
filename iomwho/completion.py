"""Words for shell completion: unit names, countries, structures, audiences, kinds.

Accents and case are forgiven. Reads only the key tables of the store: nothing is analysed.
"""

from __future__ import annotations

from iomwho.errors import IomwhoError

MOST = 50


def candidates(sort: str, incomplete: str) -> list[str]:
    """What may complete `incomplete`; empty where the data cannot be read."""
    try:
        names = _names(sort)
    except (IomwhoError, OSError):
        return []
    from iomwho.fold import fold

    wanted = fold(incomplete)
    starts = [name for name in names if fold(name).startswith(wanted)]
    holds = [name for name in names if wanted and wanted in fold(name) and name not in starts]
    return (starts + holds)[:MOST]


def _names(sort: str) -> list[str]:
    from iomwho.compiled import data_folder, open_store

    store = open_store(data_folder())
    found = store.table("completion").get(sort)
    return list(found) if isinstance(found, tuple) else []
