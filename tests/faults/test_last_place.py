"""Twenty want the last place, all in the same moment."""

import pytest
from django.utils import timezone

from ccs.jobs.actions import run_due, schedule
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.capacity.actions import ServiceFull, set_capacity, watch_opening
from organisations.capacity.models import Capacity
from referrals.referrals.actions import decline, send, withdraw
from tests.faults.scenarios.races import CROWD, all_want_it, to_grants
from tests.faults.together import TIMES, problems_in, together
from tests.referrals.places import ask, capacity, limit, taken
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def test_of_twenty_at_once_one_gets_the_last_place_and_the_others_are_told(world: World) -> None:
    limit(world, 1, "total")
    forms = [to_grants(world) for _ in range(CROWD)]
    for _ in range(ROUNDS):
        results = all_want_it(world, forms)

        told = problems_in(results)
        [[won]] = [result for result in results if result not in told]
        assert [type(problem) for problem in told] == [ServiceFull] * (CROWD - 1)
        assert {str(problem).partition(".")[0] for problem in told} == {
            "Hardship grants has no free place now"
        }
        assert taken(world) == [(1, won.pk)]
        assert capacity(world).is_full

        with world.acting("teacher") as teacher:
            withdraw(actor=teacher, reference=won.reference)


def test_of_twenty_at_once_for_five_places_five_get_one_each(world: World) -> None:
    limit(world, 5, "total")
    forms = [to_grants(world) for _ in range(CROWD)]

    results = all_want_it(world, forms)

    won = [result[0].pk for result in results if isinstance(result, list)]
    assert len(problems_in(results)) == CROWD - 5
    assert [number for number, _ in taken(world)] == [1, 2, 3, 4, 5]
    assert {referral for _, referral in taken(world)} == set(won)


def test_the_same_form_sent_twice_at_once_takes_one_place(world: World) -> None:
    limit(world, TIMES + 1, "total")
    for number in range(TIMES):
        form = to_grants(world)

        first, second = together(world, ("teacher", send, form), ("teacher2", send, form))

        assert [one.pk for one in first] == [one.pk for one in second]
        assert len(taken(world)) == number + 1


def test_a_place_that_comes_back_goes_to_who_sends_then_or_to_nobody(world: World) -> None:
    limit(world, 1, "total")
    waiting = to_grants(world)
    [holder] = ask(world, world.assess())
    for _ in range(TIMES):
        declined, sent = together(
            world,
            ("officer", decline, {"reference": holder.reference, "reason": "not_eligible"}),
            ("teacher", send, waiting),
        )

        assert declined.status == "declined"
        if isinstance(sent, ServiceFull):
            assert (taken(world), capacity(world).state) == ([], "limited")
            with world.acting("teacher") as teacher:
                [holder] = send(actor=teacher, **waiting)
        else:
            [holder] = sent
        assert taken(world) == [(1, holder.pk)]
        assert capacity(world).is_full
        waiting = to_grants(world)


def test_a_limit_that_is_lowered_while_people_send_is_never_passed(world: World) -> None:
    for _ in range(TIMES):
        limit(world, 10_000, "total")
        before = len(taken(world))
        lower = {"state": "limited", "places": before + 1, "per": "total"}

        together(
            world,
            ("officer", set_capacity, {"service_id": world.grants.pk, **lower}),
            ("teacher", send, to_grants(world)),
        )

        assert len(taken(world)) == before + 1
        assert capacity(world).is_full


def clock(*, actor: Actor) -> int:
    """What the scheduler does every minute."""
    return run_due(limit=10)


def test_the_clock_and_a_person_who_open_it_at_once_tell_who_waited_once(world: World) -> None:
    for _ in range(TIMES):
        with world.acting("officer") as officer:
            set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="No")
        with world.acting("teacher") as teacher:
            watch_opening(service_id=world.grants.pk, actor=teacher)
        with enter(system(world.network.pk)):
            Capacity.objects.filter(service=world.grants).update(reopens_on=timezone.localdate())
            due = [(world.grants.pk, timezone.now())]
            schedule("capacity_reopen", network_id=world.network.pk, due=due)

        opened, _done = together(
            world,
            ("officer", set_capacity, {"service_id": world.grants.pk, "state": "open"}),
            ("teacher", clock, {}),
        )

        assert (opened.state, capacity(world).state) == ("open", "open")
        assert not Job.objects.filter(kind="capacity_reopen").exists()
    assert OutboxMessage.objects.filter(template="service_opened").count() == TIMES
