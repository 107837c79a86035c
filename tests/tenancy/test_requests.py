"""A request is one transaction that knows who is asking, until its answer is made."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from organisations.members.models import Membership
from referrals.clients.models import Client as Person
from tests.world import World, build_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.tenancy.pages")]


@pytest.fixture
def committed() -> World:
    world = build_world()
    world.refer()
    return world


def browser(world: World, name: str, **options: object) -> Client:
    client = Client(**options)
    client.force_login(world.user(name))
    return client


def words(response: HttpResponse) -> str:
    """The page without its address and without the secret that differs on every page."""
    text = re.sub(r'value="\w{64}"', "", response.content.decode())
    return re.sub("/(hamlets|nowhere)/", "/X/", text)


def test_a_response_that_streams_after_its_transaction_sees_nothing(committed: World) -> None:
    response = browser(committed, "teacher").get("/hamlets/stream/")

    assert response.getvalue() == b"1 then 0"


def test_what_a_page_did_before_it_broke_is_taken_back(committed: World) -> None:
    response = browser(committed, "teacher", raise_request_exception=False).get("/hamlets/break/")

    assert response.status_code == 500
    with committed.acting("teacher2"):
        assert not Membership.objects.filter(name="Half done").exists()


def test_the_next_user_of_the_connection_has_no_context(committed: World) -> None:
    browser(committed, "teacher").get("/hamlets/stream/").getvalue()

    assert not connection.in_atomic_block
    assert Person.objects.count() == 0


def test_somebody_of_another_network_is_told_what_somebody_is_told_of_none(
    committed: World,
) -> None:
    other = build_world("norwich", "Norwich Network")

    theirs = browser(other, "teacher").get("/hamlets/stream/")
    none = browser(other, "teacher").get("/nowhere/stream/")

    assert (theirs.status_code, none.status_code) == (404, 404)
    assert words(theirs) == words(none)


def test_somebody_signed_out_is_asked_to_sign_in_whether_or_not_there_is_a_network(
    committed: World,
) -> None:
    theirs = Client().get("/hamlets/stream/")
    none = Client().get("/nowhere/stream/")

    assert theirs.headers["Location"].replace("hamlets", "X") == none.headers["Location"].replace(
        "nowhere", "X"
    )


def test_who_left_a_network_finds_nothing_on_the_next_request(committed: World) -> None:
    teacher = browser(committed, "teacher")
    with committed.acting("teacher"):
        Membership.objects.filter(pk=committed.people["teacher"].pk).update(
            left_at="2026-02-01T12:00Z"
        )

    response = teacher.get("/hamlets/stream/")

    assert response.status_code == 404
