from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from organisations.directory.openings import OpeningNow, opening_now

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}


@dataclass
class Hours:
    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_to: date | None = None
    on_bank_holidays: bool = False


@dataclass
class Closed:
    starts_on: date
    ends_on: date


WEEKDAYS = [Hours(day, time(9), time(17)) for day in range(1, 6)]


def at(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def asked(now, hours=WEEKDAYS, closed=()):
    return opening_now(hours, closed, now=now, holidays=CHRISTMAS)


def test_within_its_hours_it_is_open_until_they_end():
    answer = asked(at(2026, 11, 23, 9))

    assert answer == OpeningNow(is_open=True, changes_at=at(2026, 11, 23, 17))


def test_at_the_minute_of_closing_it_is_closed_until_the_next_day():
    answer = asked(at(2026, 11, 23, 17))

    assert answer == OpeningNow(is_open=False, changes_at=at(2026, 11, 24, 9))


def test_over_a_weekend_it_opens_on_monday():
    answer = asked(at(2026, 11, 21, 12))

    assert answer == OpeningNow(is_open=False, changes_at=at(2026, 11, 23, 9))


def test_on_a_bank_holiday_it_is_closed_unless_it_says_otherwise():
    keeps = [Hours(5, time(9), time(17), on_bank_holidays=True)]

    closed, opened = asked(at(2026, 12, 25, 10)), asked(at(2026, 12, 25, 10), hours=keeps)

    assert closed == OpeningNow(is_open=False, changes_at=at(2026, 12, 29, 9))
    assert opened.is_open


def test_closed_days_count_the_last_of_them_too():
    answer = asked(at(2026, 11, 23, 10), closed=[Closed(date(2026, 11, 23), date(2026, 11, 24))])

    assert answer == OpeningNow(is_open=False, changes_at=at(2026, 11, 25, 9))


def test_hours_that_meet_are_one():
    hours = [Hours(1, time(12), time(17)), Hours(1, time(9), time(12))]

    answer = asked(at(2026, 11, 23, 10), hours=hours)

    assert answer == OpeningNow(is_open=True, changes_at=at(2026, 11, 23, 17))


def test_a_break_at_midday_is_told():
    hours = [Hours(1, time(9), time(12)), Hours(1, time(13), time(17))]

    answer = asked(at(2026, 11, 23, 12, 30), hours=hours)

    assert answer == OpeningNow(is_open=False, changes_at=at(2026, 11, 23, 13))


def test_day_and_night_never_closes():
    hours = [Hours(day, time(0), time(23, 59), on_bank_holidays=True) for day in range(1, 8)]

    answer = asked(at(2026, 11, 23, 23, 59), hours=hours)

    assert answer == OpeningNow(is_open=True)


def test_through_the_night_of_one_day_it_closes_on_the_next():
    hours = [Hours(1, time(20), time(23, 59)), Hours(2, time(0), time(6))]

    answer = asked(at(2026, 11, 23, 22), hours=hours)

    assert answer == OpeningNow(is_open=True, changes_at=at(2026, 11, 24, 6))


def test_hours_of_another_season_do_not_count():
    summer = [Hours(1, time(9), time(17), date(2027, 6, 1), date(2027, 8, 31))]
    over = [Hours(1, time(9), time(17), valid_to=date(2026, 11, 22))]

    answers = [asked(at(2026, 11, 23, 10), hours=hours) for hours in (summer, over)]

    assert answers == [OpeningNow(is_open=False)] * 2


def test_no_hours_are_not_open():
    answer = asked(at(2026, 11, 23, 10), hours=[])

    assert answer == OpeningNow(is_open=False)


def test_the_hour_that_comes_twice_in_october_is_told_apart():
    hours = [Hours(7, time(1, 30), time(4))]
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)

    answers = [asked(moment, hours=hours).changes_at for moment in (first, second)]

    assert answers == [at(2026, 10, 25, 4)] * 2


def test_closing_in_the_hour_that_march_leaves_out_is_after_it():
    hours = [Hours(7, time(0), time(1, 30))]

    answer = asked(at(2026, 3, 29, 0, 30), hours=hours)

    assert answer == OpeningNow(is_open=True, changes_at=at(2026, 3, 29, 2, 30))
