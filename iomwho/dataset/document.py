"""One YAML file as plain values that remember where they stand.

Stricter than YAML on purpose: no duplicate keys, no anchors or aliases (so nothing can explode),
no tags, no dates or numbers (2022 and 2022-06 stay text), UTF-8 only, bounded size and depth.
"""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NamedTuple

import yaml

MAX_BYTES = 8_000_000  # the shipped files are below 200 kB; a larger one is a mistake
MAX_DEPTH = 40

Plain = dict[str, Any] | list[Any] | str | bool | None
Location = tuple[str | int, ...]  # keys and positions that lead from the top of a file to a value


class Key(str):
    """A last step of a location that means the key itself, not its value."""

    __slots__ = ()


class Fault(NamedTuple):
    """One thing wrong with the data, where (1-based line and column) and what to do about it."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.message}"


class _Loader(yaml.CSafeLoader):
    """CSafeLoader without numbers and dates: only true/false and null are anything but text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag.endswith((":bool", ":null", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}

_STRING, _NULL, _BOOL, _MERGE = (f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "merge"))
_TRUE = frozenset(form for word in ("true", "yes", "on") for form in (word, word.title(), word.upper()))
_FALSE = frozenset(form for word in ("false", "no", "off") for form in (word, word.title(), word.upper()))
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_WORDS = _TRUE | _FALSE | _NOTHING | {"<<"}  # what is more than text where it stands without quotes
_COLLECTIONS = (None, "!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class Document:
    """A parsed file: `value` is what it says, `place(location)` where it says it.

    `faulty` holds the first steps to what has a fault of its own: nothing more can be said of it.
    `is_read` is false where it cannot even be told which entries there are. Of the parsed `text`
    only the value is kept; the places, twenty times as large, are found anew for the first fault.
    """

    def __init__(self, name: str, value: Plain, text: str = "", *, is_read: bool = True) -> None:
        self.name = name
        self.value = value
        self.is_read = is_read
        self.faulty: set[str | int] = set()
        self._text = text
        self._root: yaml.Node | None = None

    def place(self, location: Location) -> tuple[int, int]:
        """Line and column (1-based) of the value at `location`, or of its nearest container."""
        if self._root is None:
            self._root = _Loader(self._text).get_single_node()
        node = self._root
        if node is None:
            return 1, 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            node = found[isinstance(step, Key)]
        return _position(node.start_mark)

    def fault(self, location: Location, message: str, hint: str = "") -> Fault:
        """A fault at `location` of this document."""
        return Fault(self.name, *self.place(location), message, hint)


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The value at `step` of a node, and its key (of an item of a list: itself)."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next(((value, key) for key, value in node.value if key.value == step), None)
    return None


def read(path: Path, name: str) -> tuple[Document | None, list[Fault]]:
    """Parse the file at `path`, called `name` in messages; the document is None if it can't be."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            what = "a directory" if S_ISDIR(status.st_mode) else "a device or pipe"
            return None, [Fault(name, 0, 0, f"is {what}, not a file", "Put a YAML file in its place.")]
        if status.st_size > MAX_BYTES:
            message = f"the file is too large ({status.st_size:,} bytes)"
            return None, [Fault(name, 0, 0, message, f"At most {MAX_BYTES:,} bytes; split it.")]
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, [Fault(name, 0, 0, f"cannot be read: {reason}", "Check that the file exists and may be read.")]
    return parse(raw, name)


def parse(raw: bytes, name: str) -> tuple[Document | None, list[Fault]]:
    """Parse the bytes of a YAML file called `name`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return None, [Fault(name, line, column, "is not UTF-8 text", "Save the file in the encoding UTF-8.")]
    reader = _Reader(text, name)
    try:
        value = reader.document()
    except _TooDeepError as error:
        return None, [*reader.faults, error.fault]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_fault(error, name)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [_reader_fault(error, text, name)]
    return None if reader.has_anchors else Document(name, value, text), reader.faults


class _TooDeepError(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Reader:
    """Makes plain values of the events of a parser, so that no alias is ever followed and no depth overruns a stack.

    What must not be there is noted in `faults` and read as nothing.
    """

    def __init__(self, text: str, name: str) -> None:
        self._event = _Loader(text).get_event
        self._name = name
        self._depth = 0
        self.faults: list[Fault] = []
        self.has_anchors = False

    def document(self) -> Plain:
        """The value of the one document. Raises a YAMLError if the text is no YAML, _TooDeepError."""
        self._event()  # the stream starts
        if isinstance(self._event(), yaml.StreamEndEvent):
            return None
        value = self._value(self._event())
        self._event()  # the document ends
        event: Any = self._event()
        if not isinstance(event, yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem="another document begins here", problem_mark=event.start_mark)
        return value

    def _value(self, event: Any) -> Plain:
        self._anchor(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        self._depth += 1
        if self._depth > MAX_DEPTH:
            where = _position(event.start_mark)
            raise _TooDeepError(Fault(self._name, *where, "is nested too deeply", f"At most {MAX_DEPTH} levels."))
        value = self._sequence() if isinstance(event, yaml.SequenceStartEvent) else self._mapping()
        self._depth -= 1
        if event.implicit or event.tag in _COLLECTIONS:
            return value
        self._strange(event, event.tag)
        return None

    def _scalar(self, event: Any) -> str | bool | None:
        value: str = event.value
        tag = event.tag
        if tag is None or tag == "!":
            if not event.implicit[0] or (value not in _WORDS):
                return value
            tag = _NULL if value in _NOTHING else _MERGE if value == "<<" else _BOOL
        if tag == _STRING:
            return value
        if tag == _BOOL:
            return value in _TRUE
        if tag != _NULL:
            self._strange(event, tag)
        return None

    def _sequence(self) -> list[Any]:
        found = []
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            found.append(self._value(event))
        return found

    def _mapping(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self._value(event)
                self._report(event, "a key must be a plain word", "Write it like 'name: ...'.")
                self._value(self._event())
                continue
            self._anchor(event)
            if key in found:
                self._report(event, f"the key '{key}' stands here twice", "Keep one of the two.")
            value = self._value(self._event())
            found.setdefault(key, value)
        return found

    def _anchor(self, event: Any) -> None:
        if getattr(event, "anchor", None):
            self.has_anchors = True
            hint = "Write the value out; put quotes around a text that begins with & or *."
            self._report(event, "anchors and aliases (& and *) are not allowed", hint)

    def _strange(self, event: Any, tag: str) -> None:
        tag = tag.replace("tag:yaml.org,2002:", "!!")
        hint = "Remove the tag; put quotes around a text that begins with '!'."
        self._report(event, f"the tag '{tag}' is not allowed", hint)

    def _report(self, event: Any, message: str, hint: str) -> None:
        self.faults.append(Fault(self._name, *_position(event.start_mark), message, hint))


def _position(mark: Any) -> tuple[int, int]:
    """Line and column as editors count them; (0, 0) where the parser gives none."""
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _syntax_fault(error: yaml.MarkedYAMLError, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "cannot be understood"
    if "end of stream" in problem and "quoted" in (error.context or ""):
        message = "is not valid YAML: a quote is opened here and never closed"
        return Fault(name, *_position(error.context_mark), message, "Close it, or double it inside the text.")
    hint = "Check the indentation, the colons and the quotes around this line."
    if "alias" in (error.context or "") or "anchor" in (error.context or ""):
        hint = "Put quotes around a text that begins with & or *."
    elif "tab" in problem or ("token" in problem and "start" in problem):
        hint = "Use spaces, not tabs, to indent; quote texts that begin with a special character."
    elif "another document" in problem:
        hint = "Keep one list in each file: remove the line '---'."
    return Fault(name, *_position(mark), f"is not valid YAML: {problem}", hint)


def _reader_fault(error: Exception, text: str, name: str) -> Fault:
    position = getattr(error, "position", None)
    if isinstance(position, int) and position <= len(text):
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        return Fault(name, line, column, "holds a character that YAML does not allow", "Remove the control character.")
    return Fault(name, 0, 0, "is not valid YAML", "Remove control characters; check the quotes.")
