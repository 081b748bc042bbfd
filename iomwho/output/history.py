"""A unit's line through the structures, and the differences between two structures, as pages."""

from __future__ import annotations

from typing import Any

from iomwho.answer import Difference, History, Ref, Step
from iomwho.output.find import structure_data
from iomwho.output.labels import label
from iomwho.output.page import Block, Gap, Grid, Heading, Line, Page, Paragraph, Row, Span, line


def page(history: History, language: str = "en") -> Page:
    """What led to a unit and what became of it, with sources."""
    blocks: list[Block] = [Heading((Span(history.unit.name, "name"), Span(f"  {history.structure.id}", "dim")))]
    for key, steps in (("before", history.before), ("after", history.after)):
        blocks += [Gap(), Heading(line(label(key, language), "head"), 2)]
        if not steps:
            blocks.append(Paragraph(line(label("no change", language), "dim"), 2))
        for step in steps:
            blocks.append(Paragraph(_sentence(step, language), 2))
            blocks.append(Paragraph(_grounds(step, language), 4))
    data = {
        "unit": _ref(history.unit),
        "structure": structure_data(history.structure),
        "before": [_data(step) for step in history.before],
        "after": [_data(step) for step in history.after],
    }
    rows = tuple(_row(step) for step in (*history.before, *history.after))
    return Page(tuple(blocks), data, rows)


def _sentence(step: Step, language: str) -> Line:
    change = step.change
    doubt = f"{label('probably', language)} " if change.inferred else ""
    names = ", ".join(target.name for target in step.targets)
    what = f"{doubt}{label(change.kind, language)} {names}".strip()
    start = f"{change.origin_structure}  {step.origin.name}: " if step.origin else ""
    return (Span(start), Span(what, "strong"), Span(f" ({change.target_structure})", "dim"))


def _grounds(step: Step, language: str) -> Line:
    parts = [_when(step.change.when or "", language), step.change.basis or "", step.source.title if step.source else ""]
    return line("; ".join(part for part in parts if part), "dim")


def _when(when: str, language: str) -> str:
    """A date, or `between ... and ...` for a span written `2018..2022`."""
    first, _, last = when.partition("..")
    return label("between", language).format(first=first, last=last) if last else first


def _ref(ref: Ref | None) -> dict[str, str] | None:
    return {"id": ref.id, "name": ref.name} if ref else None


def _data(step: Step) -> dict[str, Any]:
    change = step.change
    return {
        "kind": change.kind,
        "from": _ref(step.origin),
        "from_structure": change.origin_structure,
        "to": [_ref(target) for target in step.targets],
        "to_structure": change.target_structure,
        "when": change.when,
        "inferred": change.inferred,
        "basis": change.basis,
        "source": change.source,
    }


def _row(step: Step) -> Row:
    change = step.change
    return {
        "from_structure": change.origin_structure,
        "from": step.origin.name if step.origin else "",
        "kind": change.kind,
        "to": "; ".join(target.name for target in step.targets),
        "to_structure": change.target_structure,
        "inferred": "yes" if change.inferred else "no",
        "when": change.when or "",
        "source": change.source,
    }


def difference_page(old: str, new: str, differences: list[Difference], language: str = "en") -> Page:
    """What changed between two structures, by kind of change."""
    blocks: list[Block] = []
    rows: list[Row] = []
    kinds = dict.fromkeys(item.kind for item in differences)
    for kind in kinds:
        chosen = [item for item in differences if item.kind == kind]
        grid = []
        for item in chosen:
            doubt = f"{label('probably', language)} " if item.inferred else ""
            before = item.origin.name if item.origin else ""
            after = ", ".join(target.name for target in item.targets)
            grid.append((before, f"{doubt}{label(kind, language)}", after))
            rows.append(
                {
                    "kind": kind,
                    "from": before,
                    "to": after,
                    "inferred": "yes" if item.inferred else "no",
                    "when": item.when or "",
                }
            )
        title = f"{label(kind, language)} ({len(chosen)})"
        blocks += [Grid((old, "", new), tuple(grid), title), Gap()]
    data = {
        "from": old,
        "to": new,
        "changes": [
            {
                "kind": item.kind,
                "from": _ref(item.origin),
                "to": [_ref(target) for target in item.targets],
                "inferred": item.inferred,
                "when": item.when,
            }
            for item in differences
        ],
    }
    if not differences:
        blocks = [Paragraph(line(label("no change", language)))]
    elif isinstance(blocks[-1], Gap):
        blocks.pop()
    return Page(tuple(blocks), data, tuple(rows), bool(differences))
