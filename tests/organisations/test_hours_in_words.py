from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import override

from networks.calendar.rules import LONDON
from organisations.directory.hours import hours_in_words
from organisations.directory.openings import OpeningNow
from organisations.directory.wording import opening_in_words

TODAY = date(2026, 11, 22)
NINE, NOON, FIVE, LATE = time(9), time(12), time(17), time(19, 30)


@dataclass
class Open:
    weekday: int
    opens_at: time = NINE
    closes_at: time = FIVE
    valid_from: date | None = None
    valid_to: date | None = None
    notes: str = ""


def test_a_service_that_never_closes_is_there_day_and_night() -> None:
    lines = hours_in_words([Open(day, time(0), time(23, 59)) for day in range(1, 8)], today=TODAY)

    assert lines == ["Every day: day and night"]


def test_the_hour_of_closing_is_said_on_its_own_day_only() -> None:
    now = datetime(2026, 11, 22, 10, tzinfo=LONDON)
    today = datetime(2026, 11, 22, 17, tzinfo=LONDON)
    christmas = datetime(2026, 12, 24, 23, 59, tzinfo=LONDON)

    said = [
        opening_in_words(OpeningNow(is_open=True, changes_at=closes), now=now)
        for closes in (today, christmas)
    ]

    assert said == ["Open now until 5pm", "Open now"]


def test_days_in_a_row_with_the_same_hours_are_one_line() -> None:
    week = [Open(5), *(Open(day) for day in (1, 2, 3, 4)), Open(6, NINE, NOON)]

    lines = hours_in_words(week, today=TODAY)

    assert lines == ["Monday to Friday: 9am to 5pm", "Saturday: 9am to midday"]


def test_days_apart_and_a_break_at_midday_are_said() -> None:
    week = [
        Open(1, NINE, NOON),
        Open(1, time(13), LATE),
        Open(3, NINE, NOON),
        Open(3, time(13), LATE),
    ]

    lines = hours_in_words(week, today=TODAY)

    assert lines == ["Monday, Wednesday: 9am to midday, 1pm to 7:30pm"]


def test_hours_of_another_season_are_left_out_and_notes_are_kept() -> None:
    week = [
        Open(1, valid_to=date(2026, 9, 1)),
        Open(2, valid_from=date(2026, 12, 1)),
        Open(4, notes="term time"),
    ]

    lines = hours_in_words(week, today=TODAY)

    assert lines == ["Thursday: 9am to 5pm (term time)"]


def test_a_whole_week_is_every_day() -> None:
    lines = hours_in_words([Open(day) for day in range(1, 8)], today=TODAY)

    assert lines == ["Every day: 9am to 5pm"]


def test_nothing_said_is_no_line() -> None:
    assert hours_in_words([], today=TODAY) == []


def test_the_days_are_named_in_the_language_in_force() -> None:
    with override("cy"):
        [line] = hours_in_words([Open(1)], today=TODAY)

    assert line.startswith("Dydd Llun")
