import time
from collections import Counter

import pytest

from ccs.outbox.models import OutboxMessage
from referrals.referrals.actions import accept
from tests.faults.processes import kill, works

PATIENCE = 60
QUICKLY = {"OUTBOX_LEASE_SECONDS": "6", "OUTBOX_SWEEP_SECONDS": "1", "EMAIL_TIMEOUT_SECONDS": "2"}


def wait_until(happened, worker):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert worker.alive, worker.last_words()
        assert time.monotonic() < deadline, worker.last_words()
        time.sleep(0.1)


def owe_six_emails(world):
    """Two referrals, each told to two advisers and, once accepted, to who sent it."""
    for referral in [*world.refer(), *world.refer()]:
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
    return set(OutboxMessage.objects.values_list("message_id", flat=True))


def all_are_sent():
    return not OutboxMessage.objects.filter(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("hold", "repeats"), [("MAIL", 0), ("DATA", 1)])
def test_every_email_goes_out_though_a_worker_is_killed_and_redis_emptied(
    world, mailbox, tmp_path, hold, repeats
):
    owed = owe_six_emails(world)
    mailbox.hold = hold

    with works(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}", **QUICKLY) as running:
        running.scheduler()
        doomed = running.worker()
        wait_until(mailbox.approached.is_set, doomed)
        kill(doomed)
        running.empty_the_queue()
        mailbox.answer()
        wait_until(all_are_sent, running.worker())

    arrived = Counter(email["Message-ID"] for email in mailbox.emails)
    assert len(owed) == 6
    assert set(arrived) == owed
    assert sum(arrived.values()) == 6 + repeats
