"""What referrals are for, and how soon it is needed."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.needs.rules import NEEDS, Family, is_crisis
from referrals.assessments.models import Urgency
from reporting.figures.choices import (
    BY_FAMILY,
    BY_NEED,
    FAMILY_WORDS,
    NEED_WORDS,
    OF_URGENCY,
    URGENCY_WORDS,
)
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.sheets import SHARE, N, largest, share_of
from reporting.figures.tally import by_key, counts, total
from reporting.figures.words import said

_SENT: Final = Column("sent", gettext_lazy("Sent"))
_ACCEPTED: Final = Column("accepted", gettext_lazy("Accepted"))
_FAMILY: Final = Column("family", gettext_lazy("Family"), Kind.TEXT, words=FAMILY_WORDS)
_NEED: Final = Column("need", gettext_lazy("Need"), Kind.TEXT, words=NEED_WORDS)


def _needs(asked: Asked) -> Sheet:
    """By need, of all accepted referrals; by family, of all the needs that were named in them."""
    where = {"urgency": asked.filters["urgency"]} if "urgency" in asked.filters else {}
    done = by_key(counts(asked, "needs", "sent", "accepted", by=("need",), where=where))
    accepted = total(asked, "urgencies", "accepted", where=where)
    if asked.group == BY_FAMILY.code:
        return _by_family(done)
    rows: list[Row] = [
        {
            "need": need,
            "family": _family(need),
            "sent": done[need,]["sent"],
            "accepted": done[need,]["accepted"],
            "share": share_of(done[need,]["accepted"], accepted),
            "n": accepted,
        }
        for need in sorted(NEEDS, key=lambda need: -done[need,]["accepted"])
    ]
    return Sheet([_NEED, _FAMILY, _SENT, _ACCEPTED, SHARE, N], rows, n=accepted, missing=_UNSAID)


_UNSAID: Final = [
    Missing(
        gettext_lazy(
            "History brought in from elsewhere holds one need of a referral, or none, and does not"
            " say how urgent it was."
        )
    )
]


def _by_family(done: dict[tuple[str, ...], dict[str, int]]) -> Sheet:
    sums = {family: {"sent": 0, "accepted": 0} for family in Family.values}
    for (need,), measures in done.items():
        for name in ("sent", "accepted"):
            sums[_family(need)][name] += measures[name]
    n = sum(one["accepted"] for one in sums.values())
    rows: list[Row] = [
        {"family": family, **one, "share": share_of(one["accepted"], n), "n": n}
        for family, one in sums.items()
    ]
    return Sheet([_FAMILY, _SENT, _ACCEPTED, SHARE, N], rows, n=n, missing=_UNSAID)


def _family(need: str) -> str:
    return Family.CRISIS.value if is_crisis(need) else Family.UNDERLYING.value


def _needs_read(sheet: Sheet) -> str:
    most = largest(sheet, "accepted")
    if most is None:
        return _("Nothing was accepted in this time.")
    words = {"what": said(most, sheet.columns[0].code, sheet)}
    words |= {name: said(most, name, sheet) for name in ("share", "n")}
    if sheet.columns[0].code == "family":
        return _("“%(what)s” makes up %(share)s of %(n)s needs.") % words
    return _("“%(what)s” is named most often: in %(share)s of %(n)s accepted referrals.") % words


def _urgency(asked: Asked) -> Sheet:
    done = by_key(counts(asked, "urgencies", "sent", "accepted", by=("urgency",)))
    n = sum(done[code,]["accepted"] for code in Urgency.values)
    rows: list[Row] = [
        {
            "urgency": code,
            "sent": done[code,]["sent"],
            "accepted": done[code,]["accepted"],
            "share": share_of(done[code,]["accepted"], n),
            "n": n,
        }
        for code in Urgency.values
    ]
    unsaid = Missing(
        gettext_lazy("Accepted referrals of which history does not say how urgent they were"),
        done["",]["accepted"],
    )
    column = Column("urgency", gettext_lazy("Urgency"), Kind.TEXT, words=URGENCY_WORDS)
    missing = [unsaid] if unsaid.count else []
    return Sheet([column, _SENT, _ACCEPTED, SHARE, N], rows, n=n, missing=missing)


def _urgency_read(sheet: Sheet) -> str:
    first = sheet.rows[0]
    words = {name: said(first, name, sheet) for name in ("urgency", "share", "n")}
    return _("“%(urgency)s” was said of %(share)s of %(n)s accepted referrals.") % words


NEEDS_NAMED: Final = Figure(
    code="needs",
    title=gettext_lazy("Needs"),
    section="needs",
    means=gettext_lazy("For which needs referrals are made."),
    numerator=gettext_lazy(
        "Accepted referrals that name the need, by the day of acceptance. One referral may name"
        " several, so the rows add up to more than 100%. By family, each need that is named counts."
    ),
    denominator=gettext_lazy(
        "All accepted referrals of the period; by family, all needs that are named in them."
    ),
    counted=_needs,
    reading=_needs_read,
    groups=(BY_NEED, BY_FAMILY),
    filters=(OF_URGENCY,),
    chart_of=("need", "accepted"),
)
URGENCY: Final = Figure(
    code="urgency",
    title=gettext_lazy("Urgency"),
    section="needs",
    means=gettext_lazy("How soon help is needed."),
    numerator=gettext_lazy(
        "Accepted referrals by the most urgent of their needs, by the day of acceptance."
    ),
    denominator=gettext_lazy(
        "Accepted referrals of the period of which it is known how urgent they were."
    ),
    counted=_urgency,
    reading=_urgency_read,
    chart_of=("urgency", "accepted"),
)
