"""The periods that reports offer, and what each is called."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ccs.ui import moments
from reporting.figures.report import Figure
from reporting.figures.rules import (
    Period,
    months_in,
    programme_year,
    quarters_of,
    so_far,
    year_before,
)

_YEAR: Final = 12
_QUARTER: Final = 3
# About people, so many programme years back.
_YEARS_BACK: Final = 6


def default_period(figure: Figure, network_id: UUID, today: date) -> Period:
    """This programme year so far, or what the figure says; about people, the first offered."""
    if not figure.of_people:
        return figure.usual(today) if figure.usual else so_far(programme_year(today), today=today)
    offered = offered_periods(figure, network_id, today)
    return offered[0] if offered else year_before(programme_year(today))


def offered_periods(figure: Figure, network_id: UUID, today: date) -> list[Period]:
    """What a table about people may be asked for, the usual one first."""
    if figure.offered:
        return list(figure.offered(network_id, today))
    return settled_periods(today)


def settled_periods(today: date) -> list[Period]:
    """Quarters and programme years that are over, the newest first; a year before its quarters."""
    years = [programme_year(today)]
    while len(years) < _YEARS_BACK:
        years.append(year_before(years[-1]))
    every = [period for year in years for period in (year, *reversed(quarters_of(year)))]
    return [period for period in every if period.last < today]


def usual_periods(today: date) -> list[Period]:
    """For a list to choose from: this year so far and its quarters and months, then last year's."""
    year = programme_year(today)
    now = so_far(year, today=today)
    last = year_before(year)
    every = [now, *months_of(now)[::-1], *quarters_of(year)[::-1], last, *quarters_of(last)[::-1]]
    begun = [period for period in every if period.first <= today]
    return list(dict.fromkeys(begun))


def months_of(period: Period) -> list[Period]:
    """Every whole month that has a day in the period."""
    found, first = [], period.first.replace(day=1)
    while first <= period.last:
        following = (first + timedelta(days=31)).replace(day=1)
        found.append(Period(first, following - timedelta(days=1)))
        first = following
    return found


def years_of(period: Period) -> list[Period]:
    """Every programme year that has a day in the period."""
    found = [programme_year(period.first)]
    while found[-1].last < period.last:
        found.append(programme_year(found[-1].last + timedelta(days=1)))
    return found


def is_year(period: Period) -> bool:
    return period == programme_year(period.first)


def is_quarter(period: Period) -> bool:
    return period in quarters_of(programme_year(period.first))


def month_name(first: date) -> str:
    return date_format(first, "F Y")


def year_name(period: Period) -> str:
    """2025/26, the programme year that the period begins in."""
    year = programme_year(period.first)
    return f"{year.first.year}/{year.last.year % 100:02d}"


def label_of(period: Period) -> str:
    """A programme year, a quarter or a month by its name; anything else by its days."""
    months = months_in(period)
    if months == _YEAR and is_year(period):
        return year_name(period)
    if months == _QUARTER and is_quarter(period):
        words = {"first": date_format(period.first, "F"), "last": month_name(period.last)}
        return _("%(first)s to %(last)s") % words
    if months == 1:
        return month_name(period.first)
    return days_of(period)


def days_of(period: Period) -> str:
    """Its first and its last day."""
    days = {"first": moments.full_date(period.first), "last": moments.full_date(period.last)}
    return _("%(first)s to %(last)s") % days
