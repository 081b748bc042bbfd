"""The shape of each data file, as a table: which keys, which values, which are required.

The same table checks the files and writes the JSON Schemas in `data/schema/` that editors use.
Rules that span entries (ids, parents, references) are in `rules.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from iomwho.dataset.document import Key, Location
from iomwho.model import LANGUAGES

Report = Callable[[Location, str, str], None]


class Spec:
    """What a value must be."""

    label = "a value"

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value`, found at `at`, is not what it must be."""
        raise NotImplementedError

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        raise NotImplementedError


class String(Spec):
    """A text that is not empty, matching `pattern` where one is given."""

    label = "a text"

    def __init__(self, pattern: str | None = None, example: str = "") -> None:
        self.pattern = pattern
        self.example = example

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        if isinstance(value, bool):
            report(at, "must be a text, not true or false", 'Put quotes around it: "NO", "yes", "on".')
        elif not isinstance(value, str):
            report(at, f"must be a text, not {_kind(value)}", "Write a text; put quotes around signs such as [ or {.")
        elif not value.strip():
            report(at, "must not be empty", "Fill it in, or remove the key.")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            report(at, f"'{value[:60]}' does not look right", f"Write it like {self.example}.")

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$" if self.pattern else r"\S"}


class Date(String):
    """A year, a month or a day that the calendar has."""

    label = "a date"

    def __init__(self) -> None:
        super().__init__(r"\d{4}(?:-\d{2}){0,2}", "'2022', '2022-06' or '2022-06-26'")

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        super().check(value, at, report)
        if isinstance(value, str) and re.fullmatch(str(self.pattern), value):
            year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
            try:
                date(year, month, day)
            except ValueError:
                report(at, f"there is no day, month or year '{value}'", f"Write it like {self.example}.")


class Choice(Spec):
    """One of a few words."""

    def __init__(self, *values: str) -> None:
        self.values = values
        self.label = "one of " + ", ".join(values)

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        if value not in self.values:
            near = get_close_matches(str(value), self.values, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Use {self.label}."
            report(at, f"'{value}' is not allowed here", hint)

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        return {"enum": list(self.values)}


class Flag(Spec):
    """true or false."""

    label = "true or false"

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        if not isinstance(value, bool):
            report(at, f"must be true or false, not {_kind(value)}", "Write true or false, without quotes.")

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        return {"type": "boolean"}


class ListOf(Spec):
    """A list whose items are all of one kind."""

    label = "a list"

    def __init__(self, item: Spec, minimum: int = 0) -> None:
        self.item = item
        self.minimum = minimum

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        if not isinstance(value, list):
            report(
                at, f"must be a list, not {_kind(value)}", "Put [square brackets] around it, or '- ' before each item."
            )
            return
        if len(value) < self.minimum:
            report(at, "must not be an empty list", "Fill it in, or remove the key.")
        for position, item in enumerate(value):
            self.item.check(item, (*at, position), report)

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        return {"type": "array", "items": self.item.json_schema(), "minItems": self.minimum}


class Record(Spec):
    """A map with known keys; those in `required` must be there."""

    label = "a map"

    def __init__(self, required: Mapping[str, Spec], optional: Mapping[str, Spec] | None = None) -> None:
        self.required = required
        self.keys = {**required, **(optional or {})}

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        if not isinstance(value, dict):
            report(at, f"must be a map with keys, not {_kind(value)}", f"Keys here: {', '.join(self.keys)}.")
            return
        for key in self.required:
            if key not in value:
                report(at, f"the key '{key}' is missing", f"Add '{key}: ...'.")
        for key, item in value.items():
            spec = self.keys.get(key)
            if spec is None:
                near = get_close_matches(key, self.keys, 1)
                hint = f"Did you mean '{near[0]}'?" if near else f"Keys here: {', '.join(self.keys)}."
                report((*at, Key(key)), f"the key '{key}' is not known here", hint)
            elif item is None:
                report((*at, Key(key)), f"'{key}' has no value", "Fill it in, or remove the key.")
            else:
                spec.check(item, (*at, key), report)

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        properties = {key: spec.json_schema() for key, spec in self.keys.items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.required),
            "additionalProperties": False,
        }


class Multilingual(Spec):
    """A plain string (English), or a map of the four languages with at least English."""

    label = "a text, or a map {en, fr, es, de}"

    def __init__(self, leaf: Spec | None = None) -> None:
        self.leaf = leaf or String()
        self.map = Record({"en": self.leaf}, {code: self.leaf for code in LANGUAGES})

    def check(self, value: Any, at: Location, report: Report) -> None:
        """Report each way in which `value` is not what it must be."""
        (self.map if isinstance(value, dict) else self.leaf).check(value, at, report)

    def json_schema(self) -> dict[str, Any]:
        """Give the same demand as a JSON Schema."""
        return {"anyOf": [self.leaf.json_schema(), self.map.json_schema()]}


def _kind(value: Any) -> str:
    names = {dict: "a map", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "that")


TEXT = Multilingual()
WORDS = Record({}, {code: ListOf(String()) for code in LANGUAGES})
ID = String(r"[a-z0-9]+(?:-[a-z0-9]+)*", "'donor-relations-division'")
STRUCTURE = String(r"\d{4}", "'2022'")
COUNTRY = String(r"[A-Z]{2}", "'AT' (ISO 3166-1, two capitals)")
DATE = Date()
EMAIL = String(r"[^@\s]+@[^@\s]+\.[^@\s]+", "'unit@example.org'")
WEB = String(r"https?://\S+", "'https://example.org/'")
RELATION_ROLES = Choice(
    "liaison", "secretariat", "co-secretariat", "chair", "co-chair", "member",
    "observer", "host", "partner", "participant", "support",
)  # fmt: skip
CHANGE_KINDS = Choice(
    "continued", "renamed", "moved", "merged", "split", "replaced", "abolished", "created",
)  # fmt: skip
CONFIDENCE = Choice("high", "medium")

CONTACT = Record(
    {"purpose": TEXT, "as_of": DATE, "source": ID},
    {
        "email": EMAIL,
        "phone": ListOf(String(), 1),
        "fax": ListOf(String(), 1),
        "address": String(),
        "web": WEB,
        "note": String(),
    },
)
UNIT = Record(
    {
        "id": ID,
        "name": String(),
        "kind": String(),
        "names": Record({}, {code: String() for code in LANGUAGES}),
        "summary": String(),
        "source": ID,
    },
    {
        "parent": ID,
        "acronym": Record({"text": String(), "source": ID}),
        "official_names": Record({}, {code: ID for code in LANGUAGES}),
        "also_known_as": ListOf(Record({"text": String(), "lang": Choice(*LANGUAGES), "source": ID})),
        "place": Record({"country": COUNTRY}, {"city": TEXT}),
        "region": TEXT,
        "handles": ListOf(
            Record(
                {"topic": TEXT, "role": Choice("lead", "support"), "source": ID},
                {"with": ListOf(ID), "asks": WORDS},
            )
        ),
        "facts": ListOf(Record({"text": String(), "source": ID})),
        "not_here": ListOf(Record({"topic": TEXT, "see": ID})),
        "entry_point_for": ListOf(Record({"audience": ID, "source": ID})),
        "relations": ListOf(
            Record(
                {"body": TEXT, "how": RELATION_ROLES, "source": ID},
                {"acronym": String(), "aliases": ListOf(String()), "note": String()},
            )
        ),
        "covers": ListOf(
            Record(
                {"basis": Choice("stated", "derived"), "source": ID, "countries": ListOf(COUNTRY, 1)},
                {"note": String()},
            )
        ),
        "contacts": ListOf(CONTACT),
        "confidence": CONFIDENCE,
        "note": String(),
    },
)
ORGANIZATION = Record(
    {
        "name": String(),
        "names": Record({}, {code: String() for code in LANGUAGES}),
        "disclaimer": TEXT,
        "default_structure": STRUCTURE,
        "structures": ListOf(
            Record(
                {"id": STRUCTURE, "as_of": DATE, "label": TEXT, "front_door": ID, "front_door_source": ID},
                {"note": String()},
            ),
            1,
        ),
        "kinds": ListOf(Record({"id": String(), "names": TEXT}), 1),
    },
    {
        "acronym": String(),
        "audiences": ListOf(Record({"id": ID, "names": TEXT}, {"asks": WORDS})),
        "contacts": ListOf(CONTACT),
        "safeguards": ListOf(
            Record(
                {"id": ID, "matters": TEXT, "words": WORDS, "advice": TEXT, "contacts": ListOf(CONTACT, 1)},
                {"units": ListOf(ID)},
            )
        ),
    },
)
SOURCE = Record(
    {
        "id": ID,
        "title": String(),
        "publisher": String(),
        "date": String(),
        "language": String(r"[a-z]{2,3}(?:, [a-z]{2,3})*", "'en'"),
        "url": WEB,
    },
    {"note": String()},
)
CHANGE = Record(
    {
        "from_structure": STRUCTURE,
        "to": ListOf(ID),
        "to_structure": STRUCTURE,
        "kind": CHANGE_KINDS,
        "source": ID,
        "inferred": Flag(),
    },
    {"from": ID, "when": String(), "confidence": CONFIDENCE, "basis": String()},
)
COUNTRY_ENTRY = Record(
    {"code": COUNTRY, "names": TEXT},
    {
        "official": TEXT,
        "variants": ListOf(String()),
        "capital": TEXT,
        "cities": ListOf(String()),
        "demonyms": WORDS,
    },
)
REGION = Record(
    {"id": ID, "names": TEXT, "countries": ListOf(COUNTRY, 1)},
    {"variants": ListOf(String()), "demonyms": WORDS},
)
SYNONYMS = Record({"to": ListOf(String(), 1)}, {code: ListOf(String()) for code in LANGUAGES})

OUTSIDE = Record({"subject": TEXT}, {code: ListOf(String()) for code in LANGUAGES})

FILES: dict[str, Spec] = {
    "organization.yaml": ORGANIZATION,
    "sources.yaml": ListOf(SOURCE, 1),
    "changes.yaml": ListOf(CHANGE),
    "countries.yaml": ListOf(COUNTRY_ENTRY),
    "regions.yaml": ListOf(REGION),
    "thesaurus.yaml": ListOf(SYNONYMS),
    "outside.yaml": ListOf(OUTSIDE),
}
UNITS: Spec = ListOf(UNIT, 1)  # every file in the folder of a structure
