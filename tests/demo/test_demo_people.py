import re
from importlib import reload
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import Resolver404, clear_url_caches, resolve

import ccs.urls
from ccs.accounts.second.proved import has_second_step
from ccs.demo.apps import give_app
from ccs.outbox.tasks import deliver
from networks.programme.actions import appoint
from tests.accounts.conftest import CODE, LOGIN
from tests.mail import Mailbox
from tests.world import World

FIELDS = {"email", "name", "network", "team", "organisation", "roles", "sign_in_url"}


def people(client: Client) -> list[dict[str, Any]]:
    answered: list[dict[str, Any]] = client.get("/demo/people.json").json()
    return answered


def test_a_worker_is_listed_with_team_organisation_and_role(client: Client, world: World):
    adviser = world.user("adviser")

    found = next(one for one in people(client) if one["email"] == adviser.email)

    assert set(found) == FIELDS
    assert found["network"] == "hamlets"
    assert found["team"] == "Quay advice line"
    assert found["organisation"] == "Quay Advice"
    assert found["roles"] == ["worker"]
    assert found["sign_in_url"].startswith("http://testserver/demo/sign-in/")


@pytest.mark.parametrize(
    ("name", "organisation"), [("manager", "Quay Advice"), ("coordinator", ""), ("analyst", "")]
)
def test_people_without_a_team_have_an_empty_one(
    client: Client, world: World, name: str, organisation: str
):
    email = world.email(name)

    found = next(one for one in people(client) if one["email"] == email)

    assert (found["team"], found["organisation"], found["roles"]) == ("", organisation, [name])


def test_people_of_every_network_and_of_the_programme_are_listed(
    client: Client, world: World, other_world: World
):
    appoint("priya.sample@programme.example")

    found = people(client)

    assert {one["network"] for one in found} == {"hamlets", "norwich", ""}
    assert found[-1]["name"] == "Priya Sample"
    assert found[-1]["roles"] == ["programme"]
    assert found[-1]["sign_in_url"].endswith("/programme/")


def test_signing_in_takes_a_post_and_nothing_else(world: World):
    client = Client(enforce_csrf_checks=True)
    address = next(
        one["sign_in_url"] for one in people(client) if one["email"] == world.email("teacher")
    )

    answer = client.post(address)

    assert (answer.status_code, answer["Location"]) == (302, "/hamlets/")
    assert client.session["_auth_user_id"] == str(world.user("teacher").pk)


def test_a_second_sign_in_makes_somebody_else(client: Client, world: World):
    addresses = {one["email"]: one["sign_in_url"] for one in people(client)}

    client.post(addresses[world.email("teacher")])
    client.post(addresses[world.email("officer")])

    assert client.session["_auth_user_id"] == str(world.user("officer").pk)


def test_who_has_a_code_app_signs_in_by_email_with_the_code_that_the_page_shows(
    world: World, other_world: World, mailbox: Mailbox
):
    give_app(world.user("coordinator"))
    browser = Client()
    browser.post(LOGIN, {"email": world.email("coordinator")})
    deliver()
    emailed = re.search(r"^\d{6}$", mailbox.text(), re.MULTILINE)
    browser.post(CODE, {"code": emailed[0], "device": "usual"})

    page = Client().get("/demo/").content.decode()
    own = re.search(
        rf"{world.email('coordinator')}</a>.*?<strong>(\d{{6}})</strong>", page, re.DOTALL
    )
    browser.post("/accounts/login/second-step/", {"code": own[1]})

    assert browser.get("/hamlets/").status_code == 200


def test_an_app_that_nobody_has_is_given_in_the_demo_alone(world: World, settings: Any):
    settings.DEMO = False

    with pytest.raises(RuntimeError):
        give_app(world.user("coordinator"))

    assert not has_second_step(world.user("coordinator"))


def test_a_link_alone_signs_nobody_in(client: Client, world: World):
    address = people(client)[0]["sign_in_url"]

    answer = client.get(address)

    assert answer.status_code == 405


def test_nobody_signs_in_as_a_stranger(client: Client, db: None):
    stranger = uuid4()

    answer = client.post(f"/demo/sign-in/{stranger}/hamlets/")

    assert answer.status_code == 404


def test_the_page_says_that_all_are_made_up_and_has_a_button_for_each(client: Client, world: World):
    addresses = [one["sign_in_url"].removeprefix("http://testserver") for one in people(client)]

    page = client.get("/demo/").content.decode()

    assert "Everybody here is made up" in page
    assert all(f'action="{address}"' in page for address in addresses)


@pytest.mark.parametrize(
    "address", ["/demo/", "/demo/people.json", "/demo/mail/", "/demo/mail.json"]
)
def test_nothing_of_it_exists_elsewhere(settings: Any, address: str):
    settings.DEMO = False
    try:
        elsewhere = reload(ccs.urls)

        with pytest.raises(Resolver404) as missing:
            resolve(address, urlconf=tuple(elsewhere.urlpatterns))

        assert missing.value
    finally:
        settings.DEMO = True
        reload(ccs.urls)
        clear_url_caches()
