"""Who is recognised when they come again, and who is missed: what is missed is known."""

from datetime import date
from uuid import UUID

import pytest

from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.tally.rules import (
    Said,
    age_band_of,
    hashed,
    home_identity,
    household_identities,
    nrpf_of,
    own_identities,
)

BORN = date(1988, 2, 29)
DAY = date(2026, 11, 23)


def person(given: str, family: str, *, born: date | None = BORN, phone: str = "") -> Person:
    return Person(given_name=given, family_name=family, date_of_birth=born, phone=phone)


@pytest.mark.parametrize(
    "other",
    [
        person("AMINA", "NÚÑEZ O’BRIEN"),
        person("Nunez", "Amina O'Brien"),
        person(" amina  núñez", "OBrien "),
        person("O'Brien, Amina", "Nuñez"),
    ],
    ids=["case and marks", "order", "spaces", "comma"],
)
def test_the_same_name_written_otherwise_is_the_same_person(other: Person) -> None:
    first = own_identities(person("Amina", "Núñez O'Brien"))

    again = own_identities(other)

    assert again == first != []


@pytest.mark.parametrize(
    "other",
    [
        person("Amena", "Pretend"),
        person("Amina", "Pretend Sample"),
        person("Amina", "Pretend", born=date(1988, 2, 28)),
    ],
    ids=["a slip", "a second family name", "another day of birth"],
)
def test_what_may_be_somebody_else_is_missed_and_not_guessed(other: Person) -> None:
    first = own_identities(person("Amina", "Pretend"))

    again = own_identities(other)

    assert not set(first) & set(again)


@pytest.mark.parametrize("phone", ["+44 20 7946 0018", "0044 (0)20 7946 0018", "(020) 7946-0018"])
def test_without_a_date_of_birth_name_and_phone_tell_who_it_is(phone: str) -> None:
    first = own_identities(person("Amina", "Pretend", phone="020 7946 0018"))

    again = own_identities(person("Amina", "Pretend", born=None, phone=phone))

    assert len(again) == 1
    assert set(again) < set(first)


@pytest.mark.parametrize(
    "nobody",
    [person("Amina", "", phone="020 7946 0018"), person("Amina", "Pretend", born=None)],
    ids=["a first name alone", "a name alone"],
)
def test_who_cannot_be_told_from_others_has_no_key(nobody: Person) -> None:
    found = own_identities(nobody)

    assert found == []


def test_a_child_who_comes_later_is_known_from_the_household() -> None:
    child = Relative("Yusuf", "Pretend", "child", date(2008, 5, 1))
    unknown = Relative("Sam", "Pretend", "child")

    found = household_identities([child, unknown])

    assert found == own_identities(person("Yusuf", "Pretend", born=date(2008, 5, 1)))


def test_an_address_is_the_same_with_its_postcode_in_it_and_short_words() -> None:
    first = home_identity(Person("Amina", address="Flat 2, 10 High Street", postcode="e14ns"))

    again = home_identity(Person("Bilal", address="Apt 2\n10 High St.\nE1 4NS", postcode="E1 4NS"))

    assert again == first != ""


@pytest.mark.parametrize(
    "nowhere",
    [
        Person("Amina", address="10 High Street", postcode="E1 4NS", no_fixed_address=True),
        Person("Amina", address="10 High Street", postcode="E1"),
        Person("Amina", postcode="E1 4NS"),
    ],
    ids=["no fixed address", "half a postcode", "no address"],
)
def test_less_than_a_whole_address_is_no_home(nowhere: Person) -> None:
    found = home_identity(nowhere)

    assert found == ""


def test_another_network_and_another_site_have_other_keys() -> None:
    keys = {
        hashed("born 1988-02-29 amina pretend", network_id=UUID(int=network), secret=secret)
        for network in (1, 2)
        for secret in ("a", "b")
    }

    assert len(keys) == 4
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, Said.NOT_ASKED),
        ({"nrpf": "Prefer not to say"}, Said.PREFER_NOT),
        ({"nrpf": "visa, will check"}, Said.UNCLEAR),
        ({"nrpf": "Yes."}, Said.YES),
    ],
)
def test_not_asked_and_would_rather_not_say_stay_apart(answers: dict[str, str], said: Said) -> None:
    told = Told(client=Person("Amina"), needs=(ToldNeed("food", "today"),), answers=answers)

    counted = nrpf_of(told, DAY)

    assert counted is said


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2010, 11, 24), "under_16"),
        (date(2010, 11, 23), "16_24"),
        (date(1961, 11, 23), "65_over"),
    ],
)
def test_the_age_band_is_that_of_the_day(born: date, band: str) -> None:
    found = age_band_of(Person("Amina", date_of_birth=born), DAY)

    assert found == band
