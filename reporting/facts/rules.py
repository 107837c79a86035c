"""A period as what is read of it: sums of years and of whole months, and days. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from reporting.figures.rules import Period, programme_year

_ONE: Final = timedelta(days=1)


class Kept(Enum):
    """How facts are kept: added up by programme year, by month, or one by one with their days."""

    YEARS = auto()
    MONTHS = auto()
    DAYS = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """`sign` -1: it was read too much, with its year."""

    kept: Kept
    period: Period
    sign: int = 1


def readings(period: Period, *, by_year: bool) -> list[Reading]:
    """What adds up to the period. `by_year`: whole years less the rest, if that is less."""
    years = _years_near(period) if by_year else None
    if years is None:
        return list(_by_month(period, 1))
    return [
        Reading(Kept.YEARS, years),
        *_between(years.first, period.first),
        *_between(period.last + _ONE, years.last + _ONE),
    ]


def _years_near(period: Period) -> Period | None:
    """From the beginning of a year to the end of one; None where the months are fewer days."""
    first, last = _begins_near(period.first), _begins_near(period.last + _ONE)
    too_many = abs(period.first - first) + abs(period.last + _ONE - last)
    if first >= last or too_many >= period.last + _ONE - period.first:
        return None
    return Period(first, last - _ONE)


def _begins_near(day: date) -> date:
    year = programme_year(day)
    return min(year.first, year.last + _ONE, key=lambda begins: abs(day - begins))


def _between(begins: date, ends: date) -> Iterator[Reading]:
    """The days up to `ends`, taken away; the other way round, added."""
    sign = -1 if begins < ends else 1
    first, after = min(begins, ends), max(begins, ends)
    if first < after:
        yield from _by_month(Period(first, after - _ONE), sign)


def _by_month(period: Period, sign: int) -> Iterator[Reading]:
    months = whole_months(period)
    if months:
        yield Reading(Kept.MONTHS, months, sign)
    for days in days_at_its_ends(period):
        yield Reading(Kept.DAYS, days, sign)


def whole_months(period: Period) -> Period | None:
    """From the first day of the first to the last day of the last; None where there is none."""
    begins, ends = _first_whole_month(period.first), _last_whole_month(period.last)
    return Period(begins, ends) if begins < ends else None


def days_at_its_ends(period: Period) -> list[Period]:
    """What is left of the period without its whole months."""
    months = whole_months(period)
    if months is None:
        return [period]
    ends = [Period(period.first, months.first - _ONE), Period(months.last + _ONE, period.last)]
    return [end for end in ends if end.first <= end.last]


def _first_whole_month(day: date) -> date:
    return day if day.day == 1 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _last_whole_month(day: date) -> date:
    if day.day == monthrange(day.year, day.month)[1]:
        return day
    return day.replace(day=1) - timedelta(days=1)
