"""How long somebody waited for a first answer and a first contact, frozen when it came."""

from datetime import datetime
from typing import Any

from networks.networks.models import Network
from networks.networks.queries import working_hours
from referrals.clocks.rules import contact_by, respond_by
from referrals.referrals.models import Referral


def first_answer(referral: Referral, at: datetime, *, network: Network) -> dict[str, Any]:
    """The fields that the receiver's first answer writes: accepted, declined or asked for more.

    Nothing where it was answered before, or waits for the desk's answer and for no service's.
    """
    start = referral.sent_at
    if referral.answered_at or start is None or referral.to_team_id is None:
        return {}
    hours = working_hours(network)
    due = respond_by(start, urgency=referral.urgency, standards=network.standards, hours=hours)
    return {
        "answered_at": at,
        "answer_minutes": round(hours.worked_between(start, at).total_seconds() / 60),
        "answer_in_time": at <= due,
    }


def no_answer_yet() -> dict[str, Any]:
    """The same fields, when the answer was taken back."""
    return {"answered_at": None, "answer_minutes": None, "answer_in_time": None}


def first_contact(referral: Referral, at: datetime, *, network: Network) -> dict[str, Any]:
    """The fields that the first contact writes, counted from the acceptance."""
    start = referral.accepted_at
    if start is None:
        return {}
    hours = working_hours(network)
    due = contact_by(start, urgency=referral.urgency, standards=network.standards, hours=hours)
    return {
        "contact_minutes": round(hours.worked_between(start, at).total_seconds() / 60),
        "contact_in_time": at <= due,
    }
