"""What is counted, and over which time (`What is counted` in the domain's words)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

_FIRST_MONTH: Final = 10
_YEAR: Final = 12
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one period. `months` is None when it does not end with whole months."""

    registered_organisations: int
    ever_registered_organisations: int
    referring_organisations: int
    receiving_organisations: int
    accepted_referrals: int
    months: int | None

    @property
    def annualised(self) -> bool:
        """Less than a year, in whole months: a full year counts as it is."""
        return self.months is not None and self.months < _YEAR

    @property
    def accepted_referrals_annualised(self) -> int | None:
        return annualise(self.accepted_referrals, months=self.months) if self.months else None

    @property
    def referrals_per_organisation(self) -> Decimal | None:
        """Of the annualised count where there is one. None when nobody is registered."""
        count = self.accepted_referrals_annualised
        return per_organisation(
            self.accepted_referrals if count is None else count, self.registered_organisations
        )


def programme_year(day: date) -> Period:
    """October to September, the year that `day` is in."""
    first = date(day.year - (day.month < _FIRST_MONTH), _FIRST_MONTH, 1)
    return Period(first, date(first.year + 1, _FIRST_MONTH, 1) - timedelta(days=1))


def quarters_of(year: Period) -> list[Period]:
    """The four quarters of a programme year."""
    firsts = [_months_on(year.first, _QUARTER * number) for number in range(5)]
    return [Period(first, following - timedelta(days=1)) for first, following in pairwise(firsts)]


def year_before(period: Period) -> Period:
    return programme_year(period.first - timedelta(days=1))


def so_far(period: Period, *, today: date) -> Period:
    return Period(period.first, min(period.last, today))


def day_after(period: Period) -> date:
    """The first day that is not in it any more."""
    return period.last + timedelta(days=1)


def whole_months_of(period: Period) -> Period | None:
    """The whole months of a period that began with one; None if it has none yet."""
    if _ends_a_month(period.last):
        return period
    last = period.last.replace(day=1) - timedelta(days=1)
    return Period(period.first, last) if last > period.first else None


def months_in(period: Period) -> int | None:
    """How many months, when they are whole ones."""
    if period.first.day != 1 or not _ends_a_month(period.last):
        return None
    years, months = period.last.year - period.first.year, period.last.month - period.first.month
    return years * _YEAR + months + 1


def annualise(count: int, *, months: int) -> int:
    """A year's worth at the same pace, halves rounded up: 4,949 in 8 months make 7,424."""
    return int((Decimal(count * _YEAR) / months).quantize(Decimal(1), ROUND_HALF_UP))


def per_organisation(count: int, organisations: int) -> Decimal | None:
    if not organisations:
        return None
    return (Decimal(count) / organisations).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _months_on(first: date, months: int) -> date:
    """The first of a later month."""
    place = first.month - 1 + months
    return date(first.year + place // _YEAR, place % _YEAR + 1, 1)


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
