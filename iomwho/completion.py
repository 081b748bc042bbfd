"""Words for shell completion: unit names, countries, structures, audiences, kinds.

Accents and case are forgiven. Reads only the key tables of the store: nothing is analysed.
"""

from __future__ import annotations

import os

from iomwho.errors import IomwhoError

MOST = 50
SAFE = "_-+./:,@%"  # of no meaning to a shell


def candidates(sort: str, incomplete: str) -> list[str]:
    """What may complete `incomplete`; empty where the data cannot be read."""
    try:
        names = _names(sort)
    except (IomwhoError, OSError):
        return []
    from iomwho.fold import fold
    from iomwho.output.clean import clean

    wanted = fold(incomplete)
    starts = [name for name in names if fold(name).startswith(wanted)]
    holds = [name for name in names if wanted in fold(name)]
    return [clean(name) for name in (starts or holds)[:MOST]]


def for_shell(name: str) -> str:
    """`name` as it may stand on the command line: Bash takes it letter for letter, others quote it."""
    if os.environ.get("_IOMWHO_COMPLETE") != "complete_bash" or _is_quoted():
        return name
    return "".join(letter if letter.isalnum() or letter in SAFE else f"\\{letter}" for letter in name)


def _is_quoted() -> bool:
    """Whether the word being typed begins with a quotation mark, which Bash keeps and closes itself."""
    typed = os.environ.get("COMP_WORDS", "")
    return typed.count('"') % 2 == 1 or typed.count("'") - typed.count("\\'") == 1


def _names(sort: str) -> list[str]:
    from iomwho.compiled import data_folder, open_store

    store = open_store(data_folder())
    found = store.table("completion").get(sort)
    return list(found) if isinstance(found, tuple) else []
