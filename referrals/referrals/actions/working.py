"""What the receiving team does after accepting: calls the person, and brings it to an end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.queries import network_by_id, working_hours
from referrals.clocks.actions import set_clock
from referrals.clocks.rules import review_by, try_again_by
from referrals.clocks.waits import first_contact
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.outcomes.actions import keep_gains
from referrals.outcomes.rules import Gained
from referrals.referrals.actions.moving import (
    add_event,
    already_done_by,
    check_move,
    lock_referral,
    move,
)
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import LATER, EventKind, Outcome, Side, Status, Way


@transaction.atomic
def record_contact(
    *,
    actor: Actor,
    reference: str,
    made: bool,
    way: str,
    note: str = "",
    contact_id: UUID | None = None,
) -> Referral:
    """A call, made or tried. The first one made moves the referral to in progress.

    `contact_id` comes with the form: the same one twice is the same call.
    """
    referral = lock_referral(actor=actor, reference=reference)
    if contact_id and ReferralEvent.objects.filter(pk=contact_id, referral=referral).exists():
        return referral
    if way not in Way.values:
        raise Problem(_("Choose how you tried to reach them."), field="way")
    first = made and referral.status == Status.ACCEPTED
    check_move(referral, "contact" if first else "attempt", actor=actor)
    now = timezone.now()
    if note.strip():
        write_note(
            referral,
            Message.Kind.CONTACT,
            actor=actor,
            side=Side.RECEIVER,
            body=note.strip(),
            at=now,
        )
    call = _Call(made=made, way=way, at=now, id=contact_id)
    if first:
        _begin(referral, call, actor=actor)
    else:
        _log(referral, call, actor=actor)
    return referral


@transaction.atomic
def close(
    *,
    actor: Actor,
    reference: str,
    outcome: str,
    note: str = "",
    gained: Gained | None = None,
) -> Referral:
    """End it with what came of it. The team keeps its record: it has helped this person."""
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.CLOSED):
        return referral
    check_move(referral, "close", actor=actor)
    if outcome not in Outcome.values:
        raise Problem(_("Choose what came of it."), field="outcome")
    now = timezone.now()
    if note.strip():
        write_note(
            referral, Message.Kind.CLOSE, actor=actor, side=Side.RECEIVER, body=note.strip(), at=now
        )
    if gained is not None:
        # Opened again and closed without it: what was said before is taken back with that.
        keep_gains(referral, gained, actor=actor, at=now)
    move(
        referral, "close", actor=actor, at=now, next_action_at=None, detail=outcome, outcome=outcome
    )
    return referral


@transaction.atomic
def try_later(*, actor: Actor, reference: str, days: int) -> Referral:
    """After failed calls: try again in so many working days, and be reminded then."""
    referral = lock_referral(actor=actor, reference=reference)
    check_move(referral, "attempt", actor=actor)
    if days not in LATER:
        raise Problem(_("Choose when you will try again."), field="days")
    now = timezone.now()
    due = try_again_by(now, hours=working_hours(network_by_id(actor.network.id)), days=days)
    referral.owner_team_id = referral.to_team_id
    referral.next_action_at, referral.changed_at = due, now
    referral.save(update_fields=["owner_team", "next_action_at", "changed_at"])
    add_event(referral, EventKind.POSTPONED, actor=actor, at=now, side=Side.RECEIVER)
    set_clock(referral)
    return referral


@dataclass(frozen=True, slots=True)
class _Call:
    made: bool
    way: str
    at: datetime
    id: UUID | None


def _begin(referral: Referral, call: _Call, *, actor: Actor) -> None:
    move(
        referral,
        "contact",
        actor=actor,
        at=call.at,
        next_action_at=_next(call, actor),
        detail=call.way,
        event_id=call.id,
        first_contact_at=call.at,
        **first_contact(referral, call.at, network=network_by_id(actor.network.id)),
    )


def _log(referral: Referral, call: _Call, *, actor: Actor) -> None:
    add_event(
        referral,
        EventKind.CONTACT if call.made else EventKind.ATTEMPT,
        actor=actor,
        at=call.at,
        side=Side.RECEIVER,
        detail=call.way,
        event_id=call.id,
    )
    # Who calls has the next step again, were it the desk's.
    referral.owner_team_id = referral.to_team_id
    referral.next_action_at, referral.changed_at = _next(call, actor), call.at
    referral.save(update_fields=["owner_team", "next_action_at", "changed_at"])
    set_clock(referral)


def _next(call: _Call, actor: Actor) -> datetime:
    hours = working_hours(network_by_id(actor.network.id))
    return (review_by if call.made else try_again_by)(call.at, hours=hours)
