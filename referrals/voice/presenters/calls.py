"""That nobody has called, for the team and the desk; and the way to the card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import EventKind
from referrals.voice.queries import waiting_call


@dataclass(frozen=True, slots=True)
class NotCalledShown:
    when: str
    reference: str


def not_called_panel(
    referral: Referral, events: Iterable[ReferralEvent], *, now: datetime
) -> NotCalledShown | None:
    """No query where they never said so."""
    if not any(event.kind == EventKind.NOT_CALLED for event in events):
        return None
    waiting = waiting_call(referral)
    if waiting is None:
        return None
    return NotCalledShown(moments.ago(waiting.said_at, now), referral.reference)


def card_href(referral: Referral, *, actor: Actor) -> str:
    """For the team that was told, and for nobody else."""
    if referral.origin_team_id not in actor.teams:
        return ""
    where = {"network": actor.network.slug, "assessment_id": referral.assessment_id}
    return reverse("referrals:card", kwargs=where)
