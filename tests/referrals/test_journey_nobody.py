"""When nobody can help: recorded once, and never a dead end."""

import pytest
from django.test import Client

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import OpeningWatch, UnmetDemand
from organisations.capacity.rules import UnmetReason
from organisations.directory.models import Eligibility
from organisations.members.models import Team
from organisations.places.models import Postcode
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.referrals.journey import begin, chosen, sends, step, told, what
from tests.referrals.pages import browser, text_of
from tests.world import World

FUEL = {"crisis": ["fuel"], "soon_food": "", "soon_fuel": "today"}


def paused(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)


def unmet(world: World) -> list[tuple[list[str], str, str]]:
    with world.acting("coordinator"):
        rows = UnmetDemand.objects.order_by("at", "id")
        return [(row.needs, row.reason, row.ward) for row in rows]


def say_nobody(world: World, client: Client, key: object) -> str:
    answer = client.post(step(world, key, "services"), {"nobody": "yes"}, follow=True)
    assert answer.redirect_chain == [(step(world, key, "nobody"), 302)]
    return text_of(answer)


def test_a_need_that_all_pause_for_is_recorded_with_the_ward(world: World) -> None:
    with enter(system(world.network.pk)):
        Postcode.objects.create(code="E14NS", local_authority="E09000030", ward="E05009326")
    paused(world)
    client = browser(world, "teacher")
    key = begin(world, client, postcode="E1 4NS")
    client.post(step(world, key, "story"), what(**FUEL))

    page = say_nobody(world, client, key)

    assert "Everybody who could help is paused or full: Heating and energy." in page
    assert "Hardship grants" in page
    assert "Paused: On leave" in page
    assert unmet(world) == [(["fuel"], UnmetReason.PAUSED, "E05009326")]


def test_saying_it_again_and_looking_at_the_page_record_nothing_more(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, crisis=["travel"], soon_travel="soon")

    for _ in range(2):
        say_nobody(world, client, key)
        client.get(step(world, key, "nobody"))
        client.get(step(world, key, "services"))

    assert unmet(world) == [(["travel"], UnmetReason.NOBODY, "")]


def test_another_conversation_with_the_same_need_is_another_one(world: World) -> None:
    client = browser(world, "teacher")

    for _ in range(2):
        say_nobody(world, client, told(world, client, crisis=["travel"], soon_travel="soon"))

    assert len(unmet(world)) == 2


def test_a_person_whom_nobody_takes_sees_what_would_have_to_change(world: World) -> None:
    with enter(system(world.network.pk)):
        Eligibility.objects.create(network=world.network, service=world.grants, maximum_age=15)
    client = browser(world, "teacher")
    key = begin(world, client, age_band="25_49")
    client.post(step(world, key, "story"), what(**FUEL))

    page = say_nobody(world, client, key)

    assert "Takes only people aged 15 or under" in page
    assert unmet(world) == [(["fuel"], UnmetReason.RULED_OUT, "")]


def test_everybody_who_was_asked_said_no(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)
    sends(world, client, key, world.advice, world.grants)
    for name, service in (("adviser", world.advice), ("officer", world.grants)):
        with world.acting(name) as actor:
            referral = Referral.objects.get(assessment=key, service=service)
            decline(actor=actor, reference=referral.reference, reason="no_capacity")

    page = say_nobody(world, client, key)

    assert "Everybody who was asked said no: Food." in page
    assert unmet(world) == [(["food"], UnmetReason.DECLINED, "")]


def test_where_somebody_can_help_nothing_is_recorded(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = say_nobody(world, client, key)

    assert "There are services that can help with all of it." in page
    assert unmet(world) == []


def test_what_was_ticked_stays_ticked(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, crisis=["food", "travel"], soon_travel="soon")
    ticked = {"services": [str(world.advice.pk)], "nobody": "yes"}
    client.post(step(world, key, "services"), ticked)

    page = text_of(client.get(step(world, key, "services")))

    assert page.count(" checked") == 1


def test_the_desk_is_named_with_how_to_reach_it(world: World) -> None:
    with world.acting("coordinator"):
        Team.objects.filter(pk=world.desk.pk).update(
            phone="+442079460100", email="desk@example.org"
        )
    client = browser(world, "teacher")
    key = told(world, client, crisis=["travel"], soon_travel="soon")

    page = say_nobody(world, client, key)

    assert "020 7946 0100" in page
    assert "desk@example.org" in page


def test_a_desk_that_cannot_be_reached_is_not_made_up(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, crisis=["travel"], soon_travel="soon")

    page = say_nobody(world, client, key)

    assert "Your network has not said how to reach its desk." in page


def test_to_be_told_when_the_nearest_opens(world: World) -> None:
    paused(world)
    client = browser(world, "teacher")
    key = told(world, client, **FUEL)

    page = text_of(
        client.post(step(world, key, "nobody"), {"watch": str(world.grants.pk)}, follow=True)
    )

    assert "We will email you when it takes referrals again." in page
    with world.acting("teacher"):
        assert OpeningWatch.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "nonsense"])
def test_a_mangled_wish_is_no_wish(world: World, typed: str) -> None:
    client = browser(world, "teacher")
    key = told(world, client, **FUEL)

    answer = client.post(step(world, key, "nobody"), {"watch": typed})

    assert answer["Location"] == step(world, key, "nobody")
    with world.acting("teacher"):
        assert OpeningWatch.objects.count() == 0


def test_it_leads_to_details_of_other_help_for_these_needs(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, crisis=["travel"], soon_travel="soon")

    page = say_nobody(world, client, key)

    assert 'href="/hamlets/signposting/?need=travel&amp;back=' in page
    assert "Amina" not in page.partition("/hamlets/signposting/")[2].partition('"')[0]


def test_the_page_is_the_teams_own(world: World, other_world: World) -> None:
    key = told(world, browser(world, "teacher"))

    others = ("adviser", "coordinator", "manager", "analyst")
    answers = [browser(world, other).get(step(world, key, "nobody")) for other in others]
    elsewhere = browser(other_world, "teacher").get(step(other_world, key, "nobody"))

    assert [answer.status_code for answer in [*answers, elsewhere]] == [404] * 5
