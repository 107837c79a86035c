"""Going back: an acceptance before anybody has called, and a closing within 28 days."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from organisations.roles.queries import people_told_about
from referrals.clients.models import Share
from referrals.clocks.rules import contact_by, go_on_by, respond_by, review_by
from referrals.clocks.waits import no_answer_yet
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.moving import (
    already_done_by,
    check_move,
    lock_referral,
    move,
    tell,
)
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import (
    REOPEN_DAYS,
    EventKind,
    Outcome,
    Side,
    Status,
    may_still_reopen,
    reopening,
)


@transaction.atomic
def undo(*, actor: Actor, reference: str) -> Referral:
    """Take an acceptance back before anybody has called: the team decides anew.

    Its time to answer goes on where it stood. A place that was taken stays taken.
    """
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.SENT, kind=EventKind.UNDONE):
        return referral
    check_move(referral, "undo", actor=actor)
    now, network = timezone.now(), network_by_id(actor.network.id)
    hours = working_hours(network)
    started = referral.sent_at or now
    due = respond_by(started, urgency=referral.urgency, standards=network.standards, hours=hours)
    left = hours.worked_between(started, due) - _spent(referral, hours)
    move(
        referral,
        "undo",
        actor=actor,
        at=now,
        next_action_at=go_on_by(now, left=left, hours=hours),
        accepted_at=None,
        assigned_to_id=None,
        **no_answer_yet(),
    )
    return referral


@transaction.atomic
def reopen(*, actor: Actor, reference: str, reason: str) -> Referral:
    """It is not over after all: in progress again, or waiting for the first call. Both are told."""
    referral = lock_referral(actor=actor, reference=reference)
    name = reopening(contacted=referral.first_contact_at is not None)
    if already_done_by(referral, actor=actor, status=_status_after(name), kind=EventKind.REOPENED):
        return referral
    check_move(referral, name, actor=actor)
    now = timezone.now()
    _check_may_reopen(referral, now)
    if not reason.strip():
        raise Problem(_("Say why you open it again."), field="reason")
    write_note(
        referral, Message.Kind.REOPEN, actor=actor, side=Side.RECEIVER, body=reason.strip(), at=now
    )
    try:
        # The database knows of a newer referral to this service that nobody here may see.
        with transaction.atomic():
            event = move(
                referral,
                name,
                actor=actor,
                at=now,
                next_action_at=_again_by(referral, name, actor, now),
                outcome="",
                assigned_to_id=_worker(referral, actor),
            )
    except IntegrityError as refused:
        raise Conflict(_open_already()) from refused
    tell(referral, EventKind.REOPENED, side=Side.RECEIVER, actor=actor, event=event)
    return referral


def _check_may_reopen(referral: Referral, now: datetime) -> None:
    if referral.outcome == Outcome.REFERRED_ON:
        raise Conflict(_("This was passed on, so it cannot be opened again here."))
    if not may_still_reopen(referral.ended_at, now):
        raise Conflict(
            _("This was closed more than %(n)d days ago. Ask for a new referral.")
            % {"n": REOPEN_DAYS}
        )
    held = Share.objects.filter(referral=referral, team_id=referral.receiver_id, until=None)
    if not held.exists():
        raise Conflict(_("The person took back their agreement, so this cannot be opened again."))


def _open_already() -> str:
    return _("They have been referred to this service again. Go on with the newer referral.")


def _status_after(name: str) -> Status:
    return Status.IN_PROGRESS if name == "reopen" else Status.ACCEPTED


def _again_by(referral: Referral, name: str, actor: Actor, now: datetime) -> datetime:
    network = network_by_id(actor.network.id)
    hours = working_hours(network)
    if name == "reopen":
        return review_by(now, hours=hours)
    return contact_by(now, urgency=referral.urgency, standards=network.standards, hours=hours)


def _worker(referral: Referral, actor: Actor) -> UUID | None:
    """Whoever had it, if they still work there; else who opens it."""
    if referral.assigned_to_id in people_told_about(referral.receiver_id):
        return referral.assigned_to_id
    return actor.member_id


def _spent(referral: Referral, hours: WorkingHours) -> timedelta:
    """The working time that it has waited for this team's answer, each time it did."""
    moves = ReferralEvent.objects.filter(referral=referral).exclude(to_status="")
    rows = list(moves.order_by("at", "id").values_list("to_status", "at"))
    waited = [
        hours.worked_between(since, until)
        for (status, since), (_status, until) in pairwise(rows)
        if status == Status.SENT
    ]
    return sum(waited, timedelta())
