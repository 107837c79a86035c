from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from organisations.capacity.actions import ServiceFull, ServicePaused, give_back_place, set_capacity
from organisations.capacity.models import Place
from organisations.directory.models import ReferralRoute, Service
from referrals.referrals.actions import decline, send, withdraw
from referrals.referrals.models import Referral
from tests.referrals.places import ask, capacity, limit, taken
from tests.world import World, ids_of

# A Wednesday, by day.
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_sending_to_a_limited_service_takes_a_place(world: World) -> None:
    limit(world, 2)

    [referral] = ask(world, world.assess())

    assert taken(world) == [(1, referral.pk)]
    assert capacity(world).state == "limited"


def test_sending_to_an_open_service_takes_none(world: World) -> None:
    ask(world, world.assess())

    assert taken(world) == []


def test_at_its_last_place_a_service_pauses_itself_until_the_next_week(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        limit(world, 1)

        ask(world, world.assess())

    full = capacity(world)
    assert (full.state, full.is_full, full.reason) == ("paused", True, "")
    assert (full.reopens_on, full.reopens_as) == (date(2026, 11, 23), "limited")


@pytest.mark.parametrize(("per", "opens"), [("day", date(2026, 11, 19)), ("total", None)])
def test_or_until_the_next_day_or_for_good(world: World, per: str, opens: date | None) -> None:
    with time_machine.travel(NOON, tick=False):
        limit(world, 1, per)

        ask(world, world.assess())

    assert capacity(world).reopens_on == opens


def test_nothing_at_all_is_sent_when_one_of_several_is_full(world: World) -> None:
    limit(world, 1)
    ask(world, world.assess())
    assessment = world.assess()

    with world.acting("teacher") as teacher, pytest.raises(ServiceFull) as refusal:
        send(
            actor=teacher,
            assessment_id=assessment.pk,
            service_ids=[world.advice.pk, world.grants.pk],
        )

    with world.acting("teacher"):
        assert Referral.objects.filter(assessment=assessment).count() == 0
    assert refusal.value.service_ids == [world.grants.pk]
    assert str(refusal.value) == (
        "Hardship grants has no free place now. Nothing was sent."
        " Choose another service or take it out."
    )


def test_a_service_that_was_paused_by_hand_is_not_called_full(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
    assessment = world.assess()

    with pytest.raises(ServicePaused) as refusal:
        ask(world, assessment)

    assert refusal.value.code == "service_paused"


def test_the_same_form_sent_twice_keeps_one_place(world: World) -> None:
    limit(world, 2)
    assessment = world.assess()

    first, second = ask(world, assessment), ask(world, assessment)

    assert ids_of(first) == ids_of(second)
    assert taken(world) == [(1, first[0].pk)]


def test_a_refusal_gives_the_place_back_and_opens_the_service(world: World) -> None:
    limit(world, 1)
    [referral] = ask(world, world.assess())

    with world.acting("officer") as officer:
        decline(actor=officer, reference=referral.reference, reason="not_eligible")

    assert taken(world) == []
    assert (capacity(world).state, capacity(world).is_full) == ("limited", False)


def test_a_withdrawal_gives_it_back_too_and_the_next_takes_its_number(world: World) -> None:
    limit(world, 2)
    [first], [second] = ask(world, world.assess()), ask(world, world.assess())

    with world.acting("teacher") as teacher:
        withdraw(actor=teacher, reference=first.reference)
    [third] = ask(world, world.assess())

    assert taken(world) == [(1, third.pk), (2, second.pk)]
    assert capacity(world).is_full


def test_a_place_goes_back_to_the_week_it_came_from(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        limit(world, 1)
        [last_week] = ask(world, world.assess())
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        limit(world, 1)
        ask(world, world.assess())

        with world.acting("officer") as officer:
            decline(actor=officer, reference=last_week.reference, reason="not_eligible")

    assert capacity(world).is_full


def test_giving_back_twice_gives_back_once(world: World) -> None:
    limit(world, 1)
    [referral] = ask(world, world.assess())

    give_back_place(network_id=world.network.pk, referral_id=referral.pk)
    [other] = ask(world, world.assess())
    give_back_place(network_id=world.network.pk, referral_id=referral.pk)

    assert taken(world) == [(1, other.pk)]


def test_a_place_that_comes_back_does_not_end_a_pause_by_hand(world: World) -> None:
    limit(world, 1)
    [referral] = ask(world, world.assess())
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
        decline(actor=officer, reference=referral.reference, reason="not_eligible")

    paused = capacity(world)

    assert (paused.state, paused.reason, paused.reopens_as) == ("paused", "Leave", "limited")


def test_the_database_itself_sells_no_place_twice(world: World) -> None:
    limit(world, 5)
    ask(world, world.assess())

    with enter(system(world.network.pk)):
        [place] = Place.objects.all()
        place.pk, place.referral_id = new_id(), new_id()
        with pytest.raises(IntegrityError, match="place_never_oversold"):
            place.save(force_insert=True)


def test_the_desk_takes_a_place_without_an_organisation(world: World) -> None:
    limit(world, 1)

    [referral] = world.refer(world.grants, by="coordinator")

    assert taken(world) == [(1, referral.pk)]


def restrict(world: World, route: str, **said: object) -> None:
    """To the school, under what is said."""
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(route=route)
        ReferralRoute.objects.create(
            network=world.network,
            service=world.grants,
            organisation_id=world.school.organisation_id,
            **said,
        )


@pytest.mark.parametrize(
    "dates",
    [
        {},
        {"starts_on": date(2026, 11, 18)},
        {"ends_on": date(2026, 11, 18)},
        {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)},
    ],
)
def test_who_is_named_may_refer(world: World, dates: dict[str, date]) -> None:
    restrict(world, "named", **dates)

    with time_machine.travel(NOON, tick=False):
        sent = ask(world, world.assess())

    assert len(sent) == 1


@pytest.mark.parametrize(
    "dates", [{"starts_on": date(2026, 11, 19)}, {"ends_on": date(2026, 11, 17)}]
)
def test_but_only_on_the_days_of_the_contract(world: World, dates: dict[str, date]) -> None:
    restrict(world, "contract", places=5, **dates)

    with time_machine.travel(NOON, tick=False), pytest.raises(Problem) as refusal:
        ask(world, world.assess())

    assert refusal.value.field == "services"


def test_who_is_not_named_is_told_so(world: World) -> None:
    restrict(world, "named")
    assessment = world.assess(by="adviser")

    with world.acting("adviser") as adviser, pytest.raises(Problem) as refusal:
        send(actor=adviser, assessment_id=assessment.pk, service_ids=[world.grants.pk])

    assert str(refusal.value) == (
        "Hardship grants takes referrals only from organisations it has named,"
        " and yours is not one of them today."
    )


def test_places_under_a_contract_are_counted_for_the_organisation(world: World) -> None:
    restrict(world, "contract", places=1)
    [referral] = ask(world, world.assess())

    with pytest.raises(ServiceFull) as refusal:
        ask(world, world.assess())

    assert str(refusal.value).startswith(
        "Your organisation has used all its places with Hardship grants."
    )
    assert taken(world) == [(None, referral.pk)]
    assert capacity(world).state == "open"


def test_a_place_under_a_contract_comes_back(world: World) -> None:
    restrict(world, "contract", places=1)
    [referral] = ask(world, world.assess())
    with world.acting("officer") as officer:
        decline(actor=officer, reference=referral.reference, reason="not_eligible")

    again = ask(world, world.assess())

    assert len(again) == 1


def test_places_of_an_earlier_contract_do_not_count(world: World) -> None:
    restrict(world, "contract", places=1)
    with time_machine.travel(NOON, tick=False):
        ask(world, world.assess())
    with enter(system(world.network.pk)):
        ReferralRoute.objects.all().delete()
    restrict(world, "contract", places=1, starts_on=date(2026, 11, 19))

    with time_machine.travel(datetime(2026, 11, 19, 0, 30, tzinfo=UTC), tick=False):
        sent = ask(world, world.assess())

    assert len(sent) == 1
