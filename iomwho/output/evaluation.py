"""The result of `eval` as a page."""

from __future__ import annotations

from iomwho.evaluation import Figures, Verdict
from iomwho.output.page import Block, Gap, Grid, Page, Row


def page(figures: list[Figures], verdicts: list[Verdict], gained: list[str], lost: list[str], misses: bool) -> Page:
    """Figures per kind, then what changed since the last run, then (if wanted) every miss."""
    rows: list[Row] = [
        {
            "kind": item.kind,
            "questions": str(item.questions),
            "right first": f"{100 * item.right:.1f}",
            "in first three": f"{100 * item.in_three:.1f}",
            "wrongly refused": f"{100 * item.refused:.1f}",
        }
        for item in figures
    ]
    columns = ("kind", "questions", "right first", "in first three", "wrongly refused")
    blocks: list[Block] = [Grid(columns, tuple(tuple(row[column] for column in columns) for row in rows))]
    for title, changed in (("gained since the last run", gained), ("lost since the last run", lost)):
        if changed:
            blocks += [Gap(), Grid((), tuple((text,) for text in changed), f"{title} ({len(changed)})")]
    wrong = [item for item in verdicts if not item.right]
    if misses and wrong:
        listed = tuple(
            (item.question.text, item.got[0] if item.got else "nobody", ", ".join(item.question.answers) or "nobody")
            for item in wrong
        )
        blocks += [Gap(), Grid(("question", "got", "wanted"), listed, f"not right ({len(wrong)})")]
    data = {
        "figures": [item._asdict() for item in figures],
        "gained": gained,
        "lost": lost,
        "misses": [
            {"query": item.question.text, "got": list(item.got[:3]), "answers": list(item.question.answers)}
            for item in wrong
        ],
    }
    return Page(tuple(blocks), data, tuple(rows))
