from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from ccs.ui import moments

# A Friday. London is on winter time, so the clocks there agree with UTC.
NOW = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 20, 14, 0, tzinfo=UTC), "by 2pm today"),
        (datetime(2026, 11, 20, 12, 0, tzinfo=UTC), "by midday today"),
        (datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "by 9:05am tomorrow"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "by 10am on Monday"),
        (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), "by 10am on 27 November"),
        (datetime(2027, 3, 12, 10, 0, tzinfo=UTC), "by 10am on 12 March 2027"),
        (datetime(2026, 11, 19, 15, 30, tzinfo=UTC), "was due 3:30pm yesterday"),
    ],
)
def test_a_deadline_is_said_in_words(moment, words):
    said = moments.by(moment, NOW)

    assert said == words


def test_a_summer_time_is_that_of_london():
    summer = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)

    said = moments.by(datetime(2026, 7, 1, 13, 0, tzinfo=UTC), summer)

    assert said == "by 2pm today"


def test_tomorrow_begins_at_midnight_in_london():
    late_evening = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    said = moments.by(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), late_evening)

    assert said == "by 12:30am tomorrow"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 20, 11, 29, 30, tzinfo=UTC), "just now"),
        (datetime(2026, 11, 20, 11, 29, tzinfo=UTC), "1 minute ago"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "2 hours ago"),
        (datetime(2026, 11, 19, 23, 50, tzinfo=UTC), "11:50pm yesterday"),
        (datetime(2025, 11, 19, 9, 0, tzinfo=UTC), "9am on 19 November 2025"),
    ],
)
def test_the_past_is_said_in_words(moment, words):
    said = moments.ago(moment, NOW)

    assert said == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 20, 11, 29, tzinfo=UTC), "late"),
        (datetime(2026, 11, 20, 11, 50, tzinfo=UTC), "20 minutes left"),
        (datetime(2026, 11, 20, 12, 45, tzinfo=UTC), "1 hour left"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "3 days left"),
    ],
)
def test_the_time_left_is_rounded_to_what_matters(moment, words):
    said = moments.left(moment, NOW)

    assert said == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(1988, 11, 20), "38 years old"),
        (date(1988, 11, 21), "37 years old"),
        (date(2026, 3, 1), "8 months old"),
    ],
)
def test_an_age_is_counted_to_today(born, words):
    said = moments.age(born, NOW)

    assert said == words


def test_a_deadline_is_said_in_welsh():
    with translation.override("cy"):
        said = moments.by(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), NOW)

    assert said == "erbyn 10am ddydd Llun"


def test_welsh_counts_in_its_own_way():
    two_minutes_ago = datetime(2026, 11, 20, 11, 28, tzinfo=UTC)

    with translation.override("cy"):
        said = moments.ago(two_minutes_ago, NOW)

    assert said == "2 funud yn ôl"
