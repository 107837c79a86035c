"""A period as its whole months, which are summed up, and the days at its ends. Pure."""

from calendar import monthrange
from datetime import date, timedelta

from reporting.figures.rules import Period


def whole_months(period: Period) -> Period | None:
    """From the first day of the first to the last day of the last; None where there is none."""
    begins, ends = _first_whole_month(period.first), _last_whole_month(period.last)
    return Period(begins, ends) if begins < ends else None


def days_at_its_ends(period: Period) -> list[Period]:
    """What is left of the period without its whole months."""
    months = whole_months(period)
    if months is None:
        return [period]
    one = timedelta(days=1)
    ends = [Period(period.first, months.first - one), Period(months.last + one, period.last)]
    return [end for end in ends if end.first <= end.last]


def _first_whole_month(day: date) -> date:
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _last_whole_month(day: date) -> date:
    if day.day == monthrange(day.year, day.month)[1]:
        return day
    return day.replace(day=1) - timedelta(days=1)
