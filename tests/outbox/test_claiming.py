from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from ccs.outbox import actions
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from tests.outbox.conftest import NETWORK

LEASE = timedelta(minutes=2)


def greet(*members):
    actions.enqueue(
        "greeting", network_id=NETWORK, recipients=members, subject_id=uuid4(), event_id=uuid4()
    )


def deliver_in_a_thread(_):
    try:
        deliver()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_email_once(mailbox, office):
    people = [f"person{number}@example.org" for number in range(40)]
    greet(*[office.member(person) for person in people])

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(deliver_in_a_thread, range(8)))

    assert mailbox.addresses == sorted(people)


@pytest.mark.django_db
def test_what_one_worker_took_another_does_not_see(office):
    greet(office.member("amal@example.org"))

    first = actions.claim(limit=10, lease=LEASE)
    second = actions.claim(limit=10, lease=LEASE)

    assert (len(first), len(second)) == (1, 0)


@pytest.mark.django_db
def test_a_worker_whose_lease_ran_out_neither_sends_nor_marks(office):
    greet(office.member("amal@example.org"))
    [slow] = actions.claim(limit=10, lease=LEASE)
    OutboxMessage.objects.update(available_at=timezone.now())
    actions.claim(limit=10, lease=LEASE)

    started = actions.start_attempt(slow)
    actions.mark_sent(slow)

    row = OutboxMessage.objects.get()
    assert started is False
    assert (row.sent_at, row.attempts) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_owes_nothing(office):
    member = office.member("amal@example.org")

    with transaction.atomic():
        greet(member)
        transaction.set_rollback(True)

    assert OutboxMessage.objects.count() == 0
