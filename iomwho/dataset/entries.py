"""The entries of a file that is a list, each by its own text: so a changed one is found without parsing the others."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import pairwise

_START = re.compile(r"^-", re.MULTILINE)
_HEAD = re.compile(r"(?:[ \t\r]*(?:#.*)?(?:\n|$))*")  # blank lines and comments
_END = re.compile(r"^(?:\.\.\.|%)", re.MULTILINE)  # of a document, and what may come before another


def split(text: str) -> list[str] | None:
    """The text of each entry: from a line that begins with `-` to the next; None if the file is written otherwise."""
    starts = [found.start() for found in _START.finditer(text)]
    head = text[: starts[0]] if starts else text
    if not _HEAD.fullmatch(head) or _END.search(text):
        return None
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def digest(entry: str) -> str:
    """What tells the text of an entry from that of any other."""
    return blake2b(entry.encode(), digest_size=12).hexdigest()
