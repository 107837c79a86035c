from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    needs_in_words,
    sender_of,
    urgency_in_words,
)


@dataclass(frozen=True, slots=True)
class AskedShown:
    """Who asks, for what and how soon: nothing here is about the person."""

    reference: str
    title: str
    rows: list[tuple[str, str]]


def asked_shown(referral: Referral, *, now: datetime) -> AskedShown:
    due = referral.next_action_at
    left = f"{moments.left(due, now)} ({moments.by(due, now)})" if due else ""
    rows = [
        (_("How soon"), urgency_in_words(referral.urgency)),
        (_("From"), sender_of(referral)),
        (_("Service"), referral.service_name),
        (_("Time to answer"), left),
    ]
    return AskedShown(
        reference=referral.reference,
        title=_("Can you help? %(needs)s") % {"needs": needs_in_words(referral.needs)},
        rows=[(name, value) for name, value in rows if value],
    )
