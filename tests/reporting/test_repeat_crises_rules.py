from datetime import date, timedelta
from uuid import UUID

import pytest

from reporting.crises.counting import Gaps, counted_six, counts_of, figure_of
from reporting.crises.households import Known, households
from reporting.crises.rules import (
    Followed,
    History,
    Why,
    came_again,
    due,
    followed,
    is_over,
    months_after,
)
from reporting.disclosure.published import Table
from reporting.disclosure.rules import hidden
from reporting.figures.rules import Period, quarters_of

YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))
MET = date(2025, 11, 3)


def history(*, met: list[date], new: list[date] = [], reached: list[date] = []) -> History:  # noqa: B006
    return History(met=set(met), new=set(new), reached=set(reached))


def test_it_is_counted_from_the_last_crisis_met_before_the_next_new_one() -> None:
    told = history(
        met=[MET, date(2025, 11, 10), date(2026, 3, 2)],
        new=[date(2025, 11, 1), date(2026, 2, 2), date(2026, 2, 20)],
    )

    one = followed(told, YEAR)

    assert one == Followed(date(2025, 11, 10), date(2026, 2, 2), aftercare=False, why=Why.NO_PLAN)


def test_a_crisis_told_on_the_day_it_is_met_is_that_crisis() -> None:
    one = followed(history(met=[MET], new=[MET]), YEAR)

    assert one is not None
    assert one.again is None


def test_a_household_counts_in_the_period_of_its_first_met_crisis() -> None:
    told = history(met=[MET, date(2026, 4, 1)], new=[date(2026, 1, 5)])

    found = [followed(told, one) for one in quarters_of(YEAR)]

    assert [one and one.since for one in found] == [MET, None, date(2026, 4, 1), None]


@pytest.mark.parametrize(
    ("reached", "aftercare"),
    [
        (date(2025, 11, 2), False),
        (MET, True),
        (date(2026, 1, 5), True),
        (date(2026, 1, 6), False),
    ],
)
def test_aftercare_is_a_check_that_reached_them_before_the_new_crisis(
    reached: date, *, aftercare: bool
) -> None:
    one = followed(history(met=[MET], new=[date(2026, 1, 5)], reached=[reached]), YEAR)

    assert one is not None
    assert one.aftercare is aftercare


def test_six_months_from_the_end_of_august_end_with_february() -> None:
    ends = months_after(date(2025, 8, 31), 6)

    assert ends == date(2026, 2, 28)


def test_the_last_day_of_the_sixth_month_still_counts_and_the_next_does_not() -> None:
    days = [date(2026, 5, 3), date(2026, 5, 4)]

    again = [
        came_again(Followed(MET, day, aftercare=False, why=Why.NO_PLAN), months=6) for day in days
    ]

    assert again == [True, False]


def test_a_quarter_is_counted_four_weeks_after_its_six_and_its_twelve_months() -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))

    days = [due(quarter, months=months) for months in (6, 12)]

    assert days == [date(2026, 10, 29), date(2027, 4, 29)]


def test_the_six_months_of_a_quarter_are_over_all_at_once() -> None:
    first, last = [
        Followed(day, None, aftercare=False, why=Why.NO_PLAN)
        for day in (date(2026, 1, 1), date(2026, 3, 31))
    ]

    over = [
        [is_over(one, months=6, counted_to=day) for one in (first, last)]
        for day in (date(2026, 6, 30), date(2026, 9, 30))
    ]

    assert over == [[False, False], [True, True]]


def test_records_that_share_a_key_are_one_household_through_others_too() -> None:
    mother, partner, child, stranger = (UUID(int=number) for number in range(4))

    found = households(
        {
            mother: Known(own=["m"], household=["c"], home="h"),
            partner: Known(own=["p"], home="h"),
            child: Known(own=["c"]),
            stranger: Known(own=["s"]),
        }
    )

    assert found[mother] == found[partner] == found[child] != found[stranger]


def test_an_address_of_many_is_no_household() -> None:
    people = {UUID(int=number): Known(own=[str(number)], home="hostel") for number in range(9)}

    found = households(people)

    assert len(set(found.values())) == 9


def one(day: date, *, again: bool, aftercare: bool) -> Followed:
    new = day + timedelta(days=30) if again else None
    return Followed(day, new, aftercare=aftercare, why=Why.NOT_REACHED)


def quarter(day: date, *, with_again: int, with_not: int, without: int) -> list[Followed]:
    return [
        *(one(day, again=True, aftercare=True) for _ in range(with_again)),
        *(one(day, again=False, aftercare=True) for _ in range(with_not)),
        *(one(day, again=number % 2 == 0, aftercare=False) for number in range(without)),
    ]


def test_the_table_says_how_many_of_how_many_came_again() -> None:
    people = [
        *quarter(MET, with_again=6, with_not=24, without=20),
        *quarter(date(2026, 2, 2), with_again=5, with_not=15, without=20),
    ]
    six = counted_six(counts_of(people, Gaps(unrecognised=2), counted_to=date(2026, 9, 30)))
    gone = hidden(six)
    cells = {name: None if name in gone else n for name, n in six.numbers.items()}

    figure = figure_of(Table(cells, {}, date(2026, 10, 29)), None)

    rows = {(row.group, row.months): (row.n, row.again, row.share) for row in figure.rows}
    assert rows["all", 6][:2] == (90, 31)
    assert rows["with_aftercare", 6][:2] == (50, 11)
    assert str(rows["with_aftercare", 6][2]) == "22.0"
    assert rows["all", 12] == (0, 0, None)
    assert figure.missing == {
        "unrecognised": None,
        "not_said": 0,
        "12/early": 90,
        "said_no": 0,
        "not_reached": 40,
        "no_plan": 0,
    }
