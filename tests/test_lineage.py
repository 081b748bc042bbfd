"""What became of what: history, today's names, the differences between structures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import iomwho
from iomwho.errors import UsageError
from iomwho.line import difference
from iomwho.lineage import Lineage
from iomwho.model import Change
from tests.conftest import HERE, Run

BECAME = yaml.safe_load((HERE / "data" / "expected_units.yaml").read_text("utf-8"))["became"]


def said(run: Run, *arguments: str, data: Path | None = None) -> Any:
    return json.loads(run(*arguments, "--json", data=data, code=0).stdout)


def line(steps: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    return [
        (step["from"]["id"] if step["from"] else "", step["kind"], [to["id"] for to in step["to"]]) for step in steps
    ]


# -- the tiny dataset: all of it


def test_history_looks_back(run: Run, tiny: Path) -> None:
    found = said(run, "history", "accounts-division", data=tiny)
    assert found == {
        "unit": {"id": "accounts-division", "name": "Accounts Division"},
        "structure": {"id": "2023", "as_of": "2023-09"},
        "before": [
            {
                "kind": "split",
                "from": {"id": "administration-department", "name": "Administration Department"},
                "from_structure": "2015",
                "to": [
                    {"id": "accounts-division", "name": "Accounts Division"},
                    {"id": "staff-division", "name": "Staff Division"},
                ],
                "to_structure": "2023",
                "when": "2022",
                "inferred": False,
                "basis": "stated in the charter",
                "source": "charter-2023",
            }
        ],
        "after": [],
    }


HISTORIES = {
    "merged": ("lamp-and-lens-division", "2023", {("lamp-section", "merged"), ("lens-section", "merged")}, set()),
    "created": ("sound-signals-division", "2023", {("", "created")}, set()),
    "renamed": ("general-secretariat", "2015", set(), {("general-secretariat", "renamed")}),
    "abolished": ("telegraph-desk", "2015", set(), {("telegraph-desk", "abolished")}),
    "nothing on record": ("committee-of-keepers", "2023", set(), set()),
}


@pytest.mark.parametrize(("unit", "structure", "before", "after"), HISTORIES.values(), ids=HISTORIES)
def test_history(unit: str, structure: str, before: set[Any], after: set[Any], run: Run, tiny: Path) -> None:
    found = said(run, "history", unit, "--as-of", structure, data=tiny)
    assert {step[:2] for step in line(found["before"])} == before
    assert {step[:2] for step in line(found["after"])} == after


TODAY = {
    "general-secretariat": [("Office of the Secretary General", "renamed", False)],
    "administration-department": [("Accounts Division", "split", False), ("Staff Division", "split", False)],
    "technical-department": [("Department of Lights and Signals", "replaced", True)],
    "lamp-section": [("Lamp and Lens Division", "merged", True)],
    "telegraph-desk": [],
}


@pytest.mark.parametrize(("unit", "expected"), TODAY.items(), ids=TODAY)
def test_today(unit: str, expected: list[Any], tiny_directory: iomwho.Directory) -> None:
    found = tiny_directory.unit(unit, "2015")
    assert found is not None
    today = tiny_directory.today(found)
    assert [(item.name, item.change, item.inferred) for item in today] == expected
    assert all(item.structure == "2023" for item in today)


def test_an_answer_of_old_says_what_the_unit_is_called_today(run: Run, tiny: Path) -> None:
    found = said(run, "find", "spare lamps", "--as-of", "2015", data=tiny)["results"][0]
    assert found["name"] == "Lamp Section"
    assert [item["name"] for item in found["today"]] == ["Lamp and Lens Division"]


def test_a_name_of_old_finds_what_came_of_it(tiny_directory: iomwho.Directory) -> None:
    assert tiny_directory.find("General Secretariat")[0].unit.id == "office-of-the-secretary-general"
    assert tiny_directory.find("Technical Department")[0].unit.id == "department-of-lights-and-signals"


def test_a_name_to_come_finds_what_it_came_from(tiny_directory: iomwho.Directory) -> None:
    found = tiny_directory.find("Office of the Secretary General", as_of=2015)
    assert found[0].unit.id == "general-secretariat"


def test_diff_lists_all_that_is_on_record(run: Run, tiny: Path) -> None:
    found = said(run, "diff", "2015", "2023", data=tiny)
    assert (found["from"], found["to"]) == ("2015", "2023")
    assert line(found["changes"]) == [
        ("general-secretariat", "renamed", ["office-of-the-secretary-general"]),
        ("technical-department", "replaced", ["department-of-lights-and-signals"]),
        ("lamp-section", "merged", ["lamp-and-lens-division"]),
        ("lens-section", "merged", ["lamp-and-lens-division"]),
        ("administration-department", "split", ["accounts-division", "staff-division"]),
        ("telegraph-desk", "abolished", []),
        ("liaison-office-in-bergen", "moved", ["regional-office-in-bergen"]),
        ("", "created", ["sound-signals-division"]),
    ]


def test_diff_under_a_unit(tiny_directory: iomwho.Directory) -> None:
    under = tiny_directory.unit("department-of-lights-and-signals")
    found = difference(tiny_directory, "2015", "2023", under)
    assert [item.kind for item in found] == ["replaced", "merged", "merged", "created"]


@pytest.mark.parametrize(("old", "new"), [("2023", "2015"), ("2023", "2023")])
def test_diff_goes_forward_in_time(old: str, new: str, run: Run, tiny: Path) -> None:
    result = run("diff", old, new, data=tiny, code=2)
    assert result.stderr.startswith(f"error: {old} is not before {new}\nhint: ")


# -- lines through more than two structures


@pytest.fixture
def long_line(tiny_copy: Path) -> iomwho.Directory:
    """The tiny union with two more structures.

    Accounts goes on to 2026 and 2031; Staff leaps to 2031; Lamps ends in 2026.
    """
    unit = "- {{id: {0}, name: {1}, kind: division, names: {{}}, summary: x, source: charter-2023}}\n"
    entry = '  - {{id: "{0}", as_of: "{0}", label: x, front_door: money, front_door_source: charter-2023}}\n'
    text = (tiny_copy / "organization.yaml").read_text("utf-8")
    text = text.replace("kinds:\n", entry.format("2031") + entry.format("2026") + "\nkinds:\n", 1)
    (tiny_copy / "organization.yaml").write_text(text, "utf-8")
    for year, units in {"2026": "money Money, light Light", "2031": "money Money, people People"}.items():
        (tiny_copy / year).mkdir()
        (tiny_copy / year / "all.yaml").write_text("".join(unit.format(*pair.split()) for pair in units.split(", ")))
    steps = [
        ("accounts-division", "2023", "money", "2026", "renamed", "false"),
        ("money", "2026", "money", "2031", "continued", "true"),
        ("staff-division", "2023", "people", "2031", "renamed", "false"),
        ("lamp-and-lens-division", "2023", "light", "2026", "renamed", "false"),
    ]
    row = '- {{from: {}, from_structure: "{}", to: [{}], to_structure: "{}", kind: {}, inferred: {}, source: charter-2023}}\n'
    with (tiny_copy / "changes.yaml").open("a", encoding="utf-8") as file:
        file.writelines(row.format(*step) for step in steps)
    return iomwho.load(tiny_copy)


def names(directory: iomwho.Directory, unit: str, structure: str) -> list[tuple[str, str, bool]]:
    found = directory.unit(unit, structure)
    assert found is not None
    return [(item.name, item.structure, item.inferred) for item in directory.today(found)]


def test_today_is_the_newest_structure_that_the_line_reaches(long_line: iomwho.Directory) -> None:
    assert names(long_line, "accounts-division", "2023") == [("Money", "2031", True)]
    assert names(long_line, "lamp-section", "2015") == [("Light", "2026", True)]


def test_a_branch_that_leaps_over_a_structure_is_not_lost(long_line: iomwho.Directory) -> None:
    assert names(long_line, "administration-department", "2015") == [("People", "2031", False), ("Money", "2031", True)]


def test_a_unit_that_goes_on_under_its_name_has_no_other_today(long_line: iomwho.Directory) -> None:
    assert names(long_line, "money", "2026") == []


def test_history_runs_through_all_structures_oldest_first(long_line: iomwho.Directory) -> None:
    found = long_line.history("money", "2031")
    assert [step.change.origin for step in found.before] == ["administration-department", "accounts-division", "money"]
    found = long_line.history("administration-department", "2015")
    assert {step.change.target_structure for step in found.after} == {"2023", "2026", "2031"}


def test_diff_crosses_what_lies_between(long_line: iomwho.Directory) -> None:
    kinds = [(item.origin.id if item.origin else "") for item in difference(long_line, "2023", "2031")]
    assert kinds == ["accounts-division", "money", "staff-division", "lamp-and-lens-division"]
    assert [item.kind for item in difference(long_line, "2026", "2031")] == ["continued"]


def test_structures_stand_in_the_order_of_time(long_line: iomwho.Directory) -> None:
    """Not in that of the file, where 2031 is listed before 2026."""
    assert [item.id for item in long_line.organization.structures] == ["2015", "2023", "2026", "2031"]
    assert long_line.structure("2030-12-31").id == "2026"
    with pytest.raises(UsageError):
        long_line.structure(2014)


def test_a_circle_of_changes_has_an_end() -> None:
    """The data rules forbid it; the line must not run for ever all the same."""
    change = Change("a", "1", ("b",), "2", "renamed", None, "s", False, "high")
    back = change._replace(origin="b", origin_structure="2", targets=("a",), target_structure="1")
    lines = Lineage([change, back])
    assert lines.reach(("1", "a"), forward=True) == [("2", "b")]
    assert lines.reach(("1", "a"), forward=False) == [("2", "b")]


# -- the shipped data: facts that the documents state


@pytest.mark.parametrize(("old", "new"), BECAME.items(), ids=BECAME)
def test_what_became_of_the_units_of_2017(old: str, new: str, directory: iomwho.Directory) -> None:
    found = directory.history(directory.resolve(old, 2017).id, 2017)
    assert new in {to.name for step in found.after for to in step.targets if step.change.target_structure == "2022"}


STATED = {
    "Regional Office in Vienna, Austria": ("2022", "Regional Office for Europe and Central Asia", "merged", "2024"),
    "Regional Office in San José, Costa Rica": ("2022", "Regional Office for the Americas", "merged", "2024"),
    "Regional Office in Buenos Aires, Argentina": ("2022", "Regional Office for the Americas", "merged", "2024"),
    "Central Evaluation Unit": ("2022", "Central Evaluation Division", "renamed", "2024"),
    "Global Migration Data Analysis Centre": ("2017", "Global Migration Data Analysis Centre", "moved", "2022"),
}


@pytest.mark.parametrize(("unit", "expected"), STATED.items(), ids=STATED)
def test_changes_that_a_document_states(unit: str, expected: tuple[str, ...], directory: iomwho.Directory) -> None:
    structure, name, kind, target = expected
    after = directory.history(directory.resolve(unit, structure).id, structure).after
    (step,) = [step for step in after if step.change.target_structure == target]
    assert [to.name for to in step.targets] == [name]
    assert (step.change.kind, step.change.inferred) == (kind, False)
    assert step.source is not None


def test_the_global_data_institute_was_created(directory: iomwho.Directory) -> None:
    (step,) = directory.history("global-data-institute").before
    assert (step.change.kind, step.origin, step.change.when) == ("created", None, "2022")


def test_the_evaluation_unit_of_june_2022_is_the_central_one(directory: iomwho.Directory) -> None:
    assert directory.find("Monitoring and Evaluation Unit")[0].unit.name == "Central Evaluation Unit"


def test_an_answer_of_2017_names_its_successor(run: Run) -> None:
    found = said(run, "find", "Migration Policy Research Division", "--as-of", "2017")["results"][0]
    assert found["name"] == "Migration Policy Research Division"
    assert found["today"]
    assert all(item["structure"] >= "2022" for item in found["today"])


def test_the_diff_of_2017_and_2022_names_what_came_of_partnerships(run: Run) -> None:
    changes = said(run, "diff", "2017", "2022")["changes"]
    (split,) = [
        item for item in changes if item["from"] and item["from"]["name"].endswith("Cooperation and Partnerships")
    ]
    assert "Department of External Relations" in [to["name"] for to in split["to"]]


def test_every_change_says_what_it_rests_on(directory: iomwho.Directory) -> None:
    for structure in directory.organization.structures:
        for unit in directory.units(structure.id):
            for step in directory.history(unit.id, structure.id).after:
                assert step.source is not None
                assert step.change.basis, f"{unit.id} ({structure.id}): {step.change.kind}"
