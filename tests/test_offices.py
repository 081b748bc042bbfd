"""Every country that an office answers for is answered, by whatever name it is asked for."""

from __future__ import annotations

import pytest

from iomwho.directory import Directory


def covered(directory: Directory) -> list[str]:
    codes = {code for unit in directory.units() for item in unit.covers for code in item.countries}
    return sorted(codes)


def test_the_offices_answer_for_the_countries_on_record(directory: Directory) -> None:
    assert len(covered(directory)) >= 187


@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_each_country_is_answered_by_an_office_that_answers_for_it(directory: Directory, language: str) -> None:
    for code in covered(directory):
        country = directory.country(code)
        assert country
        found = directory.office(country.names.best(language))
        answering = [office for office in found.results if any(code in item.countries for item in office.unit.covers)]
        assert answering, (code, country.names.best(language), [office.unit.name for office in found.results])


def test_basis_is_said_for_each_office_that_answers(directory: Directory) -> None:
    for code in covered(directory):
        country = directory.country(code)
        assert country
        for office in directory.office(country.names.en).results:
            if office.reason == "answers for":
                assert office.coverage
                assert office.coverage.basis in ("stated", "derived")


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ("Vienna", "Regional Office in Vienna, Austria"),
        ("Wien", "Regional Office in Vienna, Austria"),
        ("Kairo", "Regional Office in Cairo, Egypt"),
        ("NATO", "Regional Office in Brussels, Belgium"),
        ("Almaty Process", "Regional Office in Vienna, Austria"),
        ("Liga der Arabischen Staaten", "Regional Office in Cairo, Egypt"),
        ("Southern Common Market", "Regional Office in Buenos Aires, Argentina"),
    ],
)
def test_cities_and_bodies(directory: Directory, place: str, first: str) -> None:
    assert directory.office(place).results[0].unit.name == first


def test_vienna_and_austria_are_different_questions(directory: Directory) -> None:
    vienna = [office.unit.name for office in directory.office("Vienna").results]
    austria = [office.unit.name for office in directory.office("Austria").results]
    assert vienna[0] == "Regional Office in Vienna, Austria"
    assert "Regional Office in Vienna, Austria" not in austria
    assert austria == ["Country Office for Austria", "Regional Office in Brussels, Belgium"]


@pytest.mark.parametrize("place", ["Atlantis", "Wakanda", "Mars"])
def test_a_place_that_is_none_is_answered_by_nobody(directory: Directory, place: str) -> None:
    assert directory.office(place).results == ()
