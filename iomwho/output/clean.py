"""Make text safe for a terminal: the one place where control characters are taken out.

Data and queries are only ever data: no escape sequence, no control character and no bidirectional
override of theirs may reach a terminal (the Trojan Source trick). JSON and CSV stay exact.
"""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, bidirectional marks, embeddings, overrides and isolates, line and
# paragraph separators, byte order mark, interlinear annotation, tags, lone surrogates.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"


def clean(text: str) -> str:
    """`text` with each unsafe character replaced (white space by a space, others by U+FFFD)."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, lambda match: " " if match.group() in "\t\n\r\x0b\x0c\u2028\u2029" else "\ufffd", text)


def spelt(json: str) -> str:
    r"""A JSON document with each unsafe character of its texts written as `\u202e`: the same document, but safe."""
    if json.isascii() and "\x7f" not in json:  # below the space JSON allows none but line ends, which are its own
        return json
    return re.sub(_UNSAFE, lambda match: _spelt(match.group()), json)


def _spelt(letter: str) -> str:
    if letter < " ":
        return letter
    pair = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[at : at + 2].hex()}" for at in range(0, len(pair), 2))
