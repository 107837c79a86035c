"""What happened, who to speak to, and what was written."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.former import Former, named
from ccs.ui import moments, phones
from organisations.members.models import Membership, Team
from referrals.messages.models import Message
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.wording import name_of
from referrals.referrals.rules import EventKind, Outcome, Side, Status, Way, why_declined

# The codes an event may carry, by its kind.
_DETAILS: Final[dict[str, Any]] = {
    EventKind.CLOSED: Outcome,
    EventKind.CONTACT: Way,
    EventKind.ATTEMPT: Way,
}
_KINDS: Final[dict[str, Promise]] = {
    Message.Kind.MESSAGE: gettext_lazy("Message"),
    Message.Kind.DECLINE: gettext_lazy("On declining"),
    Message.Kind.WITHDRAW: gettext_lazy("On taking it back"),
    Message.Kind.CONTACT: gettext_lazy("On a call"),
    Message.Kind.CLOSE: gettext_lazy("On closing"),
    Message.Kind.QUESTION: gettext_lazy("Question"),
    Message.Kind.ANSWER: gettext_lazy("Answer"),
    Message.Kind.FORWARD: gettext_lazy("On passing it on"),
    Message.Kind.REOPEN: gettext_lazy("On opening it again"),
}


def timeline_of(
    events: list[ReferralEvent], referral: Referral, *, now: datetime
) -> list[dict[str, str]]:
    return [
        {
            "title": event_in_words(event),
            "by": _by(_who(event, referral), name_of(event.team_id, referral)),
            "when": moments.ago(event.at, now),
            "machine": moments.machine(event.at),
        }
        for event in events
    ]


def _who(event: ReferralEvent, referral: Referral) -> str:
    """The worker; or, where there was none, that the person asked for themselves."""
    for_self = referral.self_referred and event.kind == EventKind.SENT and not event.by_name
    return _("They asked for themselves") if for_self else event.by_name


def event_in_words(event: ReferralEvent) -> str:
    if event.kind == EventKind.ASSIGNED and not event.detail:
        return _("Given back to the team")
    label, detail = str(EventKind(event.kind).label), _detail(event)
    return _("%(what)s: %(detail)s") % {"what": label, "detail": detail} if detail else label


def _detail(event: ReferralEvent) -> str:
    if event.kind == EventKind.DECLINED and event.detail:
        return why_declined(event.detail, by_desk=event.from_status == Status.WITH_BROKER)
    if event.kind == EventKind.ASSIGNED:
        return event.given_to
    codes = _DETAILS.get(event.kind)
    return str(codes(event.detail).label) if codes and event.detail else ""


def thread_of(
    messages: list[Message], referral: Referral, *, new: frozenset[UUID], now: datetime
) -> list[dict[str, str]]:
    """Oldest first, as a conversation is read; what the reader had not seen is marked."""
    return [
        {
            "title": str(_KINDS[message.kind]),
            "by": _by(message.by_name, name_of(message.team_id, referral)),
            "when": moments.ago(message.at, now),
            "machine": moments.machine(message.at),
            "text": message.body,
            "mark": _("New") if message.pk in new else "",
        }
        for message in messages
    ]


def last_question(messages: list[Message]) -> str:
    """What the receiver asked last, in its own words."""
    asked = [one.body for one in messages if one.kind == Message.Kind.QUESTION]
    return asked[-1] if asked else ""


def contacts_of(referral: Referral, *, sides: frozenset[Side]) -> list[dict[str, str]]:
    """Who to speak to on the other side; for who is on neither side, on both."""
    found = []
    if Side.RECEIVER not in sides and referral.to_team:
        found.append(_contact(referral.assigned_to, referral.to_team, referral.to_name))
    if Side.SENDER not in sides:
        found.append(_contact(referral.sent_by, referral.from_team, referral.from_name))
    return found


def _contact(worker: Membership | None, team: Team, team_name: str) -> dict[str, str]:
    """A worker with their direct number, else the team with its own."""
    here = worker if worker and worker.left_at is None else None
    phone = (here.phone if here else "") or team.phone
    return {
        "name": here.name if here else "",
        "team": team_name,
        "phone": phones.shown(phone) if phone else "",
        "dial": phone,
    }


def _by(name: str, team: str) -> str:
    if isinstance(name, Former):
        return named(name, of=team)
    return ", ".join(part for part in (name, team) if part)
