"""How a plan comes to be, and begins: once, in the transaction of what it begins with.

Done as the system, since the team that closes a referral is seldom the one that asks later. The
plan is locked after the referral, and looks at the others only then: of two that end at once, the
second sees that the first has.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from referrals.aftercare.actions.planning import cancel_checks, make_checks
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.queries import met_a_crisis, nothing_open
from referrals.aftercare.rules import BegunBecause, EndedHow, PlanStatus
from referrals.assessments.models import Assessment
from referrals.referrals.models import Referral


def open_plan(assessment: Assessment, *, wanted: bool, at: datetime) -> None:
    """With the first sending of a conversation. A "no" has its row too."""
    AftercarePlan.objects.create(
        network_id=assessment.network_id,
        assessment=assessment,
        first_team_id=assessment.team_id,
        team_id=assessment.team_id,
        status=PlanStatus.NOT_BEGUN if wanted else PlanStatus.SAID_NO,
        created_at=at,
    )


def hear_agreement(*, actor: Actor, assessment_id: UUID, wanted: bool, before: bool | None) -> None:
    """A later agreement with another answer than the one before changes the plan.

    The same "yes" again, as a form brings it that was filled in before, takes back no "no" that
    somebody has written down since.
    """
    with enter(system(actor.network.id)):
        plan = _held(assessment_id)
        if plan is None:
            return
        if not wanted:
            refuse(plan, actor=actor)
        elif _never_begun(plan) or (plan.status == PlanStatus.SAID_NO and before is False):
            want_again(plan, actor=actor, at=timezone.now())


def note_ending(referral: Referral, *, actor: Actor, at: datetime) -> None:
    """A referral has ended: with a crisis met, or as the last of its conversation.

    What ends because the person took back their agreement is told to `take_back` instead.
    """
    with enter(system(referral.network_id)):
        plan = _held(referral.assessment_id)
        if plan is None:
            return
        if met_a_crisis(referral):
            _keep_met(plan, at=at)
        _begin_if_time(plan, actor=actor, at=at)


def note_crisis_met(assessment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Somebody who helped, or was told the story, wrote down that a need of a crisis was met."""
    with enter(system(actor.network.id)):
        plan = _held(assessment_id)
        if plan is not None:
            _keep_met(plan, at=at)
            _begin_if_time(plan, actor=actor, at=at)


def refuse(plan: AftercarePlan, *, actor: Actor) -> None:
    """The person does not want to be asked; what was asked before stays."""
    if plan.status not in (PlanStatus.NOT_BEGUN, PlanStatus.RUNNING):
        return
    cancel_checks(plan)
    plan.status = PlanStatus.SAID_NO
    plan.save(update_fields=["status"])
    note(plan, "refused", actor=actor)


def want_again(plan: AftercarePlan, *, actor: Actor, at: datetime) -> None:
    """They may be asked after all: what is still to come of a plan that had begun, or its start."""
    plan.ended_how, plan.ended_at = "", None
    plan.status = PlanStatus.RUNNING if plan.begun_at else PlanStatus.NOT_BEGUN
    if plan.begun_at and not make_checks(plan, at=at):
        plan.status, plan.ended_how, plan.ended_at = PlanStatus.ENDED, EndedHow.FINISHED, at
    plan.save(update_fields=["status", "ended_how", "ended_at"])
    note(plan, "wanted", actor=actor)
    with enter(system(plan.network_id)):
        _begin_if_time(plan, actor=actor, at=at)


def note(plan: AftercarePlan, what: str, *, actor: Actor, reason: str = "") -> None:
    record(
        f"aftercare.{what}",
        actor=actor,
        subject_kind="aftercare",
        subject_id=plan.pk,
        reason=reason,
    )


def _held(assessment_id: UUID) -> AftercarePlan | None:
    held = AftercarePlan.objects.select_for_update(of=("self",))
    return held.filter(assessment=assessment_id).first()


def _never_begun(plan: AftercarePlan) -> bool:
    """They took back their agreement before it began, and have agreed anew."""
    return plan.status == PlanStatus.ENDED and plan.begun_at is None


def _keep_met(plan: AftercarePlan, *, at: datetime) -> None:
    if plan.crisis_met_at is None:
        plan.crisis_met_at = at
        plan.save(update_fields=["crisis_met_at"])


def _begin_if_time(plan: AftercarePlan, *, actor: Actor, at: datetime) -> None:
    if plan.status != PlanStatus.NOT_BEGUN:
        return
    if plan.crisis_met_at:
        _begin(plan, BegunBecause.CRISIS_MET, actor=actor, at=at)
    elif nothing_open(plan.assessment_id):
        _begin(plan, BegunBecause.ALL_ENDED, actor=actor, at=at)


def _begin(plan: AftercarePlan, because: BegunBecause, *, actor: Actor, at: datetime) -> None:
    plan.weeks = plan.weeks or list(network_by_id(plan.network_id).aftercare_weeks)
    plan.status, plan.begun_because, plan.begun_at = PlanStatus.RUNNING, because, at
    plan.save(update_fields=["weeks", "status", "begun_because", "begun_at"])
    make_checks(plan, at=at)
    note(plan, "begun", actor=actor, reason=because)
