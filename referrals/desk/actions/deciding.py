"""The desk asks the referrer, says that nobody can help, or gives a step back to who has it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from networks.networks.queries import network_by_id, working_hours
from referrals.clocks.actions import set_clock
from referrals.clocks.rules import contact_by, is_escalated, respond_by
from referrals.desk.offers import cancel_offers
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.answering import leave_open_need
from referrals.referrals.actions.asking import answer_asked, ask_sender
from referrals.referrals.actions.moving import (
    add_event,
    already_done_by,
    check_move,
    close_share,
    lock_referral,
    move,
    team_of,
    tell,
    what_happened,
)
from referrals.referrals.models import Referral
from referrals.referrals.rules import OWNER, DeclineReason, EventKind, Side, Status


@transaction.atomic
def desk_decline(*, actor: Actor, reference: str, reason: str, note: str = "") -> Referral:
    """Nobody can be found. The needs go back, as a task, to the team whose story it is."""
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.DECLINED):
        return referral
    check_move(referral, "desk_decline", actor=actor)
    if reason not in DeclineReason.values:
        raise Problem(_("Choose why nobody can take this referral."), field="reason")
    if reason == DeclineReason.OTHER and not note.strip():
        raise Problem(_("Say what the other reason is."), field="note")
    now = timezone.now()
    if note.strip():
        write_note(
            referral,
            Message.Kind.DECLINE,
            actor=actor,
            side=Side.DESK,
            body=note.strip(),
            at=now,
        )
    move(
        referral,
        "desk_decline",
        actor=actor,
        at=now,
        next_action_at=None,
        detail=reason,
        decline_reason=reason,
    )
    leave_open_need(referral, actor=actor, suggested_service=None)
    close_share(referral, at=now)
    cancel_offers(network_id=referral.network_id, referral_ids=[referral.pk])
    return referral


@transaction.atomic
def desk_return(*, actor: Actor, reference: str, question: str) -> Referral:
    """Ask the referrer for more; meanwhile the desk's clock stands. It still reads the letter."""
    referral = lock_referral(actor=actor, reference=reference)
    ask_sender(referral, "desk_return", question, actor=actor, side=Side.DESK)
    cancel_offers(network_id=referral.network_id, referral_ids=[referral.pk])
    return referral


@transaction.atomic
def desk_answer(*, actor: Actor, reference: str, text: str) -> Referral:
    """Say what the desk asked: it looks on, with the time that it had left."""
    referral = lock_referral(actor=actor, reference=reference)
    return answer_asked(referral, "desk_answer", text, actor=actor, to_status=Status.WITH_BROKER)


@transaction.atomic
def hand_back(*, actor: Actor, reference: str) -> Referral:
    """A step that the clock gave to the desk is its owner's again, with the whole time for it."""
    referral = lock_referral(actor=actor, reference=reference)
    check_move(referral, "hand_back", actor=actor)
    if not is_escalated(
        status=referral.status,
        owner=referral.owner_team_id,
        from_team=referral.from_team_id,
        to_team=referral.to_team_id,
    ):
        raise Conflict(what_happened(referral))
    now, network = timezone.now(), network_by_id(actor.network.id)
    by = contact_by if referral.status == Status.ACCEPTED else respond_by
    side = OWNER[Status(referral.status)]
    referral.owner_team_id, referral.changed_at = team_of(referral, side), now
    referral.next_action_at = by(
        now, urgency=referral.urgency, standards=network.standards, hours=working_hours(network)
    )
    referral.save(update_fields=["owner_team", "next_action_at", "changed_at"])
    event = add_event(referral, EventKind.HANDED_BACK, actor=actor, at=now, side=Side.DESK)
    set_clock(referral)
    tell(referral, EventKind.HANDED_BACK, side=side, actor=actor, event=event)
    return referral
