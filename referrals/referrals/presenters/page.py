"""The page of one referral: what this reader may see of it, and do with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.roles.rules import can_coordinate
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.history import contacts_of, thread_of, timeline_of
from referrals.referrals.presenters.letter import LetterShown, show_letter
from referrals.referrals.presenters.standing import Standing, standing_of
from referrals.referrals.presenters.wording import (
    late_tag,
    needs_in_words,
    urgency_in_words,
)
from referrals.referrals.queries import Letter
from referrals.referrals.rules import THREAD_IS_OPEN, Side, Status, moves_open_to, sides_of


@dataclass(frozen=True, slots=True)
class ReferralShown:
    reference: str
    assessment_id: UUID
    needs: str
    tag: dict[str, str]
    standing: Standing
    envelope: list[tuple[str, str]]
    contacts: list[dict[str, str]]
    letter: LetterShown | None
    why_closed: str
    thread: list[dict[str, str]]
    timeline: list[dict[str, str]]
    may: frozenset[str]


def show_referral(
    referral: Referral,
    letter: Letter | None,
    events: list[ReferralEvent],
    *,
    actor: Actor,
    now: datetime,
) -> ReferralShown:
    sides = sides_for(referral, actor)
    messages = letter.messages if letter else []
    return ReferralShown(
        reference=referral.reference,
        assessment_id=referral.assessment_id,
        needs=needs_in_words(referral.needs),
        tag=late_tag(referral, now),
        standing=standing_of(referral, sides=sides, now=now),
        envelope=_envelope(referral),
        contacts=contacts_of(referral, sides=sides),
        letter=show_letter(letter, now=now) if letter else None,
        why_closed="" if letter else why_closed(referral, sides=sides, actor=actor),
        thread=thread_of(messages, referral, now=now),
        timeline=timeline_of(events, referral, now=now),
        may=_may(referral, sides, opened=letter is not None),
    )


def sides_for(referral: Referral, actor: Actor) -> frozenset[Side]:
    return sides_of(from_team=referral.from_team_id, to_team=referral.to_team_id, teams=actor.teams)


def why_closed(referral: Referral, *, sides: frozenset[Side], actor: Actor) -> str:
    """Why the story is not shown to somebody who may see that the referral exists."""
    if Side.RECEIVER in sides and referral.status == Status.DECLINED:
        return _("Your team declined this, so it no longer sees the person’s details.")
    if Side.RECEIVER in sides and referral.status == Status.WITHDRAWN:
        return _("This was taken back, so your team no longer sees the person’s details.")
    if can_coordinate(actor):
        return _(
            "The desk sees that this referral exists, and not the person or their story."
            " Only the two teams can read those."
        )
    return _(
        "You can see that this referral exists, and not the person or their story."
        " Only people who work in one of the two teams can read those."
    )


def _envelope(referral: Referral) -> list[tuple[str, str]]:
    rows = [
        (_("How soon"), urgency_in_words(referral.urgency)),
        (_("Service"), referral.service_name),
        (_("To"), referral.to_name),
        (_("From"), referral.from_name),
        (_("Sent by"), _sent_by(referral)),
        (_("Given to"), referral.assigned_to.name if referral.assigned_to else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _sent_by(referral: Referral) -> str:
    if referral.self_referred:
        return _("The person: they asked for themselves")
    return referral.sent_by.name if referral.sent_by else ""


def _may(referral: Referral, sides: frozenset[Side], *, opened: bool) -> frozenset[str]:
    moves = moves_open_to(status=referral.status, sides=sides)
    writes = bool(sides) and opened and referral.status in THREAD_IS_OPEN
    return frozenset([*moves, *(["message"] if writes else [])])
