"""Which periods can be chosen, and what each is compared with: pure."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from reporting.figures.rules import (
    Period,
    months_in,
    programme_year,
    quarters_of,
    so_far,
    year_before,
)

_YEAR: Final = 12
# As far back as single months and years are offered; any two dates reach further.
_MONTHS_BACK: Final = 24
_YEARS_BACK: Final = 10


class Compare(StrEnum):
    """With what the numbers of a period are compared."""

    NONE = "none"
    BEFORE = "before"
    LAST_YEAR = "year"


@dataclass(frozen=True, slots=True)
class Offered:
    """The periods to choose from, the newest first."""

    years: Sequence[Period]
    quarters: Sequence[Period]
    months: Sequence[Period] = ()

    def __contains__(self, period: Period) -> bool:
        return any(period in some for some in (self.years, self.quarters, self.months))


def offered(*, since: date, today: date) -> Offered:
    """All that have begun since there is something to count; the running ones up to today."""
    years = list(_years(since, today))
    quarters = [one for year in years for one in reversed(quarters_of(year))]
    return Offered(
        [so_far(one, today=today) for one in years],
        [so_far(one, today=today) for one in quarters if one.first <= today and one.last >= since],
        [so_far(one, today=today) for one in _months(since, today)],
    )


def among(periods: Sequence[Period]) -> Offered:
    """These alone, as the two kinds that they are."""
    years = [one for one in periods if one == programme_year(one.first)]
    return Offered(years, [one for one in periods if one not in years])


def before(period: Period, how: Compare) -> Period | None:
    """What it is compared with: as many months, or else days, that end where it begins."""
    if how == Compare.NONE:
        return None
    if how == Compare.LAST_YEAR:
        return _months_earlier(period, _YEAR)
    if months := months_in(period):
        return _months_earlier(period, months)
    days = period.last - period.first + timedelta(days=1)
    return Period(period.first - days, period.last - days)


def _years(since: date, today: date) -> Iterator[Period]:
    year = programme_year(today)
    for _number in range(_YEARS_BACK):
        yield year
        if year.first <= since:
            return
        year = year_before(year)


def _months(since: date, today: date) -> Iterator[Period]:
    month = Period(today.replace(day=1), _end_of_month(today))
    for back in range(_MONTHS_BACK):
        one = _months_earlier(month, back)
        if one.last < since:
            return
        yield one


def _months_earlier(period: Period, months: int) -> Period:
    """Whole months stay whole: the last of February goes with the last of January."""
    first, last = (_earlier(day, months) for day in (period.first, period.last))
    return Period(first, _end_of_month(last) if months_in(period) else last)


def _earlier(day: date, months: int) -> date:
    number = day.year * _YEAR + day.month - 1 - months
    year, month = number // _YEAR, number % _YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
