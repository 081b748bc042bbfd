"""Which unit, audience or kind a person means by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iomwho.errors import NothingFoundError, UsageError
from iomwho.fold import fold
from iomwho.model import Audience, Organization, Structure, Unit

if TYPE_CHECKING:
    from iomwho.directory import Directory

RIVAL = 0.97  # of the best raw score: two units that a name fits as well as that may both be meant


def unit_meant(directory: Directory, name: str, as_of: int | str | None) -> Unit:
    """The unit that `name` means: an id, a name, a short form, a misspelt name, a topic.

    Raises NothingFoundError, with the nearest names as hint, where none or several are meant.
    """
    structure = directory.structure(as_of)
    exact = directory.unit(name, structure.id) or (_elsewhere(directory, name, structure) if as_of is None else None)
    if exact:
        return exact
    from iomwho.search.ranking import LINE

    engine = directory.engine(structure.id)
    scored = [item for item in engine.search(name).scored if item.score >= LINE]
    if not scored:
        raise NothingFoundError(f"no unit is called '{name}' in {structure.id}", _nearest(directory, name, structure))
    first, *others = scored[:8]
    rivals = [item for item in others if item.raw >= RIVAL * first.raw and first.unit not in engine.above(item.unit)]
    if rivals:
        listed = "; ".join(directory.numbered(structure.id, item.unit).name for item in (first, *rivals))
        raise NothingFoundError(f"'{name}' may mean several units", f"Name one of: {listed}.")
    return directory.numbered(structure.id, first.unit)


def _elsewhere(directory: Directory, name: str, structure: Structure) -> Unit | None:
    """The unit that bears exactly this name (or id) in another structure and none in this, newest first."""
    if _bearers(directory, name, structure.id):
        return None
    for other in reversed(directory.organization.structures):
        bearers = _bearers(directory, name, other.id)
        if len(bearers) == 1:
            return bearers[0]
    return None


def _bearers(directory: Directory, name: str, structure: str) -> list[Unit]:
    exact = directory.unit(name, structure)
    if exact:
        return [exact]
    return [directory.numbered(structure, number) for number in directory.engine(structure).bearers(name)]


def _nearest(directory: Directory, name: str, structure: Structure) -> str:
    scored = directory.engine(structure.id).search(name).scored[:3]
    names = [directory.numbered(structure.id, item.unit).name for item in scored]
    return f"Near to it: {'; '.join(names)}." if names else "`iomwho tree` shows every unit."


def audience_meant(organization: Organization, name: str) -> Audience:
    """The audience that `name` means (id, name or a word for it). Raises NothingFoundError."""
    from iomwho.search.text import words

    wanted = " ".join(fold(word) for word in words(name))
    known = organization.audiences
    for audience in known:
        terms = (audience.id, *filter(None, audience.names), *(ask for asks in audience.asks for ask in asks))
        if wanted in [" ".join(fold(word) for word in words(term.replace("-", " "))) for term in terms]:
            return audience
    for audience in known:
        if any(wanted and wanted in fold(name) for name in filter(None, audience.names)):
            return audience
    raise NothingFoundError(f"no audience is called '{name}'", f"Audiences: {', '.join(item.id for item in known)}.")


def kind_meant(organization: Organization, name: str) -> str:
    """The kind of unit that `name` means, in any language. Raises UsageError."""
    wanted = fold(name.strip())
    for id, names in organization.kinds:
        forms = {fold(form) for form in (id, *filter(None, names))}
        if wanted in forms or wanted.removesuffix("s") in forms:
            return id
    known = ", ".join(id for id, _ in organization.kinds)
    raise UsageError(f"there is no kind of unit called '{name}'", f"Kinds: {known}.")
