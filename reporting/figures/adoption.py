"""From an invitation to daily use: how many organisations came how far, and who has gone quiet."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.agreements.models import AgreementSignature
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.pipeline.rules import FIRSTS, Mark
from organisations.joining.models import Joining
from organisations.members.models import Organisation
from reporting.figures.choices import OF_SECTOR, SECTOR_WORDS
from reporting.figures.liveliness import members_on
from reporting.figures.report import Asked, Chart, Column, Figure, Kind, Missing, Row, Sheet, Words
from reporting.figures.sheets import SHARE, N, share_of
from reporting.figures.words import said

# What is reached once and stays so, in this order; then how it is on the last day.
_REACHED: Final[dict[str, Words]] = {
    "applied": gettext_lazy("Applied"),
    "invited": gettext_lazy("Invited"),
    "signed": gettext_lazy("Signed the data sharing agreement"),
    "live": gettext_lazy("Became a member"),
    "first_sent": gettext_lazy("First sent a referral"),
    "first_received": gettext_lazy("First received a referral"),
}
_STANDING: Final[dict[str, Words]] = {
    "member": gettext_lazy("Members on the last day"),
    "active": gettext_lazy("Active in the 30 days before"),
    "quiet": gettext_lazy("Quiet in the 30 days before"),
    "paused": gettext_lazy("Paused"),
}
_COLUMNS: Final = [
    Column("stage", gettext_lazy("Stage"), Kind.TEXT, words={**_REACHED, **_STANDING}),
    Column(
        "organisations",
        gettext_lazy("Organisations"),
        means=gettext_lazy("By the last day; those that have left since are among them"),
    ),
    Column("in_period", gettext_lazy("Of them, in the period")),
    Column("share", SHARE.title, Kind.SHARE, gettext_lazy("Of the members on the last day")),
    N,
]


def _adoption(asked: Asked) -> Sheet:
    sector = asked.filters.get("sector", "")
    period = asked.period
    members = members_on(asked.network_id, period.last, sector=sector, lately=True)
    reached = _reached(asked.network_id, sector)
    rows: list[Row] = []
    for stage in _REACHED:
        days = [day for day in reached[stage] if day <= period.last]
        new = sum(day >= period.first for day in days)
        rows.append({"stage": stage, "organisations": len(days), "in_period": new})
    n = len(members)
    standing = {
        "member": n,
        "active": sum(one.is_active(period.last) for one in members),
        "quiet": sum(one.is_quiet(period.last) for one in members),
        "paused": sum(one.paused for one in members),
    }
    rows += [
        {"stage": stage, "organisations": count, "share": share_of(count, n), "n": n}
        for stage, count in standing.items()
    ]
    return Sheet(_COLUMNS, rows, n=n, missing=_MISSING)


_MISSING: Final = [
    Missing(
        gettext_lazy(
            "Organisations that were members before this system kept their dates were never invited"
            " by it; history brought in from elsewhere is not counted here."
        )
    ),
    Missing(gettext_lazy("Applications that came to nothing are forgotten after a year.")),
]


def _reached(network_id: UUID, sector: str) -> dict[str, list[date]]:
    """The day on which each organisation came so far, a table at a time."""
    rows = Organisation.objects.filter(network_id=network_id)
    joining = Joining.objects.filter(network_id=network_id)
    if sector:
        rows, joining = rows.filter(sector=sector), joining.filter(sector=sector)
    since = dict(rows.values_list("pk", "registered_on"))
    found: dict[str, list[date]] = defaultdict(list)
    found["live"] = [day for day in since.values() if day]
    for applied, invited in joining.values_list("applied_at", "invited_at"):
        found["applied"] += _days([applied])
        found["invited"] += _days([invited])
    signatures = AgreementSignature.objects.filter(network_id=network_id, kind="data-sharing")
    first = signatures.order_by().values_list("organisation_id").annotate(first=Min("signed_at"))
    found["signed"] = _days(at for organisation, at in first if organisation in since)
    marks = Milestone.objects.filter(network_id=network_id, code__in=FIRSTS).order_by()
    keys = ("team__organisation_id", "code")
    for organisation, code, at in marks.values_list(*keys).annotate(first=Min("at")):
        if organisation in since:
            found[Mark(code).value] += _days([at])
    return found


def _days(moments: Iterable[datetime | None]) -> list[date]:
    return [timezone.localdate(moment) for moment in moments if moment]


def _adoption_read(sheet: Sheet) -> str:
    stages = {str(row["stage"]): row for row in sheet.rows}
    words = {
        "n": said(stages["member"], "organisations", sheet),
        "active": said(stages["active"], "organisations", sheet),
        "quiet": said(stages["quiet"], "organisations", sheet),
    }
    return _("Members: %(n)s. Active: %(active)s; quiet: %(quiet)s.") % words


_QUIET_COLUMNS: Final = [
    Column("organisation", gettext_lazy("Organisation"), Kind.TEXT),
    Column("organisation_code", gettext_lazy("Id of the organisation"), Kind.TEXT),
    Column("sector", gettext_lazy("Sector"), Kind.TEXT, words=SECTOR_WORDS),
    Column("member_since", gettext_lazy("Member since"), Kind.DAY),
    Column("last_on", gettext_lazy("Last sent or answered"), Kind.DAY),
    Column("days", gettext_lazy("Days since then"), means=gettext_lazy("Empty: never yet")),
]


def _quiet(asked: Asked) -> Sheet:
    """Those that never did anything first, then the longest ago."""
    day = asked.period.last
    members = members_on(asked.network_id, day, sector=asked.filters.get("sector", ""))
    quiet = [one for one in members if one.is_quiet(day)]
    rows: list[Row] = [
        {
            "organisation": one.name,
            "organisation_code": one.key,
            "sector": one.sector,
            "member_since": one.since,
            "last_on": one.last,
            "days": (day - one.last).days if one.last else None,
        }
        for one in sorted(quiet, key=lambda one: (one.last or date.min, one.since))
    ]
    paused = Missing(gettext_lazy("Members that have paused"), sum(one.paused for one in members))
    return Sheet(_QUIET_COLUMNS, rows, n=len(members), missing=[paused] if paused.count else [])


def _quiet_read(sheet: Sheet) -> str:
    count = len(sheet.rows)
    sentence = ngettext(
        "%(count)s of %(n)s members has sent and answered nothing for 30 days.",
        "%(count)s of %(n)s members have sent and answered nothing for 30 days.",
        count,
    )
    return sentence % {"count": count, "n": sheet.n}


ADOPTION: Final = Figure(
    code="adoption",
    title=gettext_lazy("From invited to active"),
    section="members",
    means=gettext_lazy("How many organisations came how far, from an invitation to daily use."),
    numerator=gettext_lazy(
        "Organisations that came so far on or before the last day. Active: a member that sent a"
        " referral, or accepted or declined one, in the last 30 days of the period. Quiet: a member"
        " that did neither and has not paused."
    ),
    denominator=gettext_lazy("For those active, quiet and paused: the members on the last day."),
    counted=_adoption,
    reading=_adoption_read,
    filters=(OF_SECTOR,),
    chart_of=("stage", "organisations"),
)
QUIET_MEMBERS: Final = Figure(
    code="quiet_members",
    title=gettext_lazy("Quiet members"),
    section="members",
    means=gettext_lazy("Which members have sent and answered nothing for 30 days or longer."),
    numerator=gettext_lazy(
        "Members on the last day of the period that did not send a referral, nor accept or decline"
        " one, in its last 30 days, and have not paused."
    ),
    denominator=gettext_lazy("All members on the last day."),
    counted=_quiet,
    reading=_quiet_read,
    filters=(OF_SECTOR,),
    chart=Chart.NONE,
)
