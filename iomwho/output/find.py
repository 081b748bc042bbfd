"""The answer to `find` as a page."""

from __future__ import annotations

from typing import Any

from iomwho.answer import Answer, Match, Proof
from iomwho.directory import Directory
from iomwho.model import Coverage, Structure
from iomwho.output import parts
from iomwho.output.labels import label
from iomwho.output.page import Block, Fields, Gap, Grid, Heading, Line, Page, Paragraph, Row, Span, line

CLOSE = 0.92  # parts that add up to this share of the first one's are a close call
ALSO = 6  # further topics shown on the card
COUNTRIES = 4  # named of those that matched


def page(directory: Directory, answer: Answer, language: str = "en", explain: bool = False) -> Page:
    """The page of an answer: the best unit as a card, the others in a short table, or `nobody`."""
    blocks: list[Block] = _safeguards(answer, language)
    if answer.matches:
        blocks += _card(directory, answer, language)
        if explain:
            blocks += _explanation(directory, answer, language)
        blocks += _others(directory, answer, language)
    else:
        blocks += _nobody(directory, answer, language)
    rows = tuple(_row(match) for match in answer.matches)
    return Page(tuple(blocks), data(answer, directory.organization.name), rows, answer.answered)


def data(answer: Answer, organization: str) -> dict[str, Any]:
    """The answer for JSON; the keys are a contract."""
    return {
        "query": answer.query,
        "structure": structure_data(answer.structure),
        "answered": answer.answered,
        "results": [_match_data(match, organization) for match in answer.matches],
        "suggestions": list(answer.suggestions),
    }


def structure_data(structure: Structure) -> dict[str, str]:
    """A structure for JSON."""
    return {"id": structure.id, "as_of": structure.as_of}


def _match_data(match: Match, organization: str) -> dict[str, Any]:
    unit = match.unit
    above = match.path[-1] if match.path else None
    return {
        "id": unit.id,
        "name": unit.name,
        "acronym": unit.acronym.text if unit.acronym else None,
        "kind": unit.kind,
        "parent": {"id": above.id, "name": above.name} if above else None,
        "path": [organization, *(ref.name for ref in match.path), unit.name],
        "score": match.score,
        "role": match.role,
        "evidence": [proof._asdict() | {"words": list(proof.words)} for proof in match.evidence],
        "contacts": [parts.contact_data(reach) for reach in match.contacts],
        "today": [
            {
                "id": item.id,
                "name": item.name,
                "structure": item.structure,
                "change": item.change,
                "inferred": item.inferred,
            }
            for item in match.today
        ],
    }


def _row(match: Match) -> Row:
    unit = match.unit
    return {
        "name": unit.name,
        "kind": unit.kind,
        "parent": match.path[-1].name if match.path else "",
        "topic": match.evidence[0].text if match.evidence else "",
        "role": match.role or "",
        "score": f"{match.score:.2f}",
        "email": parts.first_email(match.contacts),
        "phone": parts.first_phone(reach.contact for reach in match.contacts),
        "web": parts.first_web(match.contacts),
        "id": unit.id,
        "acronym": unit.acronym.text if unit.acronym else "",
        "source": match.evidence[0].source if match.evidence else unit.source,
        "structure": unit.structure,
    }


def _safeguards(answer: Answer, language: str) -> list[Block]:
    blocks: list[Block] = []
    for safeguard in answer.safeguards:
        spans = (Span(f"{safeguard.matters.best(language)}: ", "warn"), Span(safeguard.advice.best(language)))
        blocks.append(Paragraph(spans))
        lines = tuple(
            (Span(contact.email or contact.web or "", "strong", _link(contact.email, contact.web)),
             Span(f" ({contact.purpose.best(language)}, {contact.as_of})", "dim"))
            for contact in safeguard.contacts
        )  # fmt: skip
        blocks += [Fields(((label("confidential", language), lines),)), Gap()]
    return blocks


def _link(email: str | None, web: str | None) -> str:
    return f"mailto:{email}" if email else web or ""


def _card(directory: Directory, answer: Answer, language: str) -> list[Block]:
    match = answer.matches[0]
    unit = match.unit
    organization = directory.organization
    rows: list[tuple[str, tuple[Line, ...]]] = []

    def add(key: str, *lines: Line) -> None:
        if lines:
            rows.append((label(key, language), lines))

    add("part of", parts.path_line(directory, unit, language))
    if answer.structure.id != organization.default_structure:
        add("structure", line(f"{answer.structure.id}: {answer.structure.label.best(language)}"))
    if match.topic:
        verb = "handles" if match.role == "lead" else "contributes to"
        add(verb, line(match.topic.best(language), "strong"))
    add("why", _why(directory, match, language))
    if read := [note for note in answer.notes if note.how != "unmatched"]:
        add("read as", line("; ".join(f"{note.typed} → {note.read}" for note in read)))
    unmatched = [note.typed for note in answer.notes if note.how == "unmatched"]
    if unmatched and not answer.safeguards:  # which may be what the word led to
        add("not used", line(", ".join(unmatched), "dim"))
    add("also handles", *_also(match, language))
    add("contact", *parts.contact_lines(match.contacts, language))
    if match.today:
        add("today", parts.today_line(match.today, language))
    sources = [match.evidence[0].source if match.evidence else unit.source]
    add("source", *(parts.source_line(directory.source(id)) for id in sources))
    return [Heading(parts.unit_title(unit, organization, language)), Fields(tuple(rows))]


def _why(directory: Directory, match: Match, language: str) -> Line:
    if not match.evidence:
        return line(match.unit.name)
    proof = match.evidence[0]
    words = ", ".join(proof.words)
    if match.topic and proof.text == match.topic.en and words:  # the line above says the topic
        return (Span(f"{label('words', language)}: {words}"),)
    if match.coverage and proof.field == "covers":
        basis = Span(f" ({label(match.coverage.basis, language)})", "dim")
        return (Span(f"{label('covers', language)} {_countries(directory, match.coverage, language)}"), basis)
    return (Span(f"{_place_of(proof, language)}: {proof.text}"), Span(f" ({words})" if words else "", "dim"))


def _countries(directory: Directory, coverage: Coverage, language: str) -> str:
    """The first few of some countries, and how many more there are."""
    names = [country.names.best(language) for code in coverage.countries if (country := directory.country(code))]
    more = len(names) - COUNTRIES
    return ", ".join(names[:COUNTRIES]) + (f" {label('and more', language).format(n=more)}" if more > 0 else "")


def _place_of(proof: Proof, language: str) -> str:
    return label(proof.field, language) if proof.field != "facts" else label("facts", language).lower()


def _also(match: Match, language: str) -> tuple[Line, ...]:
    topics = [
        item.topic.best(language) for item in match.unit.handles if item.role == "lead" and item.topic != match.topic
    ]
    if not topics:
        return ()
    more = len(topics) - ALSO
    text = "; ".join(topics[:ALSO])
    if more > 0:
        text += f"; {label('and more', language).format(n=more)} (iomwho show {match.unit.id})"
    return (line(text, "dim"),)


def _others(directory: Directory, answer: Answer, language: str) -> list[Block]:
    blocks: list[Block] = []
    first, *others = answer.matches
    close = bool(others) and _weight(others[0]) >= CLOSE * _weight(first)
    if close and first.topic and others[0].topic not in (None, first.topic):
        second = others[0]
        assert second.topic
        text = (
            f"{label('close', language)}: {first.unit.names.best(language)} {label('is for', language)} "
            f"{first.topic.best(language)}; {second.unit.names.best(language)} {label('is for', language)} "
            f"{second.topic.best(language)}."
        )
        blocks += [Gap(), Paragraph(line(text))]
    if others:
        rows = tuple(
            (match.unit.names.best(language), _matched(directory, match, language), f"{match.score:.2f}")
            for match in others
        )
        columns = (label("unit", language), label("matched", language), label("score", language))
        blocks += [Gap(), Grid(columns, rows, label("also involved", language))]
    return blocks


def _weight(match: Match) -> float:
    return sum(value for _, value in match.parts)


def _matched(directory: Directory, match: Match, language: str) -> str:
    if match.topic:
        return match.topic.best(language)
    if match.coverage and match.evidence and match.evidence[0].field == "covers":
        return f"{label('covers', language)} {_countries(directory, match.coverage, language)}"
    return match.evidence[0].text if match.evidence else ""


def _explanation(directory: Directory, answer: Answer, language: str) -> list[Block]:
    rows = []
    for match in answer.matches:
        share = " + ".join(f"{name} {value:.2f}" for name, value in match.parts) + f" = {_weight(match):.2f}"
        rows.append((match.unit.name, f"{match.score:.2f}", share))
    ignored = ", ".join(answer.ignored)
    blocks: list[Block] = [Gap(), Grid((label("unit", language), label("score", language), ""), tuple(rows))]
    if ignored:
        blocks.append(Fields(((label("not used", language), (line(ignored, "dim"),)),)))
    return blocks


def _nobody(directory: Directory, answer: Answer, language: str) -> list[Block]:
    rows: list[tuple[str, tuple[Line, ...]]] = []
    if answer.suggestions:
        rows.append((label("nearest topics", language), tuple(line(topic) for topic in answer.suggestions)))
    door = directory.unit(answer.door.id, answer.structure.id)
    if door:
        reaches = parts.contact_lines(directory.contacts(door), language, 2)
        rows.append((label("front door", language), (line(door.names.best(language)), *reaches)))
    return [Heading(line(label("nobody", language), "strong")), Fields(tuple(rows))]
