"""Who comes second waits for the first to finish, and then acts on what is true."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from ccs.tenancy.actor import Actor
from organisations.capacity.actions import ServicePaused, set_capacity
from organisations.capacity.models import Capacity
from referrals.referrals.actions import send
from referrals.referrals.models import Referral
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

# Longer than any of these actions takes: who is still not done after it is waiting.
A_WHILE = 0.5


def begun(pool: ThreadPoolExecutor, world: World, name: str, act: Callable[[Actor], Any]) -> Future:
    def run() -> Any:
        try:
            with world.acting(name) as actor:
                return act(actor)
        finally:
            connection.close()

    return pool.submit(run)


def test_a_send_that_meets_an_unfinished_pause_is_refused(world: World) -> None:
    assessment = world.assess()

    with ThreadPoolExecutor(1) as pool:
        with world.acting("adviser") as adviser:
            set_capacity(service_id=world.advice.pk, state="paused", reason="Full", actor=adviser)
            sending = begun(
                pool,
                world,
                "teacher",
                lambda actor: send(
                    actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk]
                ),
            )
            with pytest.raises(TimeoutError):
                sending.result(timeout=A_WHILE)
        with pytest.raises(ServicePaused):
            sending.result(timeout=10)

    with world.acting("teacher"):
        assert Referral.objects.count() == 0


def test_a_pause_that_meets_an_unfinished_send_comes_after_it(world: World) -> None:
    assessment = world.assess()

    with ThreadPoolExecutor(1) as pool:
        with world.acting("teacher") as teacher:
            send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])
            pausing = begun(
                pool,
                world,
                "adviser",
                lambda actor: set_capacity(
                    service_id=world.advice.pk, state="paused", reason="Full", actor=actor
                ),
            )
            with pytest.raises(TimeoutError):
                pausing.result(timeout=A_WHILE)
        pausing.result(timeout=10)

    with world.acting("adviser"):
        assert Referral.objects.get().status == "sent"
        assert Capacity.objects.get(service=world.advice).state == "paused"
