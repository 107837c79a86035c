"""The third step of the journey: ranked, explained, and what stands in the way."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import OpeningWatch
from organisations.directory.models import Eligibility, ReferralRoute, Service, ServiceArea
from organisations.places.models import Area, Postcode
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.referrals.journey import agreed, begin, chosen, sends, statuses, step, told, what
from tests.referrals.pages import browser, services, text_of
from tests.world import World

THREE_NEEDS = {
    "crisis": ["food", "fuel"],
    "soon_fuel": "today",
    "underlying": ["benefits"],
    "soon_benefits": "soon",
}


def eligible(world: World, service: Service, **terms: object) -> None:
    with enter(system(world.network.pk)):
        Eligibility.objects.create(network=world.network, service=service, **terms)


def paused(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)


def who_can(world: World, client: Client, key: UUID) -> str:
    return text_of(client.get(step(world, key, "services")))


def folded(page: str) -> str:
    return page.partition("Not right for this person")[2].partition("</details>")[0]


def refused(world: World, client: Client, *, suggested: Service | None = None) -> UUID:
    """The advice line was asked and says no."""
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice)
    with world.acting("adviser") as adviser:
        decline(
            actor=adviser,
            reference=Referral.objects.get(assessment=key).reference,
            reason="no_capacity",
            suggested_service=suggested.pk if suggested else None,
        )
    return key


def test_each_service_says_why_and_what_is_not_known(world: World) -> None:
    eligible(world, world.advice, minimum_age=18, takes_nrpf=True)
    client = browser(world, "teacher")
    key = told(world, client)
    client.post(step(world, key, "services"), {"services": [str(world.advice.pk)]})
    client.post(step(world, key, "agree"), agreed(world.advice))
    client.post(step(world, key, "check"), {"go": "choose_services", "answer_nrpf": "Yes"})

    page = who_can(world, client, key)

    assert "Helps with: Food" in page
    assert "Takes people with no recourse to public funds" in page
    assert "Takes only people aged 18 or over: check their age" in page


def test_who_is_ruled_out_is_folded_with_the_reason_and_can_still_be_asked(world: World) -> None:
    eligible(world, world.grants, maximum_age=15)
    client = browser(world, "teacher")
    key = begin(world, client, age_band="25_49")
    client.post(step(world, key, "story"), what())

    page = who_can(world, client, key)
    answer = client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})

    assert "Takes only people aged 15 or under" in folded(page)
    assert "Hardship grants" in folded(page)
    assert answer["Location"] == step(world, key, "agree")


def test_an_age_band_across_the_limit_rules_nobody_out(world: World) -> None:
    eligible(world, world.grants, minimum_age=18)
    client = browser(world, "teacher")
    key = begin(world, client, age_band="16_24")
    client.post(step(world, key, "story"), what())

    page = who_can(world, client, key)

    assert folded(page) == ""
    assert "Takes only people aged 18 or over: check their age" in page


def test_where_they_live_decides_by_the_postcode(world: World) -> None:
    with enter(system(world.network.pk)):
        Postcode.objects.create(
            code="E14NS",
            local_authority="E09000030",
            ward="E05009326",
            easting=535800,
            northing=182100,
        )
        Area.objects.create(code="E05009326", name="St Dunstan's")
        ServiceArea.objects.create(
            network=world.network, service=world.advice, kind="ward", code="E05009326"
        )
        ServiceArea.objects.create(
            network=world.network, service=world.grants, kind="ward", code="E05000001"
        )
    client = browser(world, "teacher")
    key = begin(world, client, postcode="e1 4ns")
    client.post(step(world, key, "story"), what())

    page = who_can(world, client, key)

    assert "Covers St Dunstan&#39;s" in page
    assert "Does not cover E1 4NS" in folded(page)


def test_the_first_half_of_a_postcode_is_never_guessed_from(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client, postcode="E1")
    client.post(step(world, key, "story"), what())

    page = who_can(world, client, key)

    assert "Enter a full postcode" in page
    assert folded(page) == ""


def test_one_button_ticks_the_services_that_meet_all_the_needs(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, **THREE_NEEDS)
    before = who_can(world, client, key)
    ids = before.partition('name="together"')[0].rpartition('value="')[2].partition('"')[0]
    ids = ids or before.partition('name="together" value="')[2].partition('"')[0]

    after = text_of(client.post(step(world, key, "services"), {"together": ids}, follow=True))

    assert "2 services together can help with all of it" in before
    assert "Crisis advice: Food, Benefits" in before or "Hardship grants: Food, Heating" in before
    assert set(ids.split()) == {str(world.advice.pk), str(world.grants.pk)}
    assert "This is ticked below." in after
    assert after.count(" checked") == 2
    assert statuses(world, key) == ["draft", "draft"]


def test_one_need_has_no_bundle_and_a_set_leaves_out_what_nobody_meets(world: World) -> None:
    client = browser(world, "teacher")
    one = told(world, client)
    more = told(world, client, crisis=["food", "travel"], soon_travel="soon")

    single, several = who_can(world, client, one), who_can(world, client, more)

    assert 'name="together"' not in single
    assert "Nobody in this network offers: Travel costs." in several


def test_a_set_with_an_id_of_elsewhere_ticks_nothing(world: World, other_world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = client.post(
        step(world, key, "services"), {"together": f"{other_world.advice.pk} nonsense"}
    )

    assert "A service you chose cannot take referrals now." in text_of(page)
    assert statuses(world, key) == []


def test_who_waits_for_a_paused_service_keeps_what_is_ticked(world: World) -> None:
    paused(world)
    client = browser(world, "teacher")
    key = told(world, client)

    page = text_of(
        client.post(
            step(world, key, "services"),
            {"services": [str(world.advice.pk)], "watch": str(world.grants.pk)},
            follow=True,
        )
    )

    assert "We will email you when it takes referrals again." in page
    assert "We will email you when this opens." in page
    assert page.count(" checked") == 1
    with world.acting("teacher"):
        assert OpeningWatch.objects.get().service_id == world.grants.pk


def test_a_service_of_another_network_cannot_be_waited_for(
    world: World, other_world: World
) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    answer = client.post(step(world, key, "services"), {"watch": str(other_world.advice.pk)})

    assert answer.status_code == 404


def test_a_service_closed_to_us_is_shown_and_cannot_be_ticked(world: World) -> None:
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(route="named")
        ReferralRoute.objects.create(
            network=world.network,
            service=world.grants,
            organisation_id=world.advice_line.organisation_id,
        )
    client = browser(world, "teacher")
    key = told(world, client)

    page = who_can(world, client, key)
    forced = client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})

    assert "Takes referrals only from organisations that it names" in page
    assert f'value="{world.grants.pk}"' not in page
    assert "A service you chose cannot take referrals now." in text_of(forced)


def test_what_the_decliner_suggests_is_ticked_if_it_fits(world: World) -> None:
    client = browser(world, "teacher")
    key = refused(world, client, suggested=world.grants)

    page = who_can(world, client, key)

    assert "could not take it, and suggests Hardship grants." in page
    assert f'value="{world.grants.pk}" aria-describedby="id_services-facts" checked' in page
    assert "They said no today: We have no room" in folded(page)


def test_what_the_decliner_suggests_is_named_and_not_ticked_if_it_does_not_fit(
    world: World,
) -> None:
    client = browser(world, "teacher")
    key = refused(world, client, suggested=world.grants)
    paused(world)

    page = who_can(world, client, key)

    assert "But it does not fit now: Paused: On leave." in page
    assert " checked" not in page


def test_what_was_chosen_since_is_not_overruled_by_a_suggestion(world: World) -> None:
    client = browser(world, "teacher")
    key = refused(world, client, suggested=world.grants)
    client.post(step(world, key, "services"), {"services": [str(world.debt.pk)]})

    page = who_can(world, client, key)

    assert page.count(" checked") == 1
    assert f'value="{world.debt.pk}"' in page


@pytest.mark.parametrize("query", ["", "?q=service", "?all=yes"])
def test_the_queries_are_the_same_for_few_and_for_many(world: World, query: str) -> None:
    client = browser(world, "teacher")
    key = told(world, client, **THREE_NEEDS)
    address = step(world, key, "services") + query
    late = services(world, 60)[1:]
    with world.acting("adviser"):
        Service.objects.filter(pk__in=[one.pk for one in late]).update(status="draft")
    client.get(address)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    with world.acting("adviser"):
        Service.objects.filter(pk__in=[one.pk for one in late]).update(status="published")
    with CaptureQueriesContext(connection) as many:
        page = text_of(client.get(address))

    assert len(many) == len(few)
    assert page.count('name="services"') <= 50
    assert "There are more. Search by name to find them." in page


def test_the_queries_are_the_same_for_one_need_and_for_many(world: World) -> None:
    client = browser(world, "teacher")
    one, several = told(world, client), told(world, client, **THREE_NEEDS)
    client.get(step(world, one, "services"))

    with CaptureQueriesContext(connection) as few:
        client.get(step(world, one, "services"))
    with CaptureQueriesContext(connection) as many:
        client.get(step(world, several, "services"))

    assert len(many) == len(few)
