from datetime import datetime, time
from itertools import pairwise

import pytest

from networks.calendar.rules import LONDON, WorkingHours
from referrals.demo.timing import step_times, told_at

HOURS = WorkingHours(opens=time(9), closes=time(17))
WEDNESDAY_NOON = datetime(2026, 11, 18, 12, tzinfo=LONDON)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=LONDON)
MONDAY_DAWN = datetime(2026, 11, 23, 6, tzinfo=LONDON)


def test_a_story_of_today_was_told_this_morning():
    now = WEDNESDAY_NOON

    told = told_at(days_ago=0, place=0, hours=HOURS, now=now)

    assert told == datetime(2026, 11, 18, 9, 30, tzinfo=LONDON)


@pytest.mark.parametrize("now", [SUNDAY_NIGHT, MONDAY_DAWN])
def test_out_of_hours_today_is_the_last_working_day(now: datetime):
    friday = datetime(2026, 11, 20, 9, 30, tzinfo=LONDON)

    told = told_at(days_ago=0, place=0, hours=HOURS, now=now)

    assert told == friday


def test_days_ago_are_working_days():
    now = datetime(2026, 11, 23, 12, tzinfo=LONDON)  # a Monday

    told = told_at(days_ago=1, place=0, hours=HOURS, now=now)

    assert told == datetime(2026, 11, 20, 9, 30, tzinfo=LONDON)


def test_stories_of_one_day_are_told_at_different_times():
    places = range(8)

    told = {told_at(days_ago=2, place=at, hours=HOURS, now=WEDNESDAY_NOON) for at in places}

    assert len(told) == 8


def test_steps_are_taken_in_working_time():
    told = datetime(2026, 11, 16, 16, 50, tzinfo=LONDON)

    seen, accepted = step_times(told, ["seen", "accept"], hours=HOURS, now=WEDNESDAY_NOON)

    assert seen == datetime(2026, 11, 17, 9, tzinfo=LONDON)
    assert accepted == datetime(2026, 11, 17, 9, 20, tzinfo=LONDON)


def test_steps_keep_their_order_and_come_before_now():
    told = datetime(2026, 11, 18, 11, 20, tzinfo=LONDON)

    times = step_times(
        told, ["seen", "accept", "contact", "message", "close"], hours=HOURS, now=WEDNESDAY_NOON
    )

    assert all(one < other for one, other in pairwise([told, *times, WEDNESDAY_NOON]))


def test_over_a_weekend_nothing_happens_that_did_not_on_friday():
    told = datetime(2026, 11, 20, 14, tzinfo=LONDON)

    times = step_times(told, ["accept", "contact", "close"], hours=HOURS, now=SUNDAY_NIGHT)

    assert {moment.date() for moment in times} == {told.date()}
