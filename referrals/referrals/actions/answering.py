"""The receiving team's answer."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.queries import network_by_id, working_hours
from organisations.capacity.actions import give_back_place
from organisations.directory.queries import services_to_refer_to
from referrals.assessments.models import OpenNeed
from referrals.clocks.actions import set_need_clock
from referrals.clocks.rules import contact_by, settle_by
from referrals.clocks.waits import first_answer
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.assigning import check_works_there, tell_who_has_it
from referrals.referrals.actions.moving import (
    add_event,
    already_done_by,
    check_move,
    close_share,
    lock_referral,
    move,
)
from referrals.referrals.models import Referral
from referrals.referrals.rules import DeclineReason, EventKind, Side, Status


# Within the caller's transaction: a page that is being read pays for no savepoint.
@transaction.atomic(savepoint=False)
def mark_seen(*, actor: Actor, referral: Referral) -> None:
    """The first opening by the receiving team is shown to the sender. Safe to run twice."""
    if (
        referral.seen_at
        or referral.status == Status.DRAFT
        or referral.to_team_id not in actor.teams
    ):
        return
    now = timezone.now()
    if Referral.objects.filter(pk=referral.pk, seen_at=None).update(seen_at=now, changed_at=now):
        referral.seen_at = now
        add_event(referral, EventKind.SEEN, actor=actor, at=now, side=Side.RECEIVER)


@transaction.atomic
def accept(
    *,
    actor: Actor,
    reference: str,
    assigned_to: UUID | None = None,
    for_team: bool = False,
) -> Referral:
    """Accept once: the same actor gets it again; a colleague is told who was first.

    `assigned_to` is a membership of the receiving team; otherwise it is whoever accepts, or,
    `for_team`, nobody in person.
    """
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.ACCEPTED):
        return referral
    check_move(referral, "accept", actor=actor)
    check_works_there(referral, assigned_to)
    now, network = timezone.now(), network_by_id(actor.network.id)
    due = contact_by(
        now, urgency=referral.urgency, standards=network.standards, hours=working_hours(network)
    )
    worker = None if for_team else assigned_to or actor.member_id
    event = move(
        referral,
        "accept",
        actor=actor,
        at=now,
        next_action_at=due,
        accepted_at=now,
        seen_at=referral.seen_at or now,
        assigned_to_id=worker,
        **first_answer(referral, now, network=network),
    )
    tell_who_has_it(referral, actor=actor, event=event)
    return referral


@transaction.atomic
def decline(
    *,
    actor: Actor,
    reference: str,
    reason: str,
    note: str = "",
    suggested_service: UUID | None = None,
) -> Referral:
    """Say no, and why. The letter closes; the needs go back to the referrer as a task."""
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.DECLINED):
        return referral
    check_move(referral, "decline", actor=actor)
    if reason not in DeclineReason.values:
        raise Problem(_("Choose why you cannot take this referral."), field="reason")
    if reason == DeclineReason.OTHER and not note.strip():
        raise Problem(_("Say what the other reason is."), field="note")
    if suggested_service and not services_to_refer_to(actor).filter(pk=suggested_service).exists():
        raise Problem(_("Choose a service from the list."), field="suggested_service")
    now = timezone.now()
    if note.strip():
        write_note(
            referral,
            Message.Kind.DECLINE,
            actor=actor,
            side=Side.RECEIVER,
            body=note.strip(),
            at=now,
        )
    move(
        referral,
        "decline",
        actor=actor,
        at=now,
        next_action_at=None,
        detail=reason,
        decline_reason=reason,
        seen_at=referral.seen_at or now,
        **first_answer(referral, now, network=network_by_id(actor.network.id)),
    )
    leave_open_need(referral, actor=actor, suggested_service=suggested_service)
    close_share(referral, at=now)
    give_back_place(network_id=referral.network_id, referral_id=referral.pk)
    return referral


def leave_open_need(referral: Referral, *, actor: Actor, suggested_service: UUID | None) -> None:
    now, hours = timezone.now(), working_hours(network_by_id(actor.network.id))
    need = OpenNeed.objects.create(
        network_id=referral.network_id,
        assessment_id=referral.assessment_id,
        referral=referral,
        team_id=referral.origin_team_id,
        needs=referral.needs,
        suggested_service_id=suggested_service,
        due_at=settle_by(now, hours=hours),
    )
    set_need_clock(need, since=now, hours=hours)
