"""An answer as a paragraph for a letter, with source and date."""

from __future__ import annotations

from iomwho.answer import Answer
from iomwho.directory import Directory
from iomwho.output.clean import clean
from iomwho.version import VERSION


def citation(directory: Directory, answer: Answer) -> str:
    """One paragraph: who handles it, where the unit sits, how to reach it, what that rests on."""
    match = answer.matches[0]
    organization = directory.organization
    above = f", part of the {match.path[-1].name}," if match.path else ""
    topic = match.topic.en if match.topic else f"“{answer.query}”"
    verb = "is handled by" if match.role != "support" else "is supported by"
    source_id = match.evidence[0].source if match.evidence else match.unit.source
    source = directory.source(source_id)
    ground = f" Source: {source.title}, {source.publisher}, {source.date}, {source.url}." if source else ""
    written = [
        (reach.contact.email or reach.contact.web or ", ".join(reach.contact.phone), reach) for reach in match.contacts
    ]
    contact = next(((text, reach) for text, reach in written if text), None)
    reached = ""
    if contact:
        via = f", via {contact[1].via.name}" if contact[1].via else ""
        reached = f" Contact: {contact[0]} (as of {contact[1].contact.as_of}{via})."
    text = (
        f"In the structure of {answer.structure.as_of}, {topic} {verb} the {match.unit.name}{above} "
        f"of the {organization.name}.{reached}{ground} Looked up in iomwho {VERSION}, an unofficial directory."
    )
    return clean(text) + "\n"
