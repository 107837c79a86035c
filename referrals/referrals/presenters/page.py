"""The page of one referral: what this reader may see of it, and do with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from referrals.messages.models import Note
from referrals.messages.presenters import NoteShown, notes_shown
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.presenters.history import contacts_of, thread_of, timeline_of
from referrals.referrals.presenters.letter import LetterShown, show_letter
from referrals.referrals.presenters.standing import Standing, standing_of
from referrals.referrals.presenters.wording import (
    late_tag,
    needs_in_words,
    urgency_in_words,
)
from referrals.referrals.presenters.work import open_now
from referrals.referrals.queries import Letter
from referrals.referrals.queries.envelopes import sides_for
from referrals.referrals.rules import ENDINGS, PARTIES, THREAD_IS_OPEN, Side, Status, moves_open_to


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read for the page: `new` are the messages that this reader had not seen before."""

    letter: Letter | None
    events: list[ReferralEvent]
    notes: list[Note]
    new: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ReferralShown:
    """`version` changes with everything that anybody does; a draft has none."""

    reference: str
    version: str
    shown_at: str
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
    notes: list[NoteShown]
    may: frozenset[str]


def show_referral(
    referral: Referral, opened: Opened, *, actor: Actor, now: datetime
) -> ReferralShown:
    sides, letter, events = sides_for(referral, actor), opened.letter, opened.events
    messages = letter.messages if letter else []
    return ReferralShown(
        reference=referral.reference,
        version=str(events[0].pk) if events else "",
        shown_at=_on_paper(now),
        assessment_id=referral.assessment_id,
        needs=needs_in_words(referral.needs),
        tag=late_tag(referral, now),
        standing=standing_of(referral, sides=sides, now=now),
        envelope=_envelope(referral),
        contacts=contacts_of(referral, sides=sides),
        letter=show_letter(letter, now=now) if letter else None,
        why_closed="" if letter else why_closed(referral, sides=sides, actor=actor),
        thread=thread_of(messages, referral, new=opened.new, now=now),
        timeline=timeline_of(events, referral, now=now),
        notes=notes_shown(opened.notes, actor=actor, reference=referral.reference, now=now),
        may=_may(referral, sides, letter, now=now),
    )


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


def _on_paper(now: datetime) -> str:
    """The whole time: “just now” says nothing to who reads it next week."""
    day = moments.full_date(localtime(now).date())
    return _("%(time)s on %(day)s") % {"time": moments.clock(now), "day": day}


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


def _may(
    referral: Referral, sides: frozenset[Side], letter: Letter | None, *, now: datetime
) -> frozenset[str]:
    to_a_team = referral.to_team_id is not None
    moves = moves_open_to(status=referral.status, sides=sides, to_a_team=to_a_team)
    if letter and letter.client.is_erased:
        # Only in a backup that was restored is one still open: it can be brought to its end.
        return frozenset(set(moves) & ENDINGS)
    in_thread = bool(sides & PARTIES) or not to_a_team
    writes = in_thread and letter is not None and referral.status in THREAD_IS_OPEN
    open_moves = open_now(moves, referral, letter, now=now)
    return frozenset([*open_moves, *(["message"] if writes else [])])
