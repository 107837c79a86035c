import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.models import Network
from organisations.capacity.actions import set_capacity
from organisations.directory.models import Eligibility, ReferralRoute, Service, ServiceArea
from organisations.members.models import Organisation
from organisations.places.models import Area, Postcode
from tests.referrals.pages import browser, home, services, text_of
from tests.world import World


def found(world: World, query: str = "") -> str:
    return text_of(browser(world, "teacher").get(f"{home(world)}services/{query}"))


def part(world: World, model: type, service: Service, **values: object) -> None:
    with enter(system(world.network.pk)):
        model.objects.create(network_id=world.network.pk, service=service, **values)


def pause(world: World) -> None:
    with world.acting("adviser") as adviser:
        set_capacity(service_id=world.advice.pk, state="paused", reason="Flooded", actor=adviser)


def postcode(code: str, **values: object) -> None:
    with enter(Context(role=Role.SYSTEM)):
        Postcode.objects.create(code=code, **values)
        Area.objects.bulk_create(
            [Area(code="E09000030", name="Tower Hamlets"), Area(code="E05009326", name="Bow East")],
            ignore_conflicts=True,
        )


def test_each_service_says_what_speaks_for_it(world: World, other_world: World) -> None:
    postcode(
        "E14NS", local_authority="E09000030", ward="E05009326", easting=535800, northing=182100
    )
    part(world, ServiceArea, world.advice, kind="ward", code="E05009326")
    part(world, Eligibility, world.advice, takes_nrpf=True, minimum_age=18)

    page = found(world, "?need=food&near=e1+4ns&nrpf=yes&age=25_64")

    assert "Helps with: Food" in page
    assert "Open, confirmed today" in page
    assert "Covers Bow East" in page
    assert "Takes people with no recourse to public funds" in page
    assert "Takes people aged 18 or over" in page


def test_what_stands_against_a_service_is_folded_and_said(world: World) -> None:
    pause(world)
    part(world, Eligibility, world.grants, takes_nrpf=False)

    page = found(world, "?need=food&nrpf=yes")

    assert "No service fits all of this" in page
    assert "Not right for this person, or not open now (2)" in page
    assert "Paused: Flooded" in page
    assert "Does not take people with no recourse to public funds" in page


def test_who_is_not_open_can_be_left_out(world: World) -> None:
    pause(world)

    page = found(world, "?need=food&open=on")

    assert "Hardship grants" in page
    assert "Crisis advice" not in page


def test_several_needs_are_met_together(world: World) -> None:
    page = found(world, "?need=food&need=fuel&need=cash&behind=debt")

    assert "These 2 together meet all 4 needs" in page
    assert (
        f'<a class="govuk-link" href="/hamlets/services/{world.advice.pk}/">Crisis advice</a>:'
        in page
    )


def test_needs_that_nobody_meets_are_named(world: World) -> None:
    page = found(world, "?need=food&need=travel&behind=debt")

    assert "Nobody here offers: Travel costs" in page
    assert "This service meets 2 of the 3 needs" in page
    assert "Nobody fits for: Travel costs" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("E1 4NX", "We do not know the postcode E1 4NX. Check it, or choose an area by name."),
        ("E14NT", "The postcode E1 4NT is no longer in use. Choose an area by name."),
        ("E1", "Enter a full postcode, like E1 4NS, or choose an area by name."),
    ],
)
def test_a_postcode_that_is_none_offers_areas_by_name(world: World, typed: str, told: str) -> None:
    postcode("E14NT", local_authority="E09000030", terminated="202401")
    part(world, ServiceArea, world.advice, kind="ward", code="E05009326")

    page = found(world, f"?near={typed}")

    assert "There is a problem" in page
    assert told in page
    assert '<option value="E05009326">Bow East</option>' in page
    assert "Hardship grants" in page


def test_an_area_chosen_by_name_decides_as_far_as_it_can(world: World) -> None:
    postcode("E14NS", local_authority="E09000030", ward="E05009326")
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(area_codes=["E09000030"])
    part(world, ServiceArea, world.advice, kind="ward", code="E05009326")
    part(world, ServiceArea, world.debt, kind="authority", code="E09000030")
    part(world, ServiceArea, world.grants, kind="ward", code="E05009999")

    ward = found(world, "?area=E05009326")
    council = found(world, "?area=E09000030")

    assert ("Covers Bow East" in ward, "Covers Tower Hamlets" in ward) == (True, True)
    assert "Does not cover Bow East" in ward
    assert "Covers Tower Hamlets" in council
    assert council.count("Covers a part of the area: enter the postcode to know") == 2


@pytest.mark.parametrize("wrong", ["near=E1", "near=E1+4NX", "near=%00", "age=nonsense", "area=X"])
def test_an_answer_that_makes_no_sense_leaves_the_others_as_asked(world: World, wrong: str) -> None:
    page = found(world, f"?q=nothingofthekind&{wrong}")

    assert "There is a problem" in page
    assert "No service found" in page


def test_a_link_may_name_needs_and_postcode_as_the_public_pages_do(world: World) -> None:
    page = found(world, "?need=debt&postcode=E1+4NS")

    assert "Choose an answer from the list" not in page
    assert 'value="debt" checked' in page
    assert 'value="E1 4NS"' in page


def test_choosing_an_area_by_name_keeps_what_was_asked(world: World) -> None:
    page = found(world, "?q=advice&need=food")

    assert 'href="?q=advice&amp;need=food&amp;by_name=1"' in page
    assert 'name="area"' in found(world, "?q=advice&need=food&by_name=1")


def test_words_that_mean_a_need_lead_to_it(world: World) -> None:
    page = found(world, "?q=heating")

    assert "Search by need instead:" in page
    assert 'href="/hamlets/services/?need=fuel"' in page


def test_more_than_a_page_of_services_comes_in_pages(world: World) -> None:
    services(world, 30)

    first, second = found(world, "?need=food"), found(world, "?need=food&page=2")

    assert "32 services" in first
    assert 'href="?need=food&amp;page=2"' in first
    assert (first.count("ccs-results__item"), second.count("ccs-results__item")) == (20, 12)
    assert "Next page" not in second


def test_the_facts_asked_are_bands_and_nothing_is_kept(world: World) -> None:
    page = found(world)

    assert "Nothing you choose here is kept." in page
    assert 'name="age"' in page
    assert 'type="date"' not in page


def test_a_service_for_named_organisations_is_open_to_them_alone(world: World) -> None:
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(route="named")
        school = Organisation.objects.get(name="Hill School")
    named = {"network_id": world.network.pk, "service": world.grants, "organisation": school}

    before = found(world, "?q=hardship")
    with enter(system(world.network.pk)):
        ReferralRoute.objects.create(**named)
    after = found(world, "?q=hardship")

    assert "Takes referrals only from organisations that it names" in before
    assert "Takes referrals only from organisations that it names" not in after


def test_only_coordinators_are_led_to_the_words(world: World) -> None:
    link = 'href="/hamlets/words/"'
    page = text_of(browser(world, "coordinator").get(f"{home(world)}services/"))

    assert (link in page, link in found(world)) == (True, False)


def test_nothing_found_leads_back_to_all(world: World) -> None:
    page = found(world, "?q=zebra")

    assert "No service found" in page
    assert "Show every service" in page


@pytest.mark.parametrize(
    "query",
    [
        "?need=gold",
        "?q=" + "x" * 101,
        "?q=%00",
        "?open=maybe",
        "?near=%00",
        "?area=E0",
        "?age=12",
        "?page=0",
        "?page=99999999",
        "?page=²",
        "?q=" + "'" * 40,
    ],
)
def test_strange_questions_are_answered(world: World, query: str) -> None:
    answer = browser(world, "teacher").get(f"{home(world)}services/{query}")

    assert answer.status_code == 200


def test_services_of_another_network_are_not_found(world: World, other_world: World) -> None:
    theirs = browser(world, "teacher").get(f"{home(world)}services/{other_world.advice.pk}/")

    assert theirs.status_code == 404
    assert found(world).count("Crisis advice") == 1


def test_a_services_page_says_what_it_is_and_leads_to_a_referral(world: World) -> None:
    page = found(world, f"{world.advice.pk}/")

    assert "Vouchers and advice." in page
    assert "Taking referrals. Confirmed today." in page
    assert "Whether they have no recourse to public funds" in page
    assert f'href="/hamlets/refer/?service={world.advice.pk}"' in page


def test_a_paused_service_says_why_and_takes_no_referral(world: World) -> None:
    with world.acting("adviser") as adviser:
        set_capacity(service_id=world.advice.pk, state="paused", reason="Flooded", actor=adviser)

    page = found(world, f"{world.advice.pk}/")

    assert "This service cannot take referrals now." in page
    assert "Flooded" in page
    assert "Refer to this service" not in page


def test_who_does_not_refer_is_not_offered_to(world: World) -> None:
    page = text_of(browser(world, "analyst").get(f"{home(world)}services/{world.advice.pk}/"))

    assert "Refer to this service" not in page


def test_an_organisation_that_does_not_receive_offers_nothing(world: World) -> None:
    with world.acting("coordinator"):
        Organisation.objects.filter(name="Borough Council").update(receives_referrals=False)

    page = found(world, f"{world.grants.pk}/")

    assert "This organisation does not receive referrals." in page
    assert "Hardship grants" not in found(world)


def test_a_withdrawn_service_is_gone(world: World) -> None:
    with world.acting("officer"):
        Service.objects.filter(pk=world.grants.pk).update(status="withdrawn")

    answer = browser(world, "teacher").get(f"{home(world)}services/{world.grants.pk}/")

    assert answer.status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_services(world: World) -> None:
    postcode("E14NS", local_authority="E09000030", ward="E05009326")
    client, address = browser(world, "teacher"), f"{home(world)}services/?need=food&near=E14NS&q=e"
    client.get(address)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    services(world, 50)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert "52 services" in text_of(page)
    assert len(few) == len(many)
    assert len([one for one in many if "organisations_" in one["sql"]]) <= 6
