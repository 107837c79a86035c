from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from networks.calendar.rules import WorkingHours

LONDON = ZoneInfo("Europe/London")
DESK = WorkingHours(opens=time(9), closes=time(17))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        ("2026-11-23 10:00", 4, "2026-11-23 14:00"),
        ("2026-11-23 13:00", 4, "2026-11-23 17:00"),
        ("2026-11-23 15:00", 4, "2026-11-24 11:00"),
        ("2026-11-23 16:58", 4, "2026-11-24 12:58"),
        ("2026-11-23 17:00", 4, "2026-11-24 13:00"),
        ("2026-11-23 08:59", 4, "2026-11-23 13:00"),
        ("2026-11-23 00:00", 4, "2026-11-23 13:00"),
        ("2026-11-20 16:00", 4, "2026-11-23 12:00"),
        ("2026-11-21 12:00", 4, "2026-11-23 13:00"),
        ("2026-11-22 23:59", 4, "2026-11-23 13:00"),
        # Christmas Day is a Friday, so that Boxing Day is kept on the Monday.
        ("2026-12-24 16:00", 4, "2026-12-29 12:00"),
        ("2026-12-25 10:00", 4, "2026-12-29 13:00"),
        ("2026-12-31 16:30", 4, "2027-01-04 12:30"),
        # From the Thursday before Easter to the Tuesday after it.
        ("2026-04-02 15:00", 4, "2026-04-07 11:00"),
        ("2026-04-03 09:00", 4, "2026-04-07 13:00"),
        # The nights in which the clocks change: an hour less, an hour more.
        ("2026-03-27 15:00", 4, "2026-03-30 11:00"),
        ("2026-10-23 15:00", 4, "2026-10-26 11:00"),
        ("2026-11-23 10:00", 24, "2026-11-26 10:00"),
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
    ],
)
def test_hours_are_counted_while_the_desk_is_open(asked: str, hours: int, due: str) -> None:
    assert DESK.after_hours(at(asked), hours) == at(due)


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        ("2026-11-23 10:00", 1, "2026-11-24 10:00"),
        ("2026-11-20 16:59", 1, "2026-11-23 16:59"),
        ("2026-11-20 17:00", 1, "2026-11-24 09:00"),
        ("2026-11-21 03:00", 3, "2026-11-26 09:00"),
        ("2026-12-23 11:00", 3, "2026-12-30 11:00"),
        ("2026-12-24 11:00", 5, "2027-01-05 11:00"),
        ("2026-04-02 10:00", 1, "2026-04-07 10:00"),
        ("2026-03-27 10:00", 1, "2026-03-30 10:00"),
        ("2026-10-23 10:00", 1, "2026-10-26 10:00"),
        ("2026-08-28 10:00", 1, "2026-09-01 10:00"),
    ],
)
def test_days_are_working_days_at_the_same_time(asked: str, days: int, due: str) -> None:
    assert DESK.after_days(at(asked), days) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 14:00", 4),
        ("2026-11-23 15:00", "2026-11-24 11:00", 4),
        ("2026-11-20 16:00", "2026-11-23 10:00", 2),
        ("2026-11-21 10:00", "2026-11-22 20:00", 0),
        ("2026-12-24 16:00", "2026-12-29 12:00", 4),
        ("2026-10-23 16:00", "2026-10-26 10:00", 2),
        ("2026-11-24 10:00", "2026-11-23 10:00", 0),
        ("2026-11-23 17:00", "2026-11-24 09:00", 0),
        ("2026-11-23 07:00", "2026-11-23 22:00", 8),
    ],
)
def test_the_working_time_between_two_moments(start: str, end: str, hours: int) -> None:
    assert DESK.worked_between(at(start), at(end)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "days", "before"),
    [
        ("2026-11-23 10:00", 1, "2026-11-20 10:00"),
        ("2026-11-23 10:00", 10, "2026-11-09 10:00"),
        ("2027-01-04 10:00", 3, "2026-12-29 10:00"),
        ("2026-11-22 03:00", 1, "2026-11-20 03:00"),
    ],
)
def test_working_days_are_counted_back(moment: str, days: int, before: str) -> None:
    assert DESK.days_before(at(moment), days) == at(before)


def test_due_is_the_same_moment_whichever_zone_it_was_asked_in() -> None:
    summer = datetime.fromisoformat("2026-07-01T15:30:00+00:00")

    due = DESK.after_hours(summer, 4)

    assert due.isoformat() == "2026-07-02T12:30:00+01:00"


def test_england_and_wales_keep_the_same_bank_holidays() -> None:
    swansea = WorkingHours(opens=time(9), closes=time(17), country="wales")

    assert swansea.after_days(at("2026-12-24 10:00"), 1) == at("2026-12-29 10:00")


def test_a_desk_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="opens before it closes"):
        WorkingHours(opens=time(17), closes=time(9))
