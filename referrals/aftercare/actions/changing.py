"""What the person wishes, and when they are asked: changed by the team that asks."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from referrals.aftercare.actions.beginning import note, refuse, want_again
from referrals.aftercare.actions.planning import cancel_checks, lock_plan, make_checks
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.queries import open_checks
from referrals.aftercare.rules import LATEST_WEEK, MOST_CHECKS, PlanStatus, are_weeks


@transaction.atomic
def say_no(*, actor: Actor, plan_id: UUID) -> AftercarePlan:
    """The person does not want to be asked; twice is once."""
    plan = lock_plan(actor=actor, plan_id=plan_id)
    _check_not_ended(plan)
    refuse(plan, actor=actor)
    return plan


@transaction.atomic
def say_yes(*, actor: Actor, plan_id: UUID) -> AftercarePlan:
    """They may be asked after all; it goes on, or begins if it is time."""
    plan = lock_plan(actor=actor, plan_id=plan_id)
    _check_not_ended(plan)
    if plan.status == PlanStatus.SAID_NO:
        want_again(plan, actor=actor, at=timezone.now())
    return plan


@transaction.atomic
def change_weeks(*, actor: Actor, plan_id: UUID, weeks: Sequence[int]) -> AftercarePlan:
    """When they are asked: what is planned is made anew, what was asked or is due stays."""
    plan = lock_plan(actor=actor, plan_id=plan_id)
    _check_not_ended(plan)
    check_weeks(weeks)
    if list(plan.weeks) == list(weeks):
        return plan
    plan.weeks = list(weeks)
    plan.save(update_fields=["weeks"])
    if plan.status == PlanStatus.RUNNING:
        cancel_checks(plan, statuses=["planned"])
        if not make_checks(plan, at=timezone.now()) and not open_checks(plan):
            raise Problem(_("Choose at least one time that is still to come."), field="weeks")
    note(plan, "weeks_changed", actor=actor, reason=" ".join(map(str, weeks)))
    return plan


def check_weeks(weeks: Sequence[int]) -> None:
    if not are_weeks(weeks):
        raise Problem(
            _(
                "Give from 1 to %(n)d numbers of weeks, each larger than the one before, and none"
                " over %(latest)d. For example: 2, 6, 12."
            )
            % {"n": MOST_CHECKS, "latest": LATEST_WEEK},
            field="weeks",
        )


def _check_not_ended(plan: AftercarePlan) -> None:
    if plan.status == PlanStatus.ENDED:
        raise Conflict(_("This aftercare has ended. Nothing was changed."))
