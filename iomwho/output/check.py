"""The result of `check` as a page."""

from __future__ import annotations

from iomwho.dataset.summary import Summary
from iomwho.output.page import Block, Fields, Gap, Grid, Page, Paragraph, Row, line


def page(folder: str, summary: Summary) -> Page:
    """What a sound dataset holds, and where it is thin."""
    rows: list[Row] = []
    for item in summary.structures:
        rows.append(
            {
                "structure": item.structure,
                "units": str(item.units),
                "responsibilities": str(item.responsibilities),
                "per unit": f"{item.responsibilities / max(1, item.units):.1f}",
                "facts": str(item.facts),
                "relations": str(item.relations),
                "asks": str(item.asks),
                "named in en/fr/es/de": "/".join(map(str, item.named)),
                "asks in en/fr/es/de": "/".join(map(str, item.asked)),
                "no contact": str(item.without_contact),
                "oldest contact": item.oldest_contact,
            }
        )
    columns = ("structure", "units", "responsibilities", "per unit", "facts", "relations", "asks")
    more = ("structure", "named in en/fr/es/de", "asks in en/fr/es/de", "no contact", "oldest contact")
    blocks: list[Block] = [
        Paragraph(line(f"The data in {folder} is sound.", "strong")),
        Gap(),
        Grid(columns, tuple(tuple(row[column] for column in columns) for row in rows)),
        Gap(),
        Grid(more, tuple(tuple(row[column] for column in more) for row in rows)),
        Gap(),
        Fields(
            (
                ("sources", (line(str(summary.sources)),)),
                ("changes", (line(f"{summary.changes}, of which {summary.inferred} inferred"),)),
                ("countries", (line(f"{summary.countries}, of which offices answer for {summary.covered}"),)),
                ("everyday words", (line(str(summary.synonyms)),)),
            )
        ),
    ]
    data = {
        "folder": folder,
        "sound": True,
        "structures": [item._asdict() for item in summary.structures],
        "sources": summary.sources,
        "changes": summary.changes,
        "inferred": summary.inferred,
        "countries": summary.countries,
        "covered": summary.covered,
        "synonyms": summary.synonyms,
    }
    return Page(tuple(blocks), data, tuple(rows))
