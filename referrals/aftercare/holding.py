"""While a record is restricted nobody is asked how they are: what falls due waits."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from networks.calendar.rules import WorkingHours
from referrals.aftercare.actions.planning import set_clocks, stop_clocks
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import CheckStatus, PlanStatus, opening_after
from referrals.clients.models import Share
from referrals.rights.models import Restriction


def restricted_stories(assessment_ids: Collection[UUID]) -> set[UUID]:
    """Those among them that are about somebody whose record is restricted: mostly one query."""
    people = list(Restriction.objects.filter(until=None).values_list("client_id", flat=True))
    if not people:
        return set()
    shares = Share.objects.filter(client__in=people, assessment__in=list(assessment_ids))
    return set(shares.values_list("assessment_id", flat=True))


def hold_checks(assessment_ids: Collection[UUID], *, hours: WorkingHours, at: datetime) -> None:
    """In the system's context: what is due is planned again, and no longer anybody's task."""
    held = AftercarePlan.objects.select_for_update(of=("self",)).order_by("id")
    for plan in held.filter(assessment__in=list(assessment_ids), status=PlanStatus.RUNNING):
        due = list(plan.checks.filter(status=CheckStatus.DUE))
        stop_clocks([one.pk for one in due])
        for check in due:
            check.status = CheckStatus.PLANNED
            put_off(check, 1, hours=hours, now=at)
        set_clocks(due)


def put_off(check: AftercareCheck, days: int, *, hours: WorkingHours, now: datetime) -> datetime:
    check.due_at = check.next_action_at = opening_after(now, days, hours=hours)
    check.save(update_fields=["status", "due_at", "next_action_at"])
    return check.due_at
