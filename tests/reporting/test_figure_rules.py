from datetime import date
from decimal import Decimal

import pytest

from reporting.figures.rules import (
    Period,
    Summary,
    annualise,
    months_in,
    per_organisation,
    programme_year,
    so_far,
    whole_months_of,
    year_before,
)


def summary(*, accepted: int, registered: int, months: int | None) -> Summary:
    return Summary(
        registered_organisations=registered,
        ever_registered_organisations=registered,
        referring_organisations=1,
        receiving_organisations=1,
        accepted_referrals=accepted,
        months=months,
    )


def test_eight_months_of_4949_make_7424_a_year() -> None:
    count = annualise(4949, months=8)

    assert count == 7424


@pytest.mark.parametrize(
    ("count", "months", "year"), [(28, 6, 56), (1, 8, 2), (3, 8, 5), (0, 3, 0), (429, 12, 429)]
)
def test_halves_are_rounded_up(count: int, months: int, year: int) -> None:
    made = annualise(count, months=months)

    assert made == year


def test_a_programme_year_runs_from_october_to_september() -> None:
    days = [date(2025, 9, 30), date(2025, 10, 1), date(2026, 9, 30)]

    years = [programme_year(day) for day in days]

    assert years == [
        Period(date(2024, 10, 1), date(2025, 9, 30)),
        Period(date(2025, 10, 1), date(2026, 9, 30)),
        Period(date(2025, 10, 1), date(2026, 9, 30)),
    ]


def test_the_year_before_ends_the_day_before() -> None:
    before = year_before(Period(date(2025, 10, 1), date(2026, 9, 30)))

    assert before == Period(date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 10, 1), date(2026, 5, 31), 8),
        (date(2025, 10, 1), date(2026, 9, 30), 12),
        (date(2024, 2, 1), date(2024, 2, 29), 1),
        (date(2025, 10, 1), date(2026, 5, 30), None),
        (date(2025, 10, 2), date(2026, 5, 31), None),
    ],
)
def test_only_whole_months_are_months(first: date, last: date, months: int | None) -> None:
    counted = months_in(Period(first, last))

    assert counted == months


def test_the_whole_months_of_a_year_that_is_running() -> None:
    year = programme_year(date(2026, 11, 21))

    found = [
        whole_months_of(so_far(year, today=today))
        for today in (date(2026, 10, 20), date(2026, 10, 31), date(2026, 11, 21))
    ]

    assert found == [
        None,
        Period(date(2026, 10, 1), date(2026, 10, 31)),
        Period(date(2026, 10, 1), date(2026, 10, 31)),
    ]


def test_a_part_of_a_month_is_not_annualised() -> None:
    figures = summary(accepted=100, registered=10, months=None)

    assert not figures.annualised
    assert figures.accepted_referrals_annualised is None
    assert figures.referrals_per_organisation == Decimal("10.0")


def test_referrals_per_organisation_are_of_the_annualised_count() -> None:
    figures = summary(accepted=4949, registered=139, months=8)

    assert figures.annualised
    assert figures.referrals_per_organisation == Decimal("53.4")


def test_a_full_year_counts_as_it_is() -> None:
    figures = summary(accepted=429, registered=30, months=12)

    assert not figures.annualised
    assert figures.accepted_referrals_annualised == 429
    assert figures.referrals_per_organisation == Decimal("14.3")


def test_nothing_is_divided_by_no_organisations() -> None:
    share = per_organisation(5, 0)

    assert share is None
