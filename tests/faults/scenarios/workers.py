"""kill -9 of the worker while emails go out, and a queue that is emptied."""

import time
from collections import Counter
from collections.abc import Callable

from django.utils import timezone

from ccs.embedded.processes import Child
from ccs.outbox.models import OutboxMessage
from tests.faults.processes import kill
from tests.faults.scenarios.kills import Site
from tests.faults.scenarios.mail import ids_of
from tests.faults.scenarios.tally import Tally, told_twice
from tests.mail import Mailbox

PATIENCE = 120
# What the processes are told, so that nobody waits two minutes for a lease to end.
QUICKLY = {"OUTBOX_LEASE_SECONDS": "6", "OUTBOX_SWEEP_SECONDS": "1", "EMAIL_TIMEOUT_SECONDS": "2"}
# Emails that are owed each time, at most: as many as a worker takes at once.
OWED = 50


def worker_is_killed(site: Site, mailbox: Mailbox, times: int, *, hold: str) -> Tally:
    """Before the mail server took the first email (MAIL), or after it did and said nothing (DATA).

    In the second case that one comes again under its own Message-ID, which a mailbox shows once;
    a second repeat at the same kill would be one too many.
    """
    tally = Tally()
    each = min(times, OWED)
    for _ in range(times // each):
        owed = owe(site, each)
        mailbox.keep_waiting(hold)
        before = timezone.now()
        scheduler, doomed = site.running.scheduler(), site.running.worker()
        wait_until(mailbox.approached.is_set, doomed)
        kill(doomed)
        # What it had taken for itself and not yet sent.
        struck = ids_of(sent_at=None, available_at__gt=before)
        site.running.empty_the_queue()
        mailbox.answer()
        goes_out(site, scheduler)
        arrived(tally, mailbox, owed, struck, repeats=int(hold == "DATA"))
    tally.doubled += told_twice()
    return tally


def queue_is_emptied(site: Site, mailbox: Mailbox, times: int) -> Tally:
    """Before any worker has looked; who was signed in still is."""
    tally = Tally()
    mailbox.answer()
    each = min(times, OWED)
    for _ in range(times // each):
        owed = owe(site, each)
        lost = site.running.empty_the_queue()
        tally.untold += site.home() != 200
        goes_out(site, site.running.scheduler())
        arrived(tally, mailbox, owed, owed if lost else set())
    tally.doubled += told_twice()
    return tally


def owe(site: Site, count: int) -> set[str]:
    """An email for each of so many that are accepted now, and nothing else."""
    referrals = [site.world.refer()[0] for _ in range(count)]
    OutboxMessage.objects.filter(sent_at=None).update(cancelled_at=timezone.now())
    for referral in referrals:
        site.accept(referral)
    owed = unsent()
    assert len(owed) == count
    return owed


def unsent() -> set[str]:
    return ids_of(sent_at=None, cancelled_at=None)


def goes_out(site: Site, scheduler: Child) -> None:
    worker = site.running.worker()
    wait_until(lambda: not unsent(), worker)
    kill(worker)
    kill(scheduler)


def arrived(
    tally: Tally, mailbox: Mailbox, owed: set[str], struck: set[str], *, repeats: int = 0
) -> None:
    found = Counter(email["Message-ID"] for email in mailbox.emails)
    mailbox.emails.clear()
    for one in owed:
        tally.count(min(found[one], 1), struck=one in struck)
    again = sum(found[one] - 1 for one in owed if found[one])
    tally.untold += max(again - repeats, 0)
    tally.doubled += len(set(found) - owed)


def wait_until(happened: Callable[[], bool], worker: Child) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert worker.alive, worker.last_words()
        assert time.monotonic() < deadline, worker.last_words()
        time.sleep(0.1)
