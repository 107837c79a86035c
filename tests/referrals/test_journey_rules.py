from datetime import date

import pytest

from ccs.ui.languages import language_choices, language_name
from referrals.assessments.rules import Relative, ToldNeed, known_from_household, moved_needs
from referrals.clients.rules import kept_postcode, lacking


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nr21nh", "NR2 1NH"),
        (" E1 4NS ", "E1 4NS"),
        ("sw1a-1aa", "SW1A 1AA"),
        ("NR2", "NR2"),
        ("M1", "M1"),
        ("Norwich", None),
        ("NR2 1N", None),
        ("12345", None),
        ("NR2 1NH; DROP", None),
    ],
)
def test_a_postcode_is_kept_in_one_form_or_refused(typed: str, kept: str | None) -> None:
    found = kept_postcode(typed)

    assert found == kept


def test_a_safe_way_needs_the_detail_it_goes_by() -> None:
    missing = lacking(["call", "text", "email", "post"], known=["email"])

    assert missing == ["phone", "address"]


def test_needs_go_with_the_person_when_the_household_changes() -> None:
    needs = (
        ToldNeed("food", "today"),
        ToldNeed("clothing", "soon", 0),
        ToldNeed("education", "soon", 2),
    )

    moved = moved_needs(needs, places=[2, None, 1])

    assert moved == (
        ToldNeed("food", "today"),
        ToldNeed("clothing", "soon", None),
        ToldNeed("education", "soon", 0),
    )


def test_what_the_household_tells_is_not_asked_again() -> None:
    household = [
        Relative("Salma", relationship="partner", date_of_birth=date(1990, 1, 1)),
        Relative("Yusuf", relationship="child", date_of_birth=date(2015, 12, 1)),
        Relative("Idris", relationship="child", date_of_birth=date(2015, 11, 1)),
        Relative("Noor", relationship="child"),
    ]

    known = known_from_household(household, today=date(2026, 11, 21))

    assert known == {"household_size": "5", "childrens_ages": "10, 11"}


def test_nothing_is_made_up_about_a_household_that_nobody_named() -> None:
    known = known_from_household([], today=date(2026, 11, 21))

    assert known == {}


def test_languages_have_names_and_english_comes_first() -> None:
    choices = language_choices(["xx"])

    assert choices[:3] == [
        ("en", "English"),
        ("cy", "Welsh"),
        ("bfi", "British Sign Language"),
    ]
    assert ("so", "Somali") in choices
    assert ("xx", "xx") in choices
    assert language_name("bn") == "Bengali"
