"""Setting a referral's clock. Every move does, in its own transaction."""

from typing import Final

from ccs.jobs.actions import cancel, schedule
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.clocks.rules import first_ring
from referrals.referrals.models import Referral

# The job that reminds: its subject is the referral.
CLOCK: Final = "referral_clock"


def set_clock(referral: Referral, *, hours: WorkingHours | None = None) -> None:
    """From its last change to its next-action time; a referral without one has no clock."""
    hours = hours or working_hours(network_by_id(referral.network_id))
    due = referral.next_action_at
    first = (
        first_ring(referral.status, start=referral.changed_at, due=due, hours=hours)
        if due
        else None
    )
    if first is None:
        cancel(CLOCK, subject_ids=[referral.pk])
    else:
        schedule(CLOCK, network_id=referral.network_id, due=[(referral.pk, first)])
