"""What the scheduler does for the clocks. Done twice or late, it comes to the same."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from networks.networks.queries import network_by_id, working_hours
from referrals.clocks.actions import CLOCK, NEED_CLOCK
from referrals.clocks.checking import CHECK, REPORT, check, report
from referrals.clocks.models import Reminder
from referrals.clocks.needs import ring_need_clock
from referrals.clocks.reminding import EMAIL, escalate, remind
from referrals.clocks.rules import STAGES, Stage, is_escalated, ring_now
from referrals.referrals.models import Referral

_SOON: Final = timedelta(minutes=1)


def ring_clock(network_id: UUID, referral_id: UUID) -> datetime | None:
    """Remind of a referral, or pass it to the desk; a clock that rings at night waits."""
    now, network = timezone.now(), network_by_id(network_id)
    hours = working_hours(network)
    if (opening := hours.next_moment(now)) > now:
        return opening
    # Whoever moves it holds it, and sets the clock next: waiting for them here would be for ever.
    held = Referral.objects.select_for_update(skip_locked=True, of=("self",))
    referral = held.filter(pk=referral_id).first()
    if referral is None:
        return now + _SOON if Referral.objects.filter(pk=referral_id).exists() else None
    if referral.next_action_at is None or _is_the_desks(referral):
        return None
    ring = ring_now(
        STAGES.get(referral.status, ()), due=referral.next_action_at, now=now, hours=hours
    )
    if ring.stage == Stage.ESCALATED:
        escalate(referral, network=network, now=now)
    elif ring.stage:
        remind(referral, ring.stage, hours=hours, now=now)
    return ring.again


def email_reminders(network_id: UUID, member_id: UUID) -> datetime | None:
    """Everything that waits for one person, in one email; never at night."""
    now = timezone.now()
    opening = working_hours(network_by_id(network_id)).next_moment(now)
    if opening > now:
        return opening
    email_id = new_id()
    waiting = Reminder.objects.filter(member=member_id, told_at=None)
    if waiting.update(told_at=now, email_id=email_id):
        enqueue(
            "reminders",
            network_id=network_id,
            recipients=[member_id],
            subject_id=member_id,
            event_id=email_id,
        )
    return None


def register() -> None:
    registry.register(CLOCK, ring_clock)
    registry.register(NEED_CLOCK, ring_need_clock)
    registry.register(EMAIL, email_reminders)
    registry.register(CHECK, check)
    registry.register(REPORT, report)


def _is_the_desks(referral: Referral) -> bool:
    return is_escalated(
        status=referral.status,
        owner=referral.owner_team_id,
        from_team=referral.from_team_id,
        to_team=referral.to_team_id,
    )
