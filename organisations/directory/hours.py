"""When a service is open in an ordinary week, in words: `Monday to Friday: 9am to 5pm`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Final, Protocol

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ccs.ui import moments
from networks.calendar.rules import LONDON

_WEEK: Final = 7
# Hours end a minute before midnight at the latest.
_WHOLE_DAY: Final = (time(0), time(23, 59))


class Hours(Protocol):
    """As a row of `Schedule`: 1 is Monday."""

    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None
    valid_to: date | None
    notes: str


def hours_in_words(schedules: Iterable[Hours], *, today: date) -> list[str]:
    """What holds today, one line for the days with the same hours; none where none are said."""
    week = {day: ", ".join(map(_span, rows)) for day, rows in _by_day(schedules, today)}
    lines: dict[str, list[int]] = {}
    for day, said in week.items():
        lines.setdefault(said, []).append(day)
    return [f"{_days(days)}: {said}" for said, days in lines.items()]


def week_in_words(schedules: Iterable[Hours], *, today: date) -> list[tuple[str, str]]:
    """Every day of the week with its hours, or that it is closed then."""
    week = {day: ", ".join(map(_span, rows)) for day, rows in _by_day(schedules, today)}
    days = range(1, _WEEK + 1)
    return [(str(WEEKDAYS[day - 1]), week.get(day, _("Closed"))) for day in days]


def _by_day(schedules: Iterable[Hours], today: date) -> list[tuple[int, list[Hours]]]:
    now = [
        one
        for one in schedules
        if (one.valid_from is None or one.valid_from <= today)
        and (one.valid_to is None or today <= one.valid_to)
    ]
    now.sort(key=lambda one: (one.weekday, one.opens_at))
    return [(day, list(rows)) for day, rows in groupby(now, key=lambda one: one.weekday)]


def _span(row: Hours) -> str:
    words = {"opens": _clock(row.opens_at), "closes": _clock(row.closes_at)}
    endless = (row.opens_at, row.closes_at) == _WHOLE_DAY
    said = _("day and night") if endless else _("%(opens)s to %(closes)s") % words
    return f"{said} ({row.notes})" if row.notes else said


def _clock(at: time) -> str:
    return moments.clock(datetime.combine(date(2026, 1, 1), at, tzinfo=LONDON))


def _days(days: Sequence[int]) -> str:
    """Three or more in a row as a span; `days` in order."""
    if len(days) == _WEEK:
        return _("Every day")
    runs = [
        [day for _place, day in run]
        for _key, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(_run(run) for run in runs)


def _run(days: Sequence[int]) -> str:
    names = [str(WEEKDAYS[day - 1]) for day in days]
    if len(names) > 2:  # noqa: PLR2004 - two days are named, more are a span
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)
