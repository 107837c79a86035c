"""When a team first sent and received, and when it last sent and answered."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from organisations.engagement.pipeline.actions import keep_marks, reach
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.pipeline.rules import Mark
from referrals.figures.rules import Answer
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status

# A night that was missed is made up for.
_LOOKS_BACK: Final = timedelta(days=3)


def note_firsts(referrals: Iterable[Referral]) -> None:
    """What was sent just now; a draft is nothing yet. In the transaction that sent it."""
    sent = [one for one in referrals if one.status != Status.DRAFT]
    marks: dict[tuple[UUID, Mark], datetime] = {}
    for one in sent:
        marks[one.from_team_id, Mark.FIRST_SENT] = one.created_at
        if one.to_team_id:
            marks[one.to_team_id, Mark.FIRST_RECEIVED] = one.sent_at or one.created_at
    if sent:
        reach(network_id=sent[0].network_id, marks=marks)


def note_placed(referral: Referral, *, at: datetime) -> None:
    """The desk found somebody: for them it is received now."""
    marks = {(referral.receiver_id, Mark.FIRST_RECEIVED): at}
    reach(network_id=referral.network_id, marks=marks)


def mark_activity(network_id: UUID, answers: Iterable[Answer], *, now: datetime) -> None:
    """At night, as the system: the last days, and the first time all there ever was.

    So what was sent before these dates were kept is found too.
    """
    rows = Referral.objects.filter(network_id=network_id).exclude(status=Status.DRAFT)
    lasts = Milestone.objects.filter(network_id=network_id, code=Mark.LAST_SENT)
    if lasts.exists():
        rows = rows.filter(created_at__gte=now - _LOOKS_BACK)
    marks = _counted(rows)
    for one in answers:
        if one.team_id:
            key = (one.team_id, Mark.LAST_ANSWERED)
            marks[key] = max(one.answered_at, marks.get(key, one.answered_at))
    keep_marks(network_id=network_id, marks=marks)


def _counted(rows: QuerySet[Referral]) -> dict[tuple[UUID, Mark], datetime]:
    marks: dict[tuple[UUID, Mark], datetime] = {}
    sent = rows.values_list("from_team").annotate(Min("created_at"), Max("created_at"))
    for team, first, last in sent.order_by():
        marks[team, Mark.FIRST_SENT], marks[team, Mark.LAST_SENT] = first, last
    came = rows.filter(to_team__isnull=False, sent_at__isnull=False).values_list("to_team")
    for team, first in came.annotate(Min("sent_at")).order_by():
        marks[team, Mark.FIRST_RECEIVED] = first
    return marks
