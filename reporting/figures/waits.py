"""How long people wait for a first answer and for the first call, in working time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.networks.queries import network_by_id
from referrals.assessments.models import Urgency
from reporting.figures.choices import URGENCY_WORDS
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.sheets import SHARE, N, share_of
from reporting.figures.tally import counts
from reporting.figures.words import said

_ALL: Final = "all"
_STEPS: Final = {"answered": gettext_lazy("First answer"), "contacted": gettext_lazy("First call")}
# What the settings call the standard of each step.
_PROMISES: Final = {"answered": "respond", "contacted": "contact"}
_COLUMNS: Final = [
    Column("step", gettext_lazy("Until"), Kind.TEXT, words=_STEPS),
    Column(
        "urgency",
        gettext_lazy("Urgency"),
        Kind.TEXT,
        words={**URGENCY_WORDS, _ALL: gettext_lazy("All")},
    ),
    Column("median", gettext_lazy("Half within"), Kind.MINUTES),
    Column("p90", gettext_lazy("9 in 10 within"), Kind.MINUTES),
    Column("standard", gettext_lazy("Standard"), Kind.TEXT),
    Column("in_time", gettext_lazy("Within the standard")),
    SHARE,
    N,
]


@dataclass(slots=True)
class Waited:
    """How many waited for how many minutes, and how many of them no longer than promised."""

    times: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    in_time: int = 0

    @property
    def n(self) -> int:
        return sum(self.times.values())

    def within(self, percent: int) -> int | None:
        """The shortest time in which so many of a hundred were done."""
        wanted, reached = ceil(self.n * percent / 100), 0
        for minutes in sorted(self.times):
            reached += self.times[minutes]
            if reached >= wanted:
                return minutes
        return None


def _waits(asked: Asked) -> Sheet:
    found: dict[tuple[str, str], Waited] = defaultdict(Waited)
    by = ("urgency", "minutes", "in_time")
    for row in counts(asked, "waits", *_STEPS, by=by):
        urgency, minutes, in_time = row.key
        for code in (urgency, _ALL):
            waited = found[row.measure, code]
            waited.times[int(minutes)] += row.n
            waited.in_time += row.n if in_time == "yes" else 0
    standards = network_by_id(asked.network_id).standards
    rows = [
        _row(step, urgency, found[step, urgency], _promised(step, urgency, standards))
        for step in _STEPS
        for urgency in (*Urgency.values, _ALL)
    ]
    return Sheet(_COLUMNS, rows, n=found["answered", _ALL].n, missing=_MISSING)


_MISSING: Final = [
    Missing(
        gettext_lazy(
            "Referrals that nobody has answered yet, and history from elsewhere, are not in it."
        )
    ),
    Missing(
        gettext_lazy(
            "The standards are those of today; each referral was measured by that of its time."
        )
    ),
]


def _row(step: str, urgency: str, waited: Waited, promised: str) -> Row:
    return {
        "step": step,
        "urgency": urgency,
        "median": waited.within(50),
        "p90": waited.within(90),
        "standard": promised,
        "in_time": waited.in_time,
        "share": share_of(waited.in_time, waited.n),
        "n": waited.n,
    }


def _promised(step: str, urgency: str, standards: Mapping[str, int]) -> str:
    """The standard of today, in words."""
    if urgency == _ALL:
        return _("By urgency")
    name = f"{_PROMISES[step]}_{urgency}"
    if f"{name}_hours" in standards:
        count = standards[f"{name}_hours"]
        return ngettext("%(n)d working hour", "%(n)d working hours", count) % {"n": count}
    if f"{name}_days" in standards:
        count = standards[f"{name}_days"]
        return ngettext("%(n)d working day", "%(n)d working days", count) % {"n": count}
    return ""


def _read(sheet: Sheet) -> str:
    first = _of_all(sheet.rows, "answered")
    if not first["n"]:
        return _("Nothing was answered in this time.")
    words = {name: said(first, name, sheet) for name in ("median", "share", "n")}
    return (
        _(
            "Half of %(n)s referrals had an answer within %(median)s of working time; %(share)s had"
            " one within the standard."
        )
        % words
    )


def _of_all(rows: Iterable[Row], step: str) -> Row:
    return next(row for row in rows if (row["step"], row["urgency"]) == (step, _ALL))


WAITS: Final = Figure(
    code="waits",
    title=gettext_lazy("How long people wait"),
    section="answers",
    means=gettext_lazy(
        "The working time from sending to the first answer, and from acceptance to the first call"
        " to the person. Working time leaves out nights, weekends and bank holidays."
    ),
    numerator=gettext_lazy(
        "Referrals answered, or whose person was first reached, on a day of the period, within the"
        " standard of the network. Times are rounded up to 5 minutes, and to 30 beyond 8 hours."
    ),
    denominator=gettext_lazy(
        "All referrals that were first answered, or whose person was first reached, in the period."
    ),
    counted=_waits,
    reading=_read,
    chart_of=("urgency", "share"),
)
