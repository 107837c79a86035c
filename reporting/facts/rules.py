"""A period as the fewest stored sums: its whole months, and the days at its ends. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.figures.rules import Period


@dataclass(frozen=True, slots=True)
class Span:
    """Sums of one grain: whole months by their first days, or days."""

    grain: str
    first: date
    last: date


def spans_of(period: Period) -> list[Span]:
    """None overlap, and together they are the period."""
    begins, ends = _first_whole_month(period.first), _last_whole_month(period.last)
    if begins > ends:
        return [Span("d", period.first, period.last)]
    return [
        *([Span("d", period.first, begins - timedelta(days=1))] if period.first < begins else []),
        Span("m", begins, ends),
        *([Span("d", _following(ends), period.last)] if _following(ends) <= period.last else []),
    ]


def _first_whole_month(day: date) -> date:
    return day if day.day == 1 else _following(day)


def _last_whole_month(day: date) -> date:
    """The first day of the last month that is over on the day."""
    if day.day == monthrange(day.year, day.month)[1]:
        return day.replace(day=1)
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _following(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
