"""That nobody has called, for the team and the desk; and the way to the card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.wording import (
    needs_in_words,
    page_of_referral,
    receiver_of,
)
from referrals.referrals.rules import EventKind
from referrals.voice.models import NotCalled
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


def not_called_shown(
    network: str, waiting: Sequence[NotCalled], *, now: datetime
) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_referral(network, one.referral.reference),
            "title": f"{one.referral.reference} {needs_in_words(one.referral.needs)}",
            "tag": {"text": _("Not called"), "colour": "red"},
            "facts": [
                _("They said so %(when)s") % {"when": moments.ago(one.said_at, now)},
                receiver_of(one.referral),
            ],
        }
        for one in waiting
    ]


def card_href(referral: Referral, *, actor: Actor) -> str:
    """For the team that was told, and for nobody else."""
    if referral.origin_team_id not in actor.teams:
        return ""
    where = {"network": actor.network.slug, "assessment_id": referral.assessment_id}
    return reverse("referrals:card", kwargs=where)
