"""From publications to the shape of every figure."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from ccs.ui import moments
from reporting.disclosure.families import family_of
from reporting.disclosure.published import Table
from reporting.disclosure.publishing import is_due
from reporting.figures.report import Column, Missing, Sheet
from reporting.figures.rules import Period, programme_year, quarters_of, year_before

_YEARS_BACK: Final = 4


def offered(family: str) -> Callable[[UUID, date], list[Period]]:
    """For `Figure.offered`: what can be counted by then, the newest first."""

    def periods(_network_id: UUID, today: date) -> list[Period]:
        return periods_due(family, today)

    return periods


def periods_due(family: str, today: date) -> list[Period]:
    """The last programme years and their quarters, a year before its quarters."""
    years = [programme_year(today)]
    while len(years) < _YEARS_BACK:
        years.append(year_before(years[-1]))
    every = [period for year in years for period in (year, *reversed(quarters_of(year)))]
    return [period for period in every if is_due(family_of(family), period, today=today)]


def counted_on(table: Table) -> Missing:
    """What was said or put right later is not in it."""
    return Missing(_on(table.counted_on))


def nothing_yet(columns: Sequence[Column], family: str, period: Period) -> Sheet:
    """No rows, and when there will be some."""
    return Sheet(columns=columns, rows=(), missing=[Missing(_from(family_of(family).due(period)))])


def _counted_on(day: date) -> str:
    return _("Counted on %(day)s. What was put right later is not in it.") % {
        "day": moments.full_date(day)
    }


def _counted_from(day: date) -> str:
    return _("This period can be counted from %(day)s.") % {"day": moments.full_date(day)}


_on = lazy(_counted_on, str)
_from = lazy(_counted_from, str)
