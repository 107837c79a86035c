"""What was needed and nobody here could take."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Count, Func
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.capacity.models import UnmetDemand
from organisations.capacity.rules import UnmetReason, day_begins
from reporting.figures.choices import BY_NEED, BY_REASON, BY_SERVICE, NEED_WORDS
from reporting.figures.names import services_named
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.rules import day_after
from reporting.figures.sheets import SHARE, N, added, largest, share_of
from reporting.figures.words import said

_REASON_WORDS: Final = dict(UnmetReason.choices)
_TIMES: Final = Column("times", gettext_lazy("Times"))
_NEED: Final = Column("need", gettext_lazy("Need"), Kind.TEXT, words=NEED_WORDS)
_REASON: Final = Column("reason", gettext_lazy("Reason"), Kind.TEXT, words=_REASON_WORDS)


def _unmet(asked: Asked) -> Sheet:
    """Counted in the database, so that it reads as many rows as there are needs and services."""
    rows = UnmetDemand.objects.filter(
        network_id=asked.network_id,
        at__gte=day_begins(asked.period.first),
        at__lt=day_begins(day_after(asked.period)),
    ).order_by()
    if asked.group == BY_SERVICE.code:
        return _by_service(asked, rows.values_list("service_id").annotate(times=Count("pk")))
    times = rows.values_list("reason").annotate(times=Count("pk"))
    n = sum(count for _code, count in times)
    if asked.group == BY_REASON.code:
        return _sheet(_REASON, added(times, UnmetReason.values), n)
    needs = rows.values_list(Func("needs", function="unnest")).annotate(times=Count("pk"))
    return _sheet(_NEED, added(needs), n)


def _by_service(asked: Asked, times: Iterable[tuple[UUID | None, int]]) -> Sheet:
    found: Counter[str] = Counter()
    for service, count in times:
        found[str(service or "")] += count
    named = services_named(asked.network_id)
    n = sum(found.values())
    rows: list[Row] = [
        {
            "service": named[one].name if one in named else "",
            "service_code": one,
            "organisation": named[one].organisation if one in named else "",
            "times": count,
            "share": share_of(count, n),
            "n": n,
        }
        for one, count in found.most_common()
        if one
    ]
    columns = [
        Column("service", gettext_lazy("Service"), Kind.TEXT),
        Column("service_code", gettext_lazy("Id of the service"), Kind.TEXT),
        Column("organisation", gettext_lazy("Organisation"), Kind.TEXT),
        _TIMES,
        SHARE,
        N,
    ]
    missing = Missing(gettext_lazy("Times without a service that could have been asked"), found[""])
    return Sheet(columns, rows, n=n, missing=[missing] if missing.count else [])


def _sheet(column: Column, times: dict[str, int], n: int) -> Sheet:
    rows: list[Row] = [
        {column.code: code, "times": count, "share": share_of(count, n), "n": n}
        for code, count in times.items()
    ]
    return Sheet([column, _TIMES, SHARE, N], rows, n=n)


def _read(sheet: Sheet) -> str:
    most = largest(sheet, "times")
    if most is None:
        return _("Nobody was left without a service in this time.")
    words = {"what": said(most, sheet.columns[0].code, sheet)}
    words |= {name: said(most, name, sheet) for name in ("times", "n")}
    return _("“%(what)s” comes first: %(times)s of the %(n)s times.") % words


UNMET: Final = Figure(
    code="unmet",
    title=gettext_lazy("Unmet need"),
    section="needs",
    means=gettext_lazy(
        "How often there was a need that no service here could take: each time somebody wanted to"
        " refer and could not."
    ),
    numerator=gettext_lazy(
        "Times, by the day in UK time. One time may be for several needs, so the rows by need add"
        " up to more than 100%. They are times and not people."
    ),
    denominator=gettext_lazy("All such times in the period."),
    counted=_unmet,
    reading=_read,
    groups=(BY_NEED, BY_REASON, BY_SERVICE),
    chart_of=("need", "times"),
)
