import pytest
from django.test import Client

from ccs.accounts.models import User
from ccs.tenancy.context import enter, system
from networks.programme.actions import appoint
from organisations.members.actions import Invited, enrol
from tests.referrals.pages import browser, text_of
from tests.world import World


def join(world: World, other_world: World, name: str) -> None:
    """The same person in both networks."""
    with enter(system(other_world.network.pk)):
        enrol(
            network_id=other_world.network.pk,
            invited=Invited(
                email=world.email(name), name="Both Sample", teams=(other_world.school.pk,)
            ),
        )


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.for_email(email))
    return client


@pytest.mark.django_db
def test_signed_out_it_says_what_this_is_and_offers_to_sign_in() -> None:
    page = text_of(Client().get("/"))

    assert "Pass on help, not people" in page
    assert 'href="/accounts/login/"' in page
    assert '<a class="govuk-link" href="/find-help/">Find help near you</a>' in page


def test_with_one_network_there_is_nothing_to_choose(world: World, other_world: World) -> None:
    answer = browser(world, "teacher").get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/hamlets/")


def test_with_two_networks_there_is_a_choice(world: World, other_world: World) -> None:
    join(world, other_world, "teacher")

    page = text_of(browser(world, "teacher").get("/"))

    assert 'href="/hamlets/"' in page
    assert 'href="/norwich/"' in page


def test_the_header_offers_the_other_network(world: World, other_world: World) -> None:
    join(world, other_world, "teacher")

    page = text_of(browser(world, "teacher").get("/hamlets/services/"))

    assert '<a class="govuk-link" href="/norwich/">Norwich Network</a>' in page
    assert "Change network" in page


def test_who_left_every_network_is_told(world: World) -> None:
    page = text_of(signed_in("nobody@example.org").get("/"))

    assert "You do not belong to a network now." in page


def test_the_programme_sees_counts_of_every_live_network(world: World, other_world: World) -> None:
    appoint("lead@programme.example")

    page = text_of(signed_in("lead@programme.example").get("/programme/"))

    assert "Hamlets Network" in page
    assert "Norwich Network" in page
    assert page.count("Members</span> 3</td>") == 2


def test_the_programme_is_not_there_for_others(world: World) -> None:
    answer = browser(world, "coordinator").get("/programme/")

    assert answer.status_code == 404


@pytest.mark.django_db
def test_the_programme_asks_to_sign_in() -> None:
    answer = Client().get("/programme/")

    assert answer["Location"] == "/accounts/login/?next=/programme/"


def test_a_programme_lead_without_networks_goes_straight_there(world: World) -> None:
    appoint("lead@programme.example")

    answer = signed_in("lead@programme.example").get("/")

    assert answer["Location"] == "/programme/"
