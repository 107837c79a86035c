"""What stands beside the tasks: the team's capacity, and what the other side did lately."""

from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.capacity.models import Capacity
from organisations.capacity.presenters import controls_of
from referrals.referrals.models import ReferralEvent
from referrals.referrals.presenters.wording import ending_of, needs_in_words, page_of_referral
from referrals.referrals.rules import EventKind

# More than these fit on their own page, not beside a list.
_MOST_SERVICES: Final = 5
_SAID: Final[dict[str, Promise]] = {
    EventKind.ACCEPTED: gettext_lazy("%(team)s accepted"),
    EventKind.DECLINED: gettext_lazy("%(team)s declined. Their reason: %(why)s."),
    EventKind.RETURNED: gettext_lazy("%(team)s asked you a question"),
    EventKind.ANSWERED: gettext_lazy("%(team)s answered your question"),
    EventKind.WITHDRAWN: gettext_lazy("%(team)s took it back"),
    EventKind.MESSAGE: gettext_lazy("%(team)s wrote to you"),
    EventKind.CLOSED: gettext_lazy("%(team)s closed it. What came of it: %(why)s."),
}


def capacity_shown(
    services: list[Capacity], *, actor: Actor, page: str, now: datetime
) -> dict[str, Any]:
    """The one control of each service; it leads back to `page`."""
    return {
        "controls": controls_of(services[:_MOST_SERVICES], actor=actor, now=now, wrong={}),
        "more": max(len(services) - _MOST_SERVICES, 0),
        "next": page,
    }


def news_shown(events: list[ReferralEvent], actor: Actor, *, now: datetime) -> list[dict[str, str]]:
    return [_one(event, actor, now) for event in events]


def _one(event: ReferralEvent, actor: Actor, now: datetime) -> dict[str, str]:
    referral = event.referral
    theirs = referral.to_name if event.team_id == referral.to_team_id else referral.from_name
    return {
        "href": page_of_referral(actor.network.slug, referral.reference),
        "title": f"{referral.reference} {needs_in_words(referral.needs)}",
        "text": str(_SAID[event.kind]) % {"team": theirs, "why": ending_of(referral)},
        "when": moments.ago(event.at, now),
        "machine": moments.machine(event.at),
    }
