"""The checks of a plan and the clock of each: written together, so that none is forgotten.

Who changes anything of a plan holds its row first. The jobs hold their own row before it, and so
never wait for it: they look again a minute later.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.jobs.actions import cancel, schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import (
    APART_DAYS,
    CLOSED,
    OPEN,
    CheckStatus,
    EndedHow,
    PlanStatus,
    due_times,
    opening_after,
    still_to_come,
)
from referrals.clients.models import Share
from referrals.rights.standing import refuse_if_story_erased

# The clock of one check, and the emails of those who want theirs in the morning: of a check too.
CLOCK: Final = "aftercare_clock"
MORNING: Final = "aftercare_morning"


def hours_of(network_id: UUID) -> WorkingHours:
    return working_hours(network_by_id(network_id))


def lock_plan(*, actor: Actor, plan_id: UUID) -> AftercarePlan:
    """The plan, held until commit. NotAllowed unless a team of the actor owns it."""
    held = AftercarePlan.objects.select_for_update(of=("self",))
    plan = held.filter(pk=plan_id, network_id=actor.network.id, team__in=actor.teams).first()
    if plan is None:
        raise NotAllowed(_("There is no such plan here."))
    if plan.status == PlanStatus.ENDED:
        # An erasure ends it. What was said before is put right as long as it is there.
        refuse_if_story_erased(plan.assessment_id)
    return plan


def make_checks(plan: AftercarePlan, *, at: datetime) -> list[AftercareCheck]:
    """Those of its weeks that are still to come, after the ones that were made or are due."""
    hours = hours_of(plan.network_id)
    kept = list(plan.checks.exclude(status__in=["planned", "cancelled"]).order_by("number"))
    begun_at = plan.begun_at or at
    weeks = still_to_come(plan.weeks, kept=[one.weeks for one in kept], begun_at=begun_at, now=at)
    last = max((one.done_at or one.next_action_at or at for one in kept), default=None)
    earliest = opening_after(last, APART_DAYS, hours=hours) if last else at
    times = due_times(begun_at, weeks, not_before=max(earliest, at), hours=hours)
    first = max((one.number for one in kept), default=0) + 1
    checks = [
        AftercareCheck(
            network_id=plan.network_id,
            plan=plan,
            assessment_id=plan.assessment_id,
            team_id=plan.team_id,
            number=number,
            weeks=week,
            due_at=due,
            next_action_at=due,
        )
        for number, (week, due) in enumerate(zip(weeks, times, strict=True), start=first)
    ]
    AftercareCheck.objects.bulk_create(checks)
    set_clocks(checks)
    return checks


def set_clocks(checks: Sequence[AftercareCheck]) -> None:
    """Each to when somebody is to act."""
    due = [(one.pk, one.next_action_at) for one in checks if one.next_action_at]
    if due:
        schedule(CLOCK, network_id=checks[0].network_id, due=sorted(due))


def cancel_checks(plan: AftercarePlan, *, statuses: Sequence[str] = OPEN) -> None:
    rows = plan.checks.filter(status__in=list(statuses))
    ids = sorted(rows.values_list("pk", flat=True))
    rows.update(status=CheckStatus.CANCELLED, next_action_at=None)
    stop_clocks(ids)


def stop_clocks(check_ids: Sequence[UUID]) -> None:
    cancel(CLOCK, subject_ids=check_ids)
    cancel(MORNING, subject_ids=check_ids)


def go_on(plan: AftercarePlan, *, at: datetime, or_else: EndedHow) -> None:
    """To the next check, not too soon after this one; after the last, the plan has ended."""
    waiting = list(plan.checks.filter(status=CheckStatus.PLANNED).order_by("number"))
    if not waiting:
        end(plan, or_else, at=at)
        return
    hours = hours_of(plan.network_id)
    earliest = opening_after(at, APART_DAYS, hours=hours)
    moved = []
    for check in waiting:
        if check.due_at >= earliest:
            break
        check.due_at = check.next_action_at = earliest
        check.save(update_fields=["due_at", "next_action_at"])
        moved.append(check)
        earliest = opening_after(earliest, APART_DAYS, hours=hours)
    set_clocks(moved)


def end(plan: AftercarePlan, how: EndedHow, *, at: datetime) -> None:
    """Its open checks are not needed any more, and the desk does not read on."""
    cancel_checks(plan)
    plan.status, plan.ended_how, plan.ended_at = PlanStatus.ENDED, how, at
    plan.save(update_fields=["status", "ended_how", "ended_at"])
    close_to_desk(plan, at=at)


def close_to_desk(plan: AftercarePlan, *, at: datetime) -> None:
    """The share that the desk got with the plan, and no other; by whoever holds the plan."""
    if plan.with_desk_since:
        opened = Share.objects.filter(
            assessment=plan.assessment_id, ground=Share.Ground.DESK, referral=None, until=None
        )
        opened.update(until=at)


def made(plan: AftercarePlan) -> bool:
    """Whether anybody has asked already, reached or not."""
    return plan.checks.filter(status__in=CLOSED).exists()
