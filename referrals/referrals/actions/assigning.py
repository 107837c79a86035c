"""Who in the receiving team takes care of it: one of its workers, or the team together."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from organisations.roles.queries import people_told_about
from referrals.referrals.actions.moving import add_event, check_move, lock_referral
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import EventKind, Side


@transaction.atomic
def assign(*, actor: Actor, reference: str, assigned_to: UUID | None) -> Referral:
    """Give it to a worker of the receiving team; None gives it back to the team.

    `assigned_to` is a membership. Giving it to whoever has it already changes nothing.
    """
    referral = lock_referral(actor=actor, reference=reference)
    check_move(referral, "assign", actor=actor)
    check_works_there(referral, assigned_to)
    if referral.assigned_to_id == assigned_to:
        return referral
    now = timezone.now()
    referral.assigned_to_id, referral.changed_at = assigned_to, now
    referral.save(update_fields=["assigned_to", "changed_at"])
    event = add_event(
        referral,
        EventKind.ASSIGNED,
        actor=actor,
        at=now,
        side=Side.RECEIVER,
        detail=str(assigned_to or ""),
        given_to=referral.assigned_to.name if referral.assigned_to else "",
    )
    tell_who_has_it(referral, actor=actor, event=event)
    return referral


def check_works_there(referral: Referral, member_id: UUID | None) -> None:
    """Problem unless the membership works in the receiving team today."""
    if member_id is not None and member_id not in people_told_about(referral.receiver_id):
        raise Problem(_("Choose somebody who works in your team."), field="assigned_to")


def tell_who_has_it(referral: Referral, *, actor: Actor, event: ReferralEvent) -> None:
    """Owe an email to the worker it was given to, unless they took it themselves."""
    given_to = referral.assigned_to_id
    if given_to and given_to != actor.member_id:
        enqueue(
            "referral_assigned",
            network_id=referral.network_id,
            subject_id=referral.pk,
            event_id=event.pk,
            recipients=[given_to],
        )
