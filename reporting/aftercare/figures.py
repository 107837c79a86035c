"""What the aftercare found, among all figures, and the family that is published."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.aftercare.queries import FAMILY, counted_in
from reporting.aftercare.rules import NAMES, is_of_people_once
from reporting.crises.presenters import FOUND
from reporting.disclosure.families import Family, register_family
from reporting.disclosure.published import Table, published
from reporting.disclosure.sheets import counted_on, nothing_yet, offered
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Chart,
    Column,
    Figure,
    Hidden,
    Kind,
    Sheet,
    Value,
    register,
)

_COLUMNS: Final = (
    *(Column(name, FOUND[name]) for name in NAMES),
    Column("mean_change", gettext_lazy("Change in points of 10, on average"), Kind.RATIO),
    Column("median_change", gettext_lazy("Change in points of 10, the middle one"), Kind.RATIO),
)


def _sheet(asked: Asked) -> Sheet:
    table = published(asked.network_id, FAMILY, asked.period)
    if table is None:
        return nothing_yet(_COLUMNS, FAMILY, asked.period)
    row = {
        **{name: table.named(name) for name in NAMES},
        "mean_change": _points(table, "mean"),
        "median_change": _points(table, "median"),
    }
    return Sheet(columns=_COLUMNS, rows=[row], n=table.named("plans"), missing=[counted_on(table)])


def _points(table: Table, what: str) -> Value | Hidden:
    """Hidden with how many they are."""
    if isinstance(table.named("steadiness"), Hidden):
        return HIDDEN
    told = table.beside.get("steadiness", {}).get(what)
    return Decimal(told) if told else None


def _reading(sheet: Sheet) -> str:
    row = next(iter(sheet.rows), None)
    if row is None or isinstance(row["checks"], Hidden) or isinstance(row["reached"], Hidden):
        return _("There is nothing that can be said of the aftercare in this period.")
    return _("Somebody was reached at %(reached)s of %(checks)s checks.") % {
        "reached": row["reached"],
        "checks": row["checks"],
    }


AFTERCARE: Final = Figure(
    code="aftercare",
    title=gettext_lazy("What the aftercare found"),
    section="outcomes",
    means=gettext_lazy(
        "Aftercare that began and checks that were over in the period, how needs stood, and how"
        " steady money feels, from 0 to 10: the change is from the first answer to the last."
    ),
    numerator=gettext_lazy("Checks and needs, and people who said twice how steady money feels."),
    counted=_sheet,
    reading=_reading,
    of_people=True,
    offered=offered(FAMILY),
    single=True,
    chart=Chart.NONE,
)


def register_figures() -> None:
    register_family(
        Family(code=FAMILY, of="aftercare", counted=counted_in, nearly=is_of_people_once)
    )
    register(AFTERCARE)
