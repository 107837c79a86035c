"""Words that every page of a referral shares."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.needs.rules import need_labels
from referrals.clocks.rules import is_escalated
from referrals.messages.presenters import unread_in_words
from referrals.referrals.models import Referral
from referrals.referrals.rules import Outcome, Status, why_declined

COLOURS: Final[dict[str, str]] = {
    Status.DRAFT: "grey",
    Status.WITH_BROKER: "purple",
    Status.SENT: "blue",
    Status.RETURNED: "purple",
    Status.ACCEPTED: "teal",
    Status.IN_PROGRESS: "green",
    Status.DECLINED: "orange",
    Status.WITHDRAWN: "grey",
    Status.CLOSED: "grey",
}
NEEDED: Final[dict[str, Promise]] = {
    "today": gettext_lazy("Needed today"),
    "urgent": gettext_lazy("Needed within a day or two"),
    "soon": gettext_lazy("Needed soon"),
}


def needs_in_words(codes: Sequence[str]) -> str:
    return ", ".join(need_labels(list(codes)))


def urgency_in_words(urgency: str) -> str:
    return str(NEEDED[urgency])


def tag_of(status: str) -> dict[str, str]:
    return {"text": str(Status(status).label), "colour": COLOURS[status]}


def ending_of(referral: Referral) -> str:
    """Why it was declined or what came of it, as chosen from the list."""
    if referral.status == Status.DECLINED:
        # Before there is a receiver it is with the desk.
        return why_declined(referral.decline_reason, by_desk=referral.to_team_id is None)
    return str(Outcome(referral.outcome).label) if referral.outcome else ""


def due_in_words(referral: Referral, now: datetime) -> str:
    """`By 2pm today`, `Was due 2pm yesterday`; once it has ended, when that was."""
    if referral.next_action_at:
        return capital(moments.by(referral.next_action_at, now))
    if referral.ended_at is None:
        return ""
    return _("Ended %(when)s") % {"when": moments.when(localtime(referral.ended_at).date(), now)}


def is_late(referral: Referral, now: datetime) -> bool:
    return bool(referral.next_action_at and referral.next_action_at < now)


def with_desk(referral: Referral) -> bool:
    """Whether the desk finds out why one of the teams did not act in time."""
    return is_escalated(
        status=referral.status,
        owner=referral.owner_team_id,
        from_team=referral.from_team_id,
        to_team=referral.to_team_id,
    )


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def sender_of(referral: Referral) -> str:
    """Who asks: a team; or the person, whose request is the desk's."""
    return _("They asked for themselves") if referral.self_referred else referral.from_name


def receiver_of(referral: Referral) -> str:
    """Who is asked: a team; or the desk, until it has found one."""
    return referral.to_name or _("The desk")


def name_of(team_id: UUID | None, referral: Referral) -> str:
    """The team of a referral that did or wrote something; empty for the clock."""
    if team_id is None:
        return ""
    if team_id == referral.to_team_id:
        return referral.to_name
    by_desk = team_id == referral.desk_team_id and team_id != referral.from_team_id
    if by_desk:
        return _("The desk")
    # A team that had it before another of its organisation speaks for the same side.
    theirs = (referral.from_team_id, referral.origin_team_id, referral.desk_team_id)
    return referral.from_name if team_id in theirs else referral.to_name


def page_of_referral(network: str, reference: str) -> str:
    return reverse("referrals:detail", kwargs={"network": network, "reference": reference})


def row_of(referral: Referral, *, actor: Actor, now: datetime, unread: int = 0) -> dict[str, Any]:
    """A row of a list: nothing in it is about the person."""
    return {
        "href": page_of_referral(actor.network.slug, referral.reference),
        "title": f"{referral.reference} {needs_in_words(referral.needs)}",
        "tag": late_tag(referral, now),
        "mark": unread_in_words(unread),
        "facts": [
            urgency_in_words(referral.urgency),
            referral.service_name,
            _other_side(referral, actor),
            due_in_words(referral, now),
        ],
    }


def late_tag(referral: Referral, now: datetime) -> dict[str, str]:
    tag = tag_of(referral.status)
    return {**tag, "colour": "red"} if is_late(referral, now) else tag


def _other_side(referral: Referral, actor: Actor) -> str:
    sent = referral.from_team_id in actor.envelopes
    received = referral.to_team_id in actor.envelopes
    if referral.self_referred:
        to = _("Asked for themselves, to %(team)s") % {"team": receiver_of(referral)}
        return sender_of(referral) if received else to
    if sent and not received:
        return _("To %(team)s") % {"team": receiver_of(referral)}
    if received and not sent:
        return _("From %(team)s") % {"team": referral.from_name}
    return _("From %(sender)s to %(receiver)s") % {
        "sender": referral.from_name,
        "receiver": referral.to_name or _("the desk"),
    }
