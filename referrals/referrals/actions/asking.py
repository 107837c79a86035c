"""Who has it, or the desk, asks for more; the referrer answers. Meanwhile the clock stands."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.clocks.rules import go_on_by, respond_by
from referrals.clocks.waits import first_answer
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.moving import (
    already_done_by,
    check_move,
    lock_referral,
    move,
    team_of,
)
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status


@transaction.atomic
def return_to_sender(*, actor: Actor, reference: str, question: str) -> Referral:
    """Ask for more before deciding. The referrer has as long to answer as the receiver had."""
    referral = lock_referral(actor=actor, reference=reference)
    return ask_sender(referral, "return", question, actor=actor, side=Side.RECEIVER)


def ask_sender(
    referral: Referral, name: str, question: str, *, actor: Actor, side: Side
) -> Referral:
    """By the name that the move has for the side which asks: whoever has it, or the desk."""
    if already_done_by(referral, actor=actor, status=Status.RETURNED):
        return referral
    check_move(referral, name, actor=actor)
    if not question.strip():
        raise Problem(_("Write what you need to know."), field="question")
    now, network = timezone.now(), network_by_id(actor.network.id)
    hours = working_hours(network)
    write_note(
        referral,
        Message.Kind.QUESTION,
        actor=actor,
        side=side,
        body=question.strip(),
        at=now,
    )
    move(
        referral,
        name,
        actor=actor,
        at=now,
        next_action_at=respond_by(
            now, urgency=referral.urgency, standards=network.standards, hours=hours
        ),
        clock_left=_left(referral, now, hours, asks=team_of(referral, side)),
        seen_at=referral.seen_at or now,
        **first_answer(referral, now, network=network),
    )
    return referral


@transaction.atomic
def answer(*, actor: Actor, reference: str, text: str) -> Referral:
    """Say what was asked: it is the receiver's turn again, with the time it had left."""
    referral = lock_referral(actor=actor, reference=reference)
    return answer_asked(referral, "answer", text, actor=actor, to_status=Status.SENT)


def answer_asked(
    referral: Referral, name: str, text: str, *, actor: Actor, to_status: Status
) -> Referral:
    """By the name that the move has for the side which asked, and the state that it brings."""
    if already_done_by(referral, actor=actor, status=to_status, kind=EventKind.ANSWERED):
        return referral
    check_move(referral, name, actor=actor)
    if not text.strip():
        raise Problem(_("Write your answer."), field="text")
    now, hours = timezone.now(), working_hours(network_by_id(actor.network.id))
    write_note(
        referral, Message.Kind.ANSWER, actor=actor, side=Side.SENDER, body=text.strip(), at=now
    )
    left = referral.clock_left or timedelta()
    move(
        referral,
        name,
        actor=actor,
        at=now,
        next_action_at=go_on_by(now, left=left, hours=hours),
    )
    return referral


def _left(
    referral: Referral, now: datetime, hours: WorkingHours, *, asks: UUID | None
) -> timedelta:
    """Nothing, once the receiver's own time was over and the desk's began."""
    if referral.owner_team_id != asks or referral.next_action_at is None:
        return timedelta()
    return hours.worked_between(now, referral.next_action_at)
