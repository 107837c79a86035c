"""Setting a referral's clock, and an open need's. Every move does, in its own transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from ccs.jobs.actions import cancel, schedule
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.assessments.models import OpenNeed
from referrals.clocks.rules import NEED_STAGES, STAGES, first_ring
from referrals.referrals.models import Referral

# The jobs that remind: the subject of one is the referral, of the other the open need.
CLOCK: Final = "referral_clock"
NEED_CLOCK: Final = "open_need_clock"


def set_clock(referral: Referral, *, hours: WorkingHours | None = None) -> None:
    """From its last change to its next-action time; a referral without one has no clock."""
    hours = hours or working_hours(network_by_id(referral.network_id))
    due = referral.next_action_at
    first = (
        first_ring(STAGES.get(referral.status, ()), start=referral.changed_at, due=due, hours=hours)
        if due
        else None
    )
    if first is None:
        cancel(CLOCK, subject_ids=[referral.pk])
    else:
        schedule(CLOCK, network_id=referral.network_id, due=[(referral.pk, first)])


def set_need_clock(need: OpenNeed, *, since: datetime, hours: WorkingHours) -> None:
    """From when it was left open to when other help should be found."""
    first = first_ring(NEED_STAGES, start=since, due=need.due_at, hours=hours)
    if first:
        schedule(NEED_CLOCK, network_id=need.network_id, due=[(need.pk, first)])


def clear_need_clocks(need_ids: Iterable[UUID]) -> None:
    """Once they are settled, whichever way."""
    cancel(NEED_CLOCK, subject_ids=need_ids)
