"""Two at once about the aftercare of one person: it happens once, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict
from referrals.aftercare.actions import finish_check, lock_check
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.referrals.actions import accept, close
from tests.faults.together import problems_in, together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


def finish(*, actor: Actor, check_id: UUID) -> None:
    check = lock_check(actor=actor, check_id=check_id)
    finish_check(check, actor=actor, at=timezone.now(), go_on=True)


def both_accepted(world: World) -> list[str]:
    advice, grants = world.refer(world.advice, world.grants)
    for referral, name in ((advice, "adviser"), (grants, "officer")):
        with world.acting(name) as actor:
            accept(actor=actor, reference=referral.reference)
    return [advice.reference, grants.reference]


def ended(world: World) -> list[AftercareCheck]:
    """The checks of a conversation whose two referrals end in the same moment."""
    advice, grants = both_accepted(world)
    results = together(
        world,
        ("adviser", close, {"reference": advice, "outcome": "helped_in_part"}),
        ("officer", close, {"reference": grants, "outcome": "helped_in_part"}),
    )
    assert problems_in(results) == []
    with enter(system(world.network.pk)):
        plan = AftercarePlan.objects.latest("created_at")
        assert plan.status == "running"
        return list(plan.checks.order_by("number"))


def test_two_last_referrals_that_end_at_once_begin_one_plan(world: World) -> None:
    for _ in range(TIMES):
        assert [check.number for check in ended(world)] == [1, 2, 3]


def test_of_two_who_write_one_check_down_the_second_is_told(world: World) -> None:
    for _ in range(TIMES):
        first, *_others = ended(world)

        results = together(
            world,
            ("teacher", finish, {"check_id": first.pk}),
            ("teacher2", finish, {"check_id": first.pk}),
        )

        assert [type(problem) for problem in problems_in(results)] == [Conflict]


def test_two_schedulers_make_each_check_due_once(world: World) -> None:
    checks = [ended(world)[0] for _ in range(TIMES)]
    OutboxMessage.objects.all().delete()
    Job.objects.exclude(kind="aftercare_clock").delete()
    barrier = Barrier(2)

    def run(_: int) -> int:
        barrier.wait(timeout=10)
        try:
            return run_due(limit=50)
        finally:
            connection.close()

    with time_machine.travel(checks[-1].due_at + timedelta(hours=1), tick=False):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, range(2)))
        run_due(limit=50)

    with enter(system(world.network.pk)):
        due = AftercareCheck.objects.filter(status="due")
        assert due.count() == TIMES
    assert OutboxMessage.objects.filter(template="aftercare_due").count() == 2 * TIMES
