"""Repeat crises among all figures, and the families that are published."""

from functools import partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.crises.counting import Row, beside_six
from reporting.crises.presenters import DEFINITION, GROUPS, MISSING
from reporting.crises.queries import SIX, TWELVE, figure_in, six_months, twelve_months
from reporting.crises.rules import WINDOWS, due
from reporting.disclosure.families import Family, register_family
from reporting.disclosure.published import published
from reporting.disclosure.sheets import counted_on, nothing_yet, offered
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Chart,
    Column,
    Figure,
    Hidden,
    Kind,
    Missing,
    Sheet,
    Value,
    register,
)
from reporting.figures.sheets import SHARE, N

_COLUMNS: Final = (
    Column("group", gettext_lazy("Households"), Kind.TEXT, words=GROUPS),
    Column("months", gettext_lazy("Within so many months")),
    N,
    Column("again", gettext_lazy("Had a new crisis")),
    SHARE,
)


def register_families() -> None:
    register_family(
        Family(
            code=SIX,
            of="households with a crisis met",
            counted=six_months,
            nearly=bool,
            due=partial(due, months=6),
        )
    )
    register_family(
        Family(
            code=TWELVE,
            of="households with a crisis met",
            counted=twelve_months,
            nearly=bool,
            due=partial(due, months=12),
            follows=SIX,
            beside=beside_six,
        )
    )


def _sheet(asked: Asked) -> Sheet:
    table = published(asked.network_id, SIX, asked.period)
    if table is None:
        return nothing_yet(_COLUMNS, SIX, asked.period)
    found = figure_in(asked.network_id, asked.period)
    missing = [Missing(MISSING[name], _or_hidden(n)) for name, n in found.missing.items()]
    return Sheet(
        columns=_COLUMNS,
        rows=[_row(row) for row in found.rows if row.months == WINDOWS[0] or row.n != 0],
        n=_or_hidden(found.rows[0].n),
        missing=[*missing, counted_on(table)],
    )


def _row(row: Row) -> dict[str, Value | Hidden]:
    share = HIDDEN if row.suppressed else row.share
    return {
        "group": row.group,
        "months": row.months,
        "n": _or_hidden(row.n),
        "again": _or_hidden(row.again),
        "share": share,
    }


def _or_hidden(number: int | None) -> int | Hidden:
    return HIDDEN if number is None else number


def _reading(sheet: Sheet) -> str:
    row = next(iter(sheet.rows), None)
    if row is None or not row["n"]:
        return _("Nobody can be counted in this period yet.")
    if isinstance(row["share"], Hidden):
        return _("Too few households to say how many had a new crisis.")
    return _(
        "Of %(n)s households whose crisis was met, %(share)s%% had a new one within 6 months."
    ) % {
        "n": row["n"],
        "share": row["share"],
    }


REPEAT_CRISES: Final = Figure(
    code="repeat_crises",
    title=gettext_lazy("Repeat crises"),
    section="outcomes",
    means=DEFINITION,
    numerator=gettext_lazy("Households with a new crisis within 6, or 12, months."),
    denominator=gettext_lazy(
        "Households whose crisis was met and whose 6, or 12, months are over."
    ),
    counted=_sheet,
    reading=_reading,
    of_people=True,
    offered=offered(SIX),
    chart=Chart.NONE,
)


def register_figures() -> None:
    register_families()
    register(REPEAT_CRISES)
