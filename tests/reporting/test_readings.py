from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.facts.rules import Kept, Reading, readings
from reporting.figures.rules import Period

YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))


def days_of(period: Period) -> list[date]:
    length = (period.last - period.first).days + 1
    return [period.first + timedelta(days=number) for number in range(length)]


@given(
    first=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    length=st.integers(0, 1200),
)
def test_what_is_read_is_each_day_of_the_period_once(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))

    read = readings(period, by_year=True)

    days: Counter[date] = Counter()
    for one in read:
        days.update(dict.fromkeys(days_of(one.period), one.sign))
    assert {day: n for day, n in days.items() if n} == dict.fromkeys(days_of(period), 1)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 9, 30), [Reading(Kept.YEARS, YEAR)]),
        (
            date(2026, 8, 30),
            [
                Reading(Kept.YEARS, YEAR),
                Reading(Kept.MONTHS, Period(date(2026, 9, 1), date(2026, 9, 30)), -1),
                Reading(Kept.DAYS, Period(date(2026, 8, 31), date(2026, 8, 31)), -1),
            ],
        ),
        (
            date(2025, 11, 30),
            [Reading(Kept.MONTHS, Period(date(2025, 10, 1), date(2025, 11, 30)))],
        ),
    ],
)
def test_a_year_is_read_where_less_has_to_be_taken_from_it_than_added_up(
    last: date, expected: list[Reading]
) -> None:
    read = readings(Period(YEAR.first, last), by_year=True)

    assert read == expected
