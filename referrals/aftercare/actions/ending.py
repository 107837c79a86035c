"""A plan ends before its last check: the team's choice, or the person's."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, Problem
from referrals.aftercare.actions.beginning import note
from referrals.aftercare.actions.planning import end, lock_plan
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.rules import EndedHow, PlanStatus

# What a team may choose; the rest comes of what was written down.
REASONS: Final = (
    EndedHow.ENOUGH,
    EndedHow.SAID_NO,
    EndedHow.NOT_REACHED,
    EndedHow.STOPPED,
    EndedHow.NEW_STORY,
)


@transaction.atomic
def stop(*, actor: Actor, plan_id: UUID, why: str) -> AftercarePlan:
    """End it now. Twice for the same reason is a double click."""
    plan = lock_plan(actor=actor, plan_id=plan_id)
    if plan.status == PlanStatus.ENDED and plan.ended_how == why:
        return plan
    if plan.status != PlanStatus.RUNNING:
        raise Conflict(_("This aftercare is not running. Nothing was changed."))
    if why not in REASONS:
        raise Problem(_("Choose why it ends."), field="why")
    end(plan, EndedHow(why), at=timezone.now())
    note(plan, "stopped", actor=actor, reason=why)
    return plan


def take_back(*, actor: Actor, assessment_id: UUID, at: datetime) -> None:
    """The person took back their agreement, in the transaction in which they did.

    What had not begun does not begin, unless they agree anew.
    """
    with enter(system(actor.network.id)):
        held = AftercarePlan.objects.select_for_update(of=("self",))
        plan = held.filter(assessment=assessment_id).exclude(status=PlanStatus.ENDED).first()
        if plan is not None:
            end(plan, EndedHow.TAKEN_BACK, at=at)
            note(plan, "taken_back", actor=actor)
