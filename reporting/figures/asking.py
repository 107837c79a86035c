"""From what somebody asked to a question that a figure can answer, and its answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from ccs.ui import moments
from reporting.figures.periods import default_period, is_quarter, is_year, offered_periods
from reporting.figures.report import Asked, Choice, Figure, Sheet
from reporting.figures.rules import Period

# No network counted before, and no report is about so many years.
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
# More choices are not listed in a problem.
_FEW: Final = 30


def count(figure: Figure, asked: Asked) -> Sheet:
    """The answer. Who may ask is for the edge (`can_read_reports`)."""
    with enter(system(asked.network_id)):
        return figure.counted(asked)


def asked_for(
    figure: Figure,
    network_id: UUID,
    period: Period,
    *,
    today: date,
    group: str = "",
    filters: Mapping[str, str] | None = None,
) -> Asked:
    """Raises Problem, with the field's name, for what the figure does not know."""
    _check_period(figure, network_id, period, today)
    return _asked(figure, network_id, period, group, filters or {})


def asked_of_query(
    figure: Figure, network_id: UUID, query: Mapping[str, str], *, today: date
) -> Asked:
    """`from`, `to`, `group` and the figure's own filters; what else a query holds is not read."""
    period = period_of_query(query)
    if period:
        _check_period(figure, network_id, period, today)
    return _asked(
        figure,
        network_id,
        period or default_period(figure, network_id, today),
        query.get("group", ""),
        {one.code: query.get(one.code, "") for one in figure.filters},
    )


def _asked(
    figure: Figure, network_id: UUID, period: Period, group: str, filters: Mapping[str, str]
) -> Asked:
    """An empty filter is none."""
    return Asked(
        network_id=network_id,
        period=period,
        group=_group(figure, group),
        filters={
            code: _value(_filter(figure, code), value, network_id)
            for code, value in filters.items()
            if value
        },
    )


def period_of_query(query: Mapping[str, str]) -> Period | None:
    """Both days, or none of them."""
    first, last = _day(query, "from"), _day(query, "to")
    if first is None and last is None:
        return None
    if first is None or last is None:
        field = "to" if last is None else "from"
        raise Problem(_("Give both days, from and to, or neither."), field=field)
    return Period(first, last)


def _day(query: Mapping[str, str], name: str) -> date | None:
    typed = query.get(name, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Problem(_("Write the day as 2026-10-01."), field=name) from None


def _check_period(figure: Figure, network_id: UUID, period: Period, today: date) -> None:
    if period.last < period.first:
        raise Problem(_("The last day cannot be before the first."), field="to")
    if period.first < EARLIEST or period.last > LATEST:
        field = "from" if period.first < EARLIEST else "to"
        raise Problem(_("Ask for days from 2000 to 2099."), field=field)
    if figure.of_people:
        _check_about_people(figure, network_id, period, today)


def _check_about_people(figure: Figure, network_id: UUID, period: Period, today: date) -> None:
    """Any other period could be taken from these, until a person is left."""
    if not (is_year(period) or is_quarter(period)):
        raise Problem(
            _("Ask for a programme year (October to September), or one of its quarters."),
            field="from",
        )
    open_to = offered_periods(figure, network_id, today)
    if period not in open_to:
        raise Problem(_why_not(period, open_to, today), field="from")


def _why_not(period: Period, open_to: Sequence[Period], today: date) -> str:
    """It is not over, or not yet counted, or too long ago."""
    if period.last >= today or not open_to:
        return _("Ask for a quarter or a programme year that is over.")
    first, last = min(one.first for one in open_to), max(one.last for one in open_to)
    if period.first < first:
        return _("Ask for a time that begins on %(day)s or later.") % {
            "day": moments.full_date(first)
        }
    return _("This cannot be counted yet. The newest that is ready ends on %(day)s.") % {
        "day": moments.full_date(last)
    }


def _group(figure: Figure, code: str) -> str:
    codes = [one.code for one in figure.groups]
    if not code:
        return codes[0] if codes else ""
    if code not in codes:
        raise Problem(_listed(_("This figure has no such groups."), codes), field="group")
    return code


def _filter(figure: Figure, code: str) -> Choice:
    found = next((one for one in figure.filters if one.code == code), None)
    if found is None:
        codes = [one.code for one in figure.filters]
        raise Problem(_listed(_("This figure has no such filter."), codes), field=code)
    return found


def _value(choice: Choice, value: str, network_id: UUID) -> str:
    if choice.options is None:
        return value
    with enter(system(network_id)):
        known = [code for code, _words in choice.options(network_id)]
        if choice.meant and value not in known:
            value = choice.meant(network_id, value)
    if value not in known:
        few = known if len(known) < _FEW else []
        raise Problem(_listed(_("There is no such choice."), few), field=choice.code)
    return value


def _listed(words: str, codes: list[str]) -> str:
    """What may be asked for instead."""
    if not codes:
        return words
    return _("%(problem)s Ask for one of: %(codes)s.") % {
        "problem": words,
        "codes": ", ".join(codes),
    }
