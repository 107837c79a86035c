"""Looking through all plans every night: whose team is gone, and what would wait on nobody."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ccs.jobs.models import Job
from networks.calendar.rules import WorkingHours
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import TeamRole
from referrals.aftercare.actions.checking import close_missed
from referrals.aftercare.actions.handing import hand_over_plans
from referrals.aftercare.actions.planning import CLOCK, end, make_checks, set_clocks
from referrals.aftercare.holding import restricted_stories
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import (
    LATE_DAYS,
    MISSED_AFTER,
    OPEN,
    CheckStatus,
    EndedHow,
    PlanStatus,
)


def sweep(network_id: UUID, *, hours: WorkingHours) -> None:
    """In the system's context. What somebody is working on is left for the next night."""
    for team_id in _gone(network_id):
        hand_over_plans(network_id, team_id)
    now = timezone.now()
    _end_forgotten(network_id, now=now)
    _go_on(network_id, now=now)
    _wind_up(network_id, hours=hours, now=now)


def _gone(network_id: UUID) -> list[UUID]:
    """Teams with a running plan that have closed, or left, or in which nobody works."""
    running = AftercarePlan.objects.filter(network_id=network_id, status=PlanStatus.RUNNING)
    owners = set(running.values_list("team", flat=True).distinct())
    teams = Team.objects.filter(pk__in=owners, is_desk=False)
    left = Organisation.objects.filter(network_id=network_id).exclude(left_on=None)
    merged = dict(teams.exclude(merged_into=None).values_list("pk", "merged_into"))
    closed = set(teams.exclude(closed_on=None).values_list("pk", flat=True)) - set(merged)
    closed |= set(teams.filter(organisation__in=left).values_list("pk", flat=True))
    here = Membership.objects.filter(network_id=network_id, left_at=None)
    working = TeamRole.objects.filter(network_id=network_id, user__in=here.values("user_id"))
    asked = owners | set(merged.values())
    manned = set(working.filter(content_object__in=asked).values_list("content_object", flat=True))
    manned |= {pk for pk, into in merged.items() if into in manned}
    return sorted(one.pk for one in teams if one.pk in closed or one.pk not in manned)


def _end_forgotten(network_id: UUID, *, now: datetime) -> None:
    """What nobody has made so long after it was due, or last tried, is over: not made in time.

    The plan goes on to its next check, or ends: it would hold the record for ever.
    """
    rows = AftercareCheck.objects.filter(network_id=network_id, status=CheckStatus.DUE)
    forgotten = rows.filter(next_action_at__lte=now - MISSED_AFTER)
    waiting = restricted_stories(forgotten.values_list("assessment_id", flat=True))
    held = AftercarePlan.objects.select_for_update(skip_locked=True, of=("self",))
    for check in forgotten.exclude(assessment__in=waiting).order_by("id"):
        plan = held.filter(pk=check.plan_id, status=PlanStatus.RUNNING).first()
        check.refresh_from_db()
        if plan is not None and check.status == CheckStatus.DUE:
            close_missed(check, plan, at=now)


def _go_on(network_id: UUID, *, now: datetime) -> None:
    """A running plan always has an open check: one that has none gets its next, or has ended."""
    waiting = AftercareCheck.objects.filter(plan=OuterRef("pk"), status__in=OPEN)
    held = AftercarePlan.objects.select_for_update(skip_locked=True, of=("self",))
    running = held.filter(network_id=network_id, status=PlanStatus.RUNNING)
    for plan in running.filter(~Exists(waiting)):
        if not make_checks(plan, at=now):
            end(plan, EndedHow.FINISHED, at=now)


def _wind_up(network_id: UUID, *, hours: WorkingHours, now: datetime) -> None:
    """Clocks that stopped are set again. After the last reminder a check has none, and is late."""
    clocks = Job.objects.filter(kind=CLOCK, subject_id=OuterRef("pk"))
    rows = AftercareCheck.objects.filter(network_id=network_id, status__in=OPEN)
    stopped = rows.filter(~Exists(clocks))
    told = hours.days_before(now, LATE_DAYS)
    set_clocks(
        [
            one
            for one in stopped
            if one.status == CheckStatus.PLANNED
            or (one.next_action_at is not None and one.next_action_at > told)
        ]
    )
