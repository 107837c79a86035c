"""A letter that is read in an emergency, and until when, in words."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.emergency.actions import Opened
from referrals.emergency.models import EmergencyReading
from referrals.emergency.rules import Reason
from referrals.referrals.presenters.history import contacts_of
from referrals.referrals.presenters.letter import show_letter


def page_of_emergency(network: str, emergency_id: object) -> str:
    where = {"network": network, "emergency_id": emergency_id}
    return reverse("referrals:emergency_letter", kwargs=where)


def running_row(one: EmergencyReading, reference: str, network: str) -> dict[str, Any]:
    return {
        "href": page_of_emergency(network, one.pk),
        "title": reference,
        "facts": [str(Reason(one.reason).label), _until(one.ends_at)],
    }


def opened_shown(opened: Opened, *, now: datetime) -> dict[str, Any]:
    """`letter` is None once it is over: the page says so, and how to ask again."""
    return {
        "letter": show_letter(opened.letter, now=now) if opened.letter else None,
        "reference": opened.referral.reference,
        "until": _until(opened.reading.ends_at),
        "restricted": opened.restricted,
        "contacts": contacts_of(opened.referral, sides=frozenset()),
    }


def _until(at: datetime) -> str:
    local = localtime(at)
    return _("Until %(time)s on %(day)s") % {
        "time": moments.clock(at),
        "day": moments.full_date(local.date()),
    }
