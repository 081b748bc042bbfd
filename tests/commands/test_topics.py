"""`iomwho topics`: the A to Z of everything handled."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run


def test_everything_from_a_to_z(run: Run, tiny: Path) -> None:
    topics = [row.split("\t")[0] for row in run("topics", data=tiny).stdout.splitlines()]
    assert len(topics) == 10
    assert topics == sorted(topics)


def test_letter(run: Run, tiny: Path) -> None:
    assert run("topics", "p", data=tiny).stdout.splitlines() == [
        "payment of invoices\tAccounts Division",
        "press enquiries\tCommunications Team",
    ]


def test_word_without_its_accents(run: Run, tiny: Path) -> None:
    text = run("topics", "reparacion", "--lang", "es", data=tiny).stdout
    assert text == "reparación de lámparas\tDivisión de Lámparas y Lentes\n"


def test_owner_before_helper(run: Run, tiny: Path) -> None:
    text = run("topics", "mariners", "--fields", "unit,role", data=tiny).stdout
    assert text.splitlines() == ["Sound Signals Division\tlead", "Communications Team\tsupport"]


def test_nothing(run: Run, tiny: Path) -> None:
    assert run("topics", "zzz", data=tiny, code=1).stdout == "Nothing in the directory fits.\n"
