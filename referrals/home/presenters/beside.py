"""What stands beside the tasks: what the other side did lately."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.messages.presenters import unread_in_words
from referrals.referrals.models import ReferralEvent
from referrals.referrals.presenters.wording import (
    ending_of,
    name_of,
    needs_in_words,
    page_of_referral,
)
from referrals.referrals.rules import EventKind

SAID: Final[dict[str, Promise]] = {
    EventKind.PLACED: gettext_lazy("The desk has found a service and sent it there"),
    EventKind.ACCEPTED: gettext_lazy("%(team)s accepted"),
    EventKind.DECLINED: gettext_lazy("%(team)s declined. Their reason: %(why)s."),
    EventKind.RETURNED: gettext_lazy("%(team)s asked you a question"),
    EventKind.ANSWERED: gettext_lazy("%(team)s answered your question"),
    EventKind.UNDONE: gettext_lazy("%(team)s undid that they had accepted it"),
    EventKind.FORWARDED: gettext_lazy("%(team)s passed it on"),
    EventKind.REOPENED: gettext_lazy("%(team)s opened it again"),
    EventKind.REVOKED: gettext_lazy("The person took back their agreement"),
    EventKind.WITHDRAWN: gettext_lazy("%(team)s took it back"),
    EventKind.MESSAGE: gettext_lazy("%(team)s wrote to you"),
    EventKind.CLOSED: gettext_lazy("%(team)s closed it. What came of it: %(why)s."),
}


def news_shown(
    events: list[ReferralEvent], actor: Actor, *, unread: dict[UUID, int], now: datetime
) -> list[dict[str, str]]:
    """`unread` are the threads with messages that the actor has not read, and how many."""
    return [_one(event, actor, unread, now) for event in events]


def _one(
    event: ReferralEvent, actor: Actor, unread: dict[UUID, int], now: datetime
) -> dict[str, str]:
    referral = event.referral
    theirs = name_of(event.team_id, referral)
    return {
        "href": page_of_referral(actor.network.slug, referral.reference),
        "title": f"{referral.reference} {needs_in_words(referral.needs)}",
        "text": str(SAID[event.kind]) % {"team": theirs, "why": ending_of(referral)},
        "when": moments.ago(event.at, now),
        "machine": moments.machine(event.at),
        "mark": unread_in_words(unread.get(event.referral_id, 0)) if _is_written(event) else "",
    }


def _is_written(event: ReferralEvent) -> bool:
    return event.kind == EventKind.MESSAGE
