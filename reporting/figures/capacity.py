"""How often there was somewhere to send people: the days on which services were open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.capacity.models import CapacityChange
from organisations.capacity.rules import State, day_begins
from organisations.directory.models import Service
from reporting.figures.choices import OF_ORGANISATION
from reporting.figures.periods import month_name, months_of
from reporting.figures.report import Asked, Chart, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.rules import Period
from reporting.figures.sheets import share_of
from reporting.figures.words import said

# A service and the last state of each day on which it changed, the oldest first.
History = dict[date, str]


def _capacity(asked: Asked) -> Sheet:
    services = Service.objects.filter(network_id=asked.network_id)
    if "organisation" in asked.filters:
        services = services.filter(team__organisation=UUID(asked.filters["organisation"]))
    listed = dict(services.values_list("pk", "status"))
    shown = [pk for pk, status in listed.items() if status == Service.Status.PUBLISHED]
    until = min(asked.period.last, timezone.localdate())
    days = _days(_histories(shown, until), Period(asked.period.first, until))
    months = [month for month in months_of(asked.period) if month.first <= until]
    names = {f"{month.first:%Y-%m}": month_name(month.first) for month in months}
    columns = [
        Column("month", gettext_lazy("Month"), Kind.TEXT, words=names),
        *(Column(code, words, Kind.SHARE) for code, words in State.choices),
        Column("n", gettext_lazy("Days of services")),
    ]
    rows = [_row(month.first, days[month.first]) for month in months]
    left_out = Missing(gettext_lazy("Services that are not listed now"), len(listed) - len(shown))
    missing = [left_out] if left_out.count else []
    return Sheet(columns, rows, n=sum(int(str(row["n"])) for row in rows), missing=missing)


def _histories(services: Iterable[object], until: date) -> Iterator[History]:
    """Bounded by the services and how often each was changed."""
    ends = day_begins(until + timedelta(days=1))
    changes = CapacityChange.objects.filter(service__in=list(services), at__lt=ends)
    found: dict[object, History] = defaultdict(dict)
    for service, at, state in changes.order_by("at", "id").values_list("service_id", "at", "state"):
        found[service][timezone.localdate(at)] = state
    yield from found.values()


def _days(histories: Iterable[History], period: Period) -> dict[date, dict[str, int]]:
    """By month and state, on how many days services were in it when the day ended."""
    days: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for history in histories:
        began = list(history)
        for place, first in enumerate(began):
            last = began[place + 1] - timedelta(days=1) if place + 1 < len(began) else period.last
            span = Period(max(first, period.first), min(last, period.last))
            for month in months_of(span) if span.first <= span.last else ():
                ends = min(month.last, span.last)
                begins = max(month.first, span.first)
                days[month.first][history[first]] += (ends - begins).days + 1
    return days


def _row(month: date, days: dict[str, int]) -> Row:
    n = sum(days.values())
    shares = {code: share_of(days[code], n) for code in State.values}
    return {"month": f"{month:%Y-%m}", **shares, "n": n}


def _read(sheet: Sheet) -> str:
    known = [row for row in sheet.rows if row["n"]]
    if not known:
        return _("No service was listed in this time.")
    words = {name: said(known[-1], name, sheet) for name in ("month", "open", "paused")}
    return (
        _("In %(month)s services were open on %(open)s of their days, and paused on %(paused)s.")
        % words
    )


CAPACITY: Final = Figure(
    code="capacity",
    title=gettext_lazy("Capacity over time"),
    section="members",
    means=gettext_lazy(
        "On which part of the days services were open, had limited places, had a waiting list or"
        " were paused, by month."
    ),
    numerator=gettext_lazy(
        "Days of services in each state, by what it was at the end of the day in UK time. A day of"
        " one service counts one."
    ),
    denominator=gettext_lazy(
        "All days of the month on which a service that is listed now was there."
    ),
    counted=_capacity,
    reading=_read,
    filters=(OF_ORGANISATION,),
    chart=Chart.STACKED,
    chart_of=("month", "open"),
)
