"""What people say at the end, among all figures, and the family that is published."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.context import enter, system
from reporting.disclosure.families import Family, register_family
from reporting.disclosure.published import published
from reporting.disclosure.sheets import counted_on, nothing_yet
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
from reporting.figures.rules import Period
from reporting.figures.sheets import N
from reporting.voice.presenters import MEANS, TITLES
from reporting.voice.queries import FAMILY, Voice, counted_in, periods_since, voice_in
from reporting.voice.rules import ALL, MEASURES, Shown, due

_COLUMNS: Final = (
    Column("service_code", gettext_lazy("Service"), Kind.TEXT),
    Column("service", gettext_lazy("Service"), Kind.TEXT),
    Column("figure", gettext_lazy("Figure"), Kind.TEXT, words=TITLES),
    N,
    Column("at_least", gettext_lazy("Percent, at least"), Kind.SHARE),
    Column("at_most", gettext_lazy("Percent, at most"), Kind.SHARE),
)


def _sheet(asked: Asked) -> Sheet:
    table = published(asked.network_id, FAMILY, asked.period)
    if table is None:
        return nothing_yet(_COLUMNS, FAMILY, asked.period)
    voice = voice_in(asked.network_id, asked.period)
    keys = [ALL, *sorted(voice.names, key=lambda key: voice.names[key].casefold())]
    rows = [_row(voice, key, measure) for key in keys for measure in MEASURES]
    return Sheet(columns=_COLUMNS, rows=rows, missing=[counted_on(table)])


def _row(voice: Voice, key: str, measure: str) -> dict[str, Value | Hidden]:
    shown = voice.tables[measure].get(key, Shown(n=0))
    return {
        "service_code": key,
        "service": voice.names.get(key) or _("All services"),
        "figure": measure,
        "n": HIDDEN if shown.n is None else shown.n,
        "at_least": _percent(shown, shown.least),
        "at_most": _percent(shown, shown.most),
    }


def _percent(shown: Shown, percent: int | None) -> Value | Hidden:
    """Of nobody there is none; where others may not be told, it is hidden."""
    if percent is None:
        return None if shown.n == 0 else HIDDEN
    return percent


def _reading(sheet: Sheet) -> str:
    row = next((one for one in sheet.rows if one["figure"] == "contacted"), None)
    if row is None or isinstance(row["at_least"], Hidden) or row["at_least"] is None:
        return _("Too few people answered to say it in one sentence.")
    return _("Of those who answered, %(share)s%% or more were contacted.") % {
        "share": row["at_least"]
    }


def _offered(network_id: UUID, today: date) -> list[Period]:
    with enter(system(network_id)):
        return periods_since(network_id, today)


VOICE: Final = Figure(
    code="voice",
    title=gettext_lazy("What people say at the end"),
    section="outcomes",
    means=gettext_lazy(
        "When a referral has ended, the person is asked four questions. They can leave out any of"
        " them. Where few said otherwise, the share is between two numbers."
    ),
    numerator=MEANS["contacted"],
    denominator=MEANS["answered"],
    counted=_sheet,
    reading=_reading,
    of_people=True,
    offered=_offered,
    chart=Chart.NONE,
)


def register_figures() -> None:
    register_family(Family(code=FAMILY, of="people asked at the end", counted=counted_in, due=due))
    register(VOICE)
