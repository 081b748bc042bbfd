"""The hierarchy as a page."""

from __future__ import annotations

from typing import Any

from iomwho.answer import Node
from iomwho.directory import Directory
from iomwho.output import parts
from iomwho.output.page import Branch, Hierarchy, Page, Row, Span


def page(
    directory: Directory, root: Node, structure: str, language: str = "en", *, depth: int | None = None,
    only: frozenset[str] | None = None, contacts: bool = False,
) -> Page:  # fmt: skip
    """The tree below `root`, `depth` levels deep; `only` keeps the branches to these ids."""
    branch = _branch(directory, root, structure, language, depth, only, contacts)
    return Page((Hierarchy(branch),), data(root, depth, only), tuple(_rows(root, depth, only)))


def _branch(
    directory: Directory, root: Node, structure: str, language: str, depth: int | None,
    only: frozenset[str] | None, contacts: bool,
) -> Branch:  # fmt: skip
    def spans(node: Node, cut: bool) -> tuple[Span, ...]:
        unit = directory.unit(node.id, structure) if node.id else None
        name = unit.names.best(language) if unit else directory.organization.names.best(language)
        kind = parts.kind_name(directory.organization, node.kind, language) if unit else ""
        found = [Span(name, "name" if node is root else ""), Span(f"  {kind}" if kind else "", "dim")]
        if cut and node.children:
            found.append(Span(f"  (+{_size(node) - 1})", "dim"))
        if contacts and unit and unit.contacts:
            first = unit.contacts[0]
            reach = first.email or first.web or (first.phone[0] if first.phone else first.address or "")
            found.append(Span(f"  {reach}", "dim"))
        return tuple(found)

    built: dict[int, Branch] = {}
    for node, level in reversed(_walk(root, depth, only)):
        children = _kept(node, level, depth, only)
        built[id(node)] = Branch(spans(node, not children), tuple(built[id(child)] for child in children))
    return built[id(root)]


def _kept(node: Node, level: int, depth: int | None, only: frozenset[str] | None) -> list[Node]:
    if depth is not None and level >= depth:
        return []
    return [child for child in node.children if only is None or child.id in only]


def _walk(root: Node, depth: int | None, only: frozenset[str] | None) -> list[tuple[Node, int]]:
    """Every node kept, parents before children, with its level below the root."""
    order = []
    stack = [(root, 0)]
    while stack:
        node, level = stack.pop()
        order.append((node, level))
        stack += [(child, level + 1) for child in reversed(_kept(node, level, depth, only))]
    return order


def _size(node: Node) -> int:
    return len(_walk(node, None, None))


def data(root: Node, depth: int | None = None, only: frozenset[str] | None = None) -> dict[str, Any]:
    """The tree for JSON."""
    built: dict[int, dict[str, Any]] = {}
    for node, level in reversed(_walk(root, depth, only)):
        children = [built[id(child)] for child in _kept(node, level, depth, only)]
        built[id(node)] = {"id": node.id, "name": node.name, "kind": node.kind, "children": children}
    return built[id(root)]


def _rows(root: Node, depth: int | None, only: frozenset[str] | None) -> list[Row]:
    rows = []
    parents: dict[str, str] = {}
    for node, level in _walk(root, depth, only):
        parents |= {child.id: node.name for child in node.children}
        rows.append(
            {
                "name": node.name,
                "kind": node.kind,
                "parent": parents.get(node.id, ""),
                "level": str(level),
                "id": node.id,
            }
        )
    return rows
