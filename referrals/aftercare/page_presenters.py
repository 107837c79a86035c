"""Around a check: who it is about, how to reach them safely, and what came of what was asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from referrals.aftercare.reading import OpenedPlan
from referrals.aftercare.rules import BegunBecause
from referrals.clients.wording import Rows, contact_rows, ways_to_reach
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    ending_of,
    needs_in_words,
    page_of_referral,
    receiver_of,
    tag_of,
)


@dataclass(frozen=True, slots=True)
class PersonShown:
    """`dial` is there only where a call is safe."""

    id: str
    name: str
    known_as: str
    safe: str
    not_safe: str
    phone: str
    dial: str
    contact: Rows
    story: str
    told_on: str


def person_shown(opened: OpenedPlan, *, now: datetime) -> PersonShown | None:
    """None for who may see that there is a plan, and nothing of the person."""
    if opened.letter is None:
        return None
    client, assessment = opened.letter.client, opened.letter.assessment
    phone = phones.shown(client.phone) if client.phone else ""
    may_call = "call" in client.safe_to and bool(phone)
    return PersonShown(
        id=str(client.pk),
        name=client.full_name,
        known_as=client.known_as,
        safe=ways_to_reach(client, safe=True),
        not_safe=ways_to_reach(client, safe=False),
        phone=phone if may_call else "",
        dial=client.phone if may_call else "",
        # The number is on the button, where a call is safe.
        contact=[row for row in contact_rows(client) if not (may_call and row[1] == phone)],
        story=assessment.story,
        told_on=moments.full_date(localtime(assessment.created_at).date()),
    )


def asked_for(opened: OpenedPlan, *, network: str, now: datetime) -> list[dict[str, Any]]:
    """Each referral of the conversation: what for, whom, and what came of it."""
    return [_asked(one, network, now) for one in opened.referrals]


def envelope_of(opened: OpenedPlan, *, now: datetime) -> Rows:
    """Nothing of the person."""
    plan = opened.plan
    begun = moments.full_date(localtime(plan.begun_at).date()) if plan.begun_at else ""
    weeks = ", ".join(str(week) for week in plan.weeks)
    rows = [
        (_("Who asks"), plan.team.name),
        (_("Began"), begun),
        (_("Because"), str(BegunBecause(plan.begun_because).label) if plan.begun_because else ""),
        (_("Weeks after that"), weeks),
        (_("Referrals"), ", ".join(one.reference for one in opened.referrals)),
        (_("With the desk since"), moments.at(plan.with_desk_since, now))
        if plan.with_desk_since
        else ("", ""),
    ]
    return [(name, value) for name, value in rows if value]


def on_paper(now: datetime) -> str:
    """The whole time: “just now” says nothing to who reads it next week."""
    day = moments.full_date(localtime(now).date())
    return _("%(time)s on %(day)s") % {"time": moments.clock(now), "day": day}


def _asked(referral: Referral, network: str, now: datetime) -> dict[str, Any]:
    ended = ending_of(referral)
    day = referral.ended_at or referral.sent_at or referral.created_at
    return {
        "href": page_of_referral(network, referral.reference),
        "title": needs_in_words(referral.needs),
        "tag": tag_of(referral.status),
        "facts": [
            referral.service_name or receiver_of(referral),
            _("What came of it: %(what)s") % {"what": ended} if ended else "",
            moments.full_date(localtime(day).date()),
            referral.reference,
        ],
    }
