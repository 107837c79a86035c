"""What the scheduler does for aftercare. Done twice, late or on two machines, it is the same."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from networks.calendar.rules import WorkingHours
from referrals.aftercare.actions.planning import CLOCK, MORNING, hours_of
from referrals.aftercare.holding import put_off, restricted_stories
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.queries import open_checks
from referrals.aftercare.reminding import remind, remind_in_the_morning
from referrals.aftercare.rules import (
    APART_DAYS,
    LATE_DAYS,
    OPEN,
    CheckStatus,
    PlanStatus,
    Stage,
)

_SOON: Final = timedelta(minutes=1)


def ring_check(network_id: UUID, check_id: UUID) -> datetime | None:
    """A planned check becomes due; one that is due is reminded of, and later its managers are."""
    now, hours = timezone.now(), hours_of(network_id)
    if (opening := hours.next_moment(now)) > now:
        return opening
    check = AftercareCheck.objects.filter(pk=check_id, status__in=OPEN).first()
    if check is None:
        return None
    # Whoever changes it holds its plan, and sets the clock next: waiting here would be for ever.
    held = AftercarePlan.objects.select_for_update(skip_locked=True, of=("self",))
    plan = held.filter(pk=check.plan_id).first()
    if plan is None:
        return now + _SOON
    check.refresh_from_db()
    if plan.status != PlanStatus.RUNNING or check.next_action_at is None:
        return None
    if check.next_action_at > now:
        return check.next_action_at
    return _ring(check, plan, hours=hours, now=now)


def remind_daily(network_id: UUID, check_id: UUID) -> datetime | None:
    """Those who want one email each morning, of a check that is still to be made."""
    now, hours = timezone.now(), hours_of(network_id)
    if (opening := hours.next_moment(now)) > now:
        return opening
    check = AftercareCheck.objects.filter(pk=check_id, status=CheckStatus.DUE).first()
    if check is not None and check.next_action_at and check.next_action_at <= now:
        remind_in_the_morning(check, Stage.DUE, now=now)
        if _is_late(check, hours=hours, now=now):
            remind_in_the_morning(check, Stage.LATE, now=now)
    return None


def register() -> None:
    registry.register(CLOCK, ring_check)
    registry.register(MORNING, remind_daily)


def _ring(
    check: AftercareCheck, plan: AftercarePlan, *, hours: WorkingHours, now: datetime
) -> datetime | None:
    if restricted_stories([check.assessment_id]):
        # It goes on by itself on the working day after that has ended.
        return put_off(check, 1, hours=hours, now=now)
    if check.status == CheckStatus.PLANNED:
        if open_checks(plan)[0].pk != check.pk:
            # An earlier check is still to be made: nobody is asked twice in one week.
            return put_off(check, APART_DAYS, hours=hours, now=now)
        # Late, it is due from now: nobody is told that they have not done what they never saw.
        check.status, check.next_action_at = CheckStatus.DUE, now
        check.save(update_fields=["status", "next_action_at"])
    if _is_late(check, hours=hours, now=now):
        remind(check, Stage.LATE, hours=hours, now=now)
        return None
    remind(check, Stage.DUE, hours=hours, now=now)
    return hours.after_days(check.next_action_at or now, LATE_DAYS)


def _is_late(check: AftercareCheck, *, hours: WorkingHours, now: datetime) -> bool:
    since = check.next_action_at
    return since is not None and hours.after_days(since, LATE_DAYS) <= now
