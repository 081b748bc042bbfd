"""Fold text so that case, accents and ligatures do not matter."""

from __future__ import annotations

_LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def fold(text: str) -> str:
    """Lower case without accents or ligatures: `Straße` and `STRASSE` are both `strasse`."""
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    text = text.casefold().translate(_LIGATURES)
    return "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
