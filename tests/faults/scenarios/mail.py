"""A mail server that is away for an hour, never answers, or does not let go."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from tests.faults.scenarios.tally import Tally, told_twice
from tests.mail import Mailbox
from tests.world import World

HOUR = 60
# The longest that an email waits after a try that failed.
LATEST = 3 * HOUR


def an_hour_of(
    world: World,
    mailbox: Mailbox,
    times: int,
    *,
    goes_away: Callable[[], None],
    comes_back: Callable[[], None],
    sweeps: int = HOUR,
) -> Tally:
    """Each of `times` referrals is told to two advisers; a worker looks `sweeps` times an hour.

    `doubled` counts an email that came again under another Message-ID; `untold` what came again
    under its own, which a mailbox shows once.
    """
    tally, begun = Tally(), timezone.now()
    mailbox.emails.clear()
    for _ in range(times):
        world.refer()
    owed = ids_of(sent_at=None)
    goes_away()
    failed: set[str] = set()
    for number in range(LATEST * sweeps // HOUR):
        if number == sweeps:
            # After one that failed the others of a batch wait without a try of their own.
            tried = ids_of(attempts__gt=0)
            failed = tried | ids_of(sent_at=None) if tried else tried
            comes_back()
        with time_machine.travel(begun + timedelta(hours=number / sweeps), tick=False):
            deliver()
    arrived = Counter(email["Message-ID"] for email in mailbox.emails)
    for one in owed:
        tally.count(min(arrived[one], 1), told=arrived[one] <= 1, struck=one in failed)
    tally.doubled += len(set(arrived) - owed) + told_twice()
    return tally


def ids_of(**told: Any) -> set[str]:
    return set(OutboxMessage.objects.filter(**told).values_list("message_id", flat=True))
