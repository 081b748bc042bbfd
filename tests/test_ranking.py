"""The preferences that `search/ranking.py` states, each by its example; and what the parts of a score add up to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iomwho
from iomwho.search.meaning import DIMENSIONS, Meanings, nearest, record, unpacked
from iomwho.search.vocabulary import WordFile
from iomwho.search.weight import SUPPORT
from tests.conftest import HERE

EXAMPLES = {
    "a name beats a topic": ("IML", None, "International Migration Law Unit"),
    "cover": ("donor reporting", None, "Donor Relations Division"),
    "claim": ("staff travel", None, "Staff Travel Coordination Unit"),
    "passage": ("recruitment", None, "Staffing and Recruitment"),
    "a place alone": ("Ghana", None, "Regional Office in Dakar, Senegal"),
    "a place beside a subject": ("donor in Ghana wants a report", None, "Donor Relations Division"),
    "a place beside a vague word": ("Lebanese authorities", None, "Regional Office in Cairo, Egypt"),
    "the specific": (
        "legal opinion on the Constitution", None, "Institutional Law and Programme Support Division",
    ),
    "the general by its name": ("human resources", None, "Department of Human Resources Management"),
    "the general by a word of its name": ("research", None, "Department of Policy and Research"),
    "a body for all": ("RCPs", None, "International Partnerships Division"),
    "a body of one office": ("African Union", None, "Special Liaison Office in Addis Ababa, Ethiopia"),
    "a responsibility word for word": ("plataforma mundial de respuesta a las crisis", None, "Donor Relations Division"),
    "an office for the place in question": (
        "conseil technique aux gouvernements d'Asie-Pacifique sur leurs cadres migratoires nationaux et leurs systèmes de gestion", None, "Regional Office in Bangkok, Thailand",
    ),
    "who answers for a place": ("quel bureau supervise le Tchad", None, "Regional Office in Dakar, Senegal"),
    "a unit before the bodies of that name": ("the Global Compact unit", None, "Global Compact on Migration Unit"),
    "what a record refers elsewhere": ("procurement", None, "Supply Chain Division"),
    "meaning": ("broken lift on the third floor", None, "Common Services Unit"),
    "meaning in Spanish": ("un techo después del huracán", None, "Shelter and Settlements"),
    "meaning of a German compound": ("Schulungsunterlagen fürs Grenzpersonal", None, "Immigration and Border Governance Division"),
    "two words for one": ("cyber security risks", None, "ICT Security Unit"),
}  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_better_one_comes_first(example: tuple[str, int | None, str], directory: iomwho.Directory) -> None:
    asked, as_of, expected = example
    assert directory.find(asked, as_of=as_of)[0].unit.name == expected


def test_two_words_that_are_written_as_one_may_be_misspelt(directory: iomwho.Directory) -> None:
    assert directory.find("cyber secuirty")[0].unit.id == "ict-security-unit"


def test_an_acronym_is_no_article(directory: iomwho.Directory) -> None:
    """`un` is French, Spanish and German; what is asked of the UN may be in any language."""
    languages = [directory.engine("2022").analyse(text).language for text in ("UN blue helmet", "un casque bleu")]
    assert languages == ["en", "fr"]


def test_one_known_word_among_unknown_ones_has_no_meaning_to_go_by(directory: iomwho.Directory) -> None:
    """The Group of 77 is a body in New York, and `77` would point there all by itself."""
    assert directory.find("zxqv blorf trumpel 77") == []
    assert directory.find("Group of 77")


def test_a_word_that_no_language_knows_is_a_slip_before_it_is_a_stem(directory: iomwho.Directory) -> None:
    """`unti` is the stem of `untied`, which the thesaurus knows; it is meant for `unit`."""
    assert directory.find("staf welfare unti")[0].unit.id == "staff-welfare-unit"


def test_a_long_message_needs_no_more_than_one_matter(directory: iomwho.Directory) -> None:
    """What is around it lowers no answer below the line: people tell who they are and why they write."""
    matter = "our lift is broken on the third floor"
    around = "Good morning from a rainy Tuesday, my tea is cold and the cat sleeps on the keyboard again. "
    assert directory.find(around + matter)[0].unit.name == "Common Services Unit"


def test_the_meaning_of_words_is_a_file_of_its_own(tiny: Path, tmp_path: Path) -> None:
    """Another organization may have its own; without any, words alone decide."""
    folder = Path(shutil.copytree(tiny, tmp_path / "data"))
    (folder / "meanings.tsv").write_text("", encoding="utf-8")
    (match,) = iomwho.load(folder).find("repair of lamps", limit=1)
    (shipped,) = iomwho.load(tiny).find("repair of lamps", limit=1)
    assert match.unit == shipped.unit
    assert dict(match.parts)["meaning"] != dict(shipped.parts)["meaning"]


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    return Meanings(WordFile.read(str(HERE.parent / "data" / "meanings.tsv")))


@pytest.mark.parametrize(
    ("text", "alike", "other"),
    [
        ("lawyer", "solicitor", "blanket"),
        ("salary of an employee", "wages", "earthquake"),
        ("flood and storm", "disaster", "invoice"),
        ("nurse", "doctor", "server"),
    ],
)
def test_words_of_like_meaning_point_alike(meanings: Meanings, text: str, alike: str, other: str) -> None:
    direction = meanings.direction(text.split())
    near, far = (nearest(direction, [meanings.direction([word])]) for word in (alike, other))
    assert near > far + 0.1


def test_what_a_unit_only_supports_points_less_far(meanings: Meanings, tiny_directory: iomwho.Directory) -> None:
    """The Communications Team leads the first and contributes to the second."""
    unit = tiny_directory.unit("communications-team")
    assert unit is not None
    number, *_ = cast("tuple[int, object]", tiny_directory.store.table("2023/ids").get(unit.id))
    directions = unpacked(cast(bytes, tiny_directory.store.table("2023/meanings").get(str(number))))
    lengths = [sum(value * value for value in direction) ** 0.5 for direction in directions]
    assert [item.role for item in unit.handles] == ["lead", "support"]
    assert lengths == pytest.approx([1, SUPPORT])


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_words_point_somewhere_or_nowhere(words: list[str]) -> None:
    meanings = Meanings(WordFile(b"a\t5\t" + b"o1" * (DIMENSIONS // 2) + b"\nb\t9\t" + b"1o" * (DIMENSIONS // 2)))
    direction = meanings.direction(words)
    assert bool(direction) <= bool({"a", "b"} & set(words))
    if direction:
        assert nearest(direction, unpacked(record([direction]))) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("damaged", ["a", "a\t", "a\t5\tshort", "a\t5\t\t", "\t\t\n\n", "a\t5\t" + "o" * 99])
def test_a_line_that_is_none_has_no_meaning(damaged: str) -> None:
    assert Meanings(WordFile(damaged.encode())).direction(["a"]) == []
