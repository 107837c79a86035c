import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.capacity.actions import set_capacity
from organisations.directory.models import Service
from organisations.directory.queries import find_services
from organisations.members.models import Organisation
from tests.referrals.pages import browser, home, services, text_of
from tests.world import World


def found(world: World, query: str = "") -> str:
    return text_of(browser(world, "teacher").get(f"{home(world)}services/{query}"))


def names(world: World, **asked: object) -> list[str]:
    with world.acting("teacher") as actor:
        return [service.name for service in find_services(actor, **asked)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hardship", ["Hardship grants"]),
        ("Hardshp", ["Hardship grants"]),
        ("borugh", ["Hardship grants"]),
        ("quay casework", ["Debt casework"]),
        ("vouchers", ["Crisis advice"]),
        ("heating", ["Hardship grants"]),
        ("caswork", ["Debt casework"]),
        ("zebra", []),
    ],
)
def test_words_find_services_even_with_a_wrong_letter(
    world: World, typed: str, expected: list[str]
) -> None:
    services_found = names(world, text=typed)

    assert services_found == expected


def test_those_that_meet_most_come_first_and_the_paused_last(world: World) -> None:
    with world.acting("adviser") as adviser:
        set_capacity(service_id=world.advice.pk, state="paused", reason="Full", actor=adviser)

    both = names(world, needs=["food", "debt"])
    one = names(world, needs=["debt"])

    assert both == ["Crisis advice", "Debt casework", "Hardship grants"]
    assert one == ["Debt casework", "Crisis advice"]


def test_the_page_finds_by_need_and_leaves_out_the_paused(world: World) -> None:
    with world.acting("adviser") as adviser:
        set_capacity(service_id=world.advice.pk, state="paused", reason="Full", actor=adviser)

    page = found(world, "?need=food&open=on")

    assert "Hardship grants" in page
    assert "Crisis advice" not in page
    assert "Helps with any of: Food" in page


def test_nothing_found_leads_back_to_all(world: World) -> None:
    page = found(world, "?q=zebra")

    assert "No service found" in page
    assert "Show every service" in page


@pytest.mark.parametrize("query", ["?need=gold", "?q=" + "x" * 101, "?q=%00", "?open=maybe"])
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
    client = browser(world, "teacher")
    client.get(f"{home(world)}services/")

    with CaptureQueriesContext(connection) as few:
        client.get(f"{home(world)}services/?need=food&q=e")
    services(world, 30)
    with CaptureQueriesContext(connection) as many:
        page = client.get(f"{home(world)}services/?need=food&q=e")

    assert "32 services" in text_of(page)
    assert len(few) == len(many)
