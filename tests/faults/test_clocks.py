"""Workers whose clocks are wrong by ten minutes: nobody is told twice, or much too early."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.outbox.actions import claim, enqueue, start_attempt
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.models import new_id
from tests.faults.scenarios.clocks import wrong_clocks
from tests.faults.scenarios.tally import Tally
from tests.faults.together import TIMES
from tests.mail import Mailbox
from tests.referrals.clocks import monday, sent_at, tick
from tests.world import World

pytestmark = pytest.mark.django_db

LEASE = timedelta(minutes=2)
WRONG = timedelta(minutes=10)


def owe(world: World, *, ago: timedelta) -> None:
    with time_machine.travel(timezone.now() - ago):
        enqueue(
            "referral_sent",
            network_id=world.network.pk,
            recipients=[world.people["adviser"].pk],
            subject_id=new_id(),
            event_id=new_id(),
        )


def test_what_a_worker_that_is_behind_has_taken_is_not_taken_from_it(
    world: World, other_world: World
) -> None:
    for _ in range(TIMES):
        owe(world, ago=2 * WRONG)

        with time_machine.travel(timezone.now() - WRONG):
            [held] = claim(limit=50, lease=LEASE)
        taken = claim(limit=50, lease=LEASE)

        assert taken == []
        with time_machine.travel(timezone.now() - WRONG):
            assert start_attempt(held)
        OutboxMessage.objects.update(cancelled_at=timezone.now())


def test_what_a_worker_that_died_had_taken_is_soon_free_whatever_its_clock_said(
    world: World,
) -> None:
    owe(world, ago=2 * WRONG)

    with time_machine.travel(timezone.now() + WRONG):
        claim(limit=50, lease=LEASE)
    with time_machine.travel(timezone.now() + WRONG + LEASE + timedelta(seconds=1)):
        [found] = claim(limit=50, lease=LEASE)

    assert found.attempts == 0


def test_a_team_is_reminded_once_by_workers_that_are_ahead_right_and_behind(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    referral = sent_at(monday(10), world)

    # At half past eleven, at eight minutes to twelve, and at five past: each as three clocks say.
    tick(monday(11, 40), monday(11, 30), monday(11, 20))
    early = len(mailbox.emails)
    tick(monday(12, 2), monday(11, 52), monday(11, 42))
    tick(monday(12, 15), monday(12, 5), monday(11, 55))

    assert early == 0
    assert mailbox.subjects == [f"{referral.reference}: a reminder"] * 2
    assert mailbox.addresses == ["adviser2@hamlets.example", "adviser@hamlets.example"]


def test_over_clock_changes_and_bank_holidays_each_is_reminded_once_and_in_time(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    found = wrong_clocks(world, mailbox, TIMES)

    assert found == Tally(tried=20, struck=20)
