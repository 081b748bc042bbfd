"""One YAML file as plain values that remember where they stand.

Stricter than YAML on purpose: no duplicate keys, no anchors or aliases (so nothing can explode),
no tags, no dates or numbers (2022 and 2022-06 stay text), UTF-8 only, bounded size and depth.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

MAX_BYTES = 8_000_000  # the shipped files are below 200 kB; a larger one is a mistake
MAX_DEPTH = 40

Plain = dict[str, Any] | list[Any] | str | bool | None
Location = tuple[str | int, ...]  # keys and positions that lead from the top of a file to a value


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

_TRUE = {"true", "yes", "on"}


class Document:
    """A parsed file: `value` is what it says, `place(location)` where it says it."""

    def __init__(self, name: str, value: Plain, root: yaml.Node | None) -> None:
        self.name = name
        self.value = value
        self._root = root

    def place(self, location: Location) -> tuple[int, int]:
        """Line and column (1-based) of the value at `location`, or of its nearest container."""
        node = self._root
        if node is None:
            return 1, 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return node.start_mark.line + 1, node.start_mark.column + 1

    def fault(self, location: Location, message: str, hint: str = "") -> Fault:
        """A fault at `location` of this document."""
        return Fault(self.name, *self.place(location), message, hint)


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value  # type: ignore[no-any-return]
    return None


def read(path: Path, name: str) -> tuple[Document | None, list[Fault]]:
    """Parse the file at `path`, called `name` in messages; the document is None if it can't be."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [Fault(name, 0, 0, f"the file is too large ({size:,} bytes)", "Split it.")]
        raw = path.read_bytes()
    except IsADirectoryError:
        return None, [Fault(name, 0, 0, "is a directory, not a file")]
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
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return None, [Fault(name, line, column, "is not UTF-8 text", "Save the file in the encoding UTF-8.")]
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_fault(error, name)]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, [_reader_fault(error, text, name)]
    faults: list[Fault] = []
    value = _plain(root, name, faults, set(), 0) if root is not None else None
    return Document(name, value, root), faults


def _syntax_fault(error: yaml.MarkedYAMLError, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "cannot be understood"
    hint = "Check the indentation, the colons and the quotes around this line."
    if "undefined alias" in problem or "anchor" in problem:
        hint = "Anchors and aliases (& and *) are not used here; write the value out, or quote it."
    elif "token" in problem and "start" in problem:
        hint = "Use spaces, not tabs, to indent; quote texts that begin with a special character."
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Fault(name, line, column, f"is not valid YAML: {problem}", hint)


def _reader_fault(error: Exception, text: str, name: str) -> Fault:
    if isinstance(error, RecursionError):
        return Fault(name, 1, 1, "is nested too deeply")
    position = getattr(error, "position", None)
    if isinstance(position, int) and position <= len(text):
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        return Fault(name, line, column, "holds a character that YAML does not allow", "Remove the control character.")
    return Fault(name, 0, 0, "is not valid YAML", "Remove control characters; check the quotes.")


def _plain(node: yaml.Node, name: str, faults: list[Fault], seen: set[int], depth: int) -> Plain:
    """The value of a node; what must not be there is reported and read as nothing."""

    def fault(message: str, hint: str = "") -> None:
        faults.append(Fault(name, node.start_mark.line + 1, node.start_mark.column + 1, message, hint))

    tag = node.tag
    if isinstance(node, yaml.ScalarNode):
        if tag == "tag:yaml.org,2002:str":
            return str(node.value)
        if tag == "tag:yaml.org,2002:null":
            return None
        if tag == "tag:yaml.org,2002:bool":
            return node.value.lower() in _TRUE
        fault(f"the tag {tag!r} is not allowed", "Remove the tag (the part that begins with '!').")
        return None
    if id(node) in seen:
        fault("an alias (*) is not allowed", "Write the value out.")
        return None
    seen.add(id(node))
    if depth > MAX_DEPTH:
        fault("is nested too deeply")
        return None
    if isinstance(node, yaml.SequenceNode) and tag == "tag:yaml.org,2002:seq":
        return [_plain(item, name, faults, seen, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode) and tag == "tag:yaml.org,2002:map":
        return _mapping(node, name, faults, seen, depth)
    fault(f"the tag {tag!r} is not allowed", "Remove the tag (the part that begins with '!').")
    return None


def _mapping(node: yaml.MappingNode, name: str, faults: list[Fault], seen: set[int], depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault(name, line, column, "a key must be a plain word"))
            continue
        key = key_node.value
        if key in result:
            faults.append(Fault(name, line, column, f"the key '{key}' stands here twice", "Keep one of the two."))
            continue
        result[key] = _plain(value_node, name, faults, seen, depth + 1)
    return result
