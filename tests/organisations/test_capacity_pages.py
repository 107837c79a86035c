import pytest
from django.test import Client

from organisations.capacity.models import Capacity
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def address(world: World, service: object) -> str:
    return f"{home(world)}capacity/{service.pk}/"


def state(world: World, service: object) -> tuple[str, str]:
    with world.acting("teacher"):
        row = Capacity.objects.get(service=service)
    return row.state, row.reason


def test_pausing_says_why_and_who(world: World) -> None:
    client = browser(world, "adviser")

    page = text_of(
        client.post(
            address(world, world.advice),
            {"state": "paused", "reason": "Full until Monday"},
            follow=True,
        )
    )

    assert state(world, world.advice) == ("paused", "Full until Monday")
    assert "The service is paused." in page
    assert ": Full until Monday" in page
    assert "Set by Adviser Sample just now" in page


def test_one_tap_opens_it_again(world: World) -> None:
    client = browser(world, "adviser")
    client.post(address(world, world.advice), {"state": "paused", "reason": "Full"})

    client.post(address(world, world.advice), {"state": "open"})

    assert state(world, world.advice) == ("open", "")


def test_a_pause_without_a_reason_is_an_error_on_the_page(world: World) -> None:
    client = browser(world, "adviser")

    page = text_of(client.post(address(world, world.advice), {"state": "paused", "reason": " "}))

    assert "There is a problem" in page
    assert f'<a href="#id_{world.advice.pk}_reason">Say why the service is paused</a>' in page
    assert state(world, world.advice) == ("open", "")


def test_a_reason_that_is_too_long_is_kept_to_be_mended(world: World) -> None:
    client = browser(world, "adviser")

    page = text_of(
        client.post(address(world, world.advice), {"state": "paused", "reason": "x" * 201})
    )

    assert "Use 200 characters or fewer" in page
    assert "x" * 201 in page


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/hamlets/", "/hamlets/"),
        ("https://elsewhere.example/", "/hamlets/capacity/"),
        ("//elsewhere.example/hamlets/", "/hamlets/capacity/"),
        ("/norwich/", "/hamlets/capacity/"),
        ("", "/hamlets/capacity/"),
    ],
)
def test_it_leads_back_to_a_page_of_this_network_only(world: World, asked: str, back: str) -> None:
    client = browser(world, "adviser")

    answer = client.post(address(world, world.advice), {"state": "open", "next": asked})

    assert answer["Location"] == back


def test_a_manager_sees_the_services_of_every_team_of_theirs(world: World) -> None:
    page = text_of(browser(world, "manager").get(f"{home(world)}capacity/"))

    assert "Crisis advice" in page
    assert "Debt casework" in page
    assert "Hardship grants" not in page


@pytest.mark.parametrize("name", ["teacher", "officer", "caseworker", "coordinator", "analyst"])
def test_nobody_else_can_pause_it(world: World, name: str) -> None:
    client = browser(world, name)

    answer = client.post(address(world, world.advice), {"state": "paused", "reason": "Mischief"})
    wrong = client.post(address(world, world.advice), {"state": "paused"})

    assert (answer.status_code, wrong.status_code) == (404, 404)
    assert state(world, world.advice) == ("open", "")


@pytest.mark.parametrize("sent", [{}, {"state": ""}, {"state": "closed"}, {"state": "\0"}])
def test_a_strange_state_changes_nothing(world: World, sent: dict[str, str]) -> None:
    answer = browser(world, "adviser").post(address(world, world.advice), sent)

    assert answer.status_code == 400
    assert state(world, world.advice) == ("open", "")


def test_looking_does_not_change_anything(world: World) -> None:
    answer = browser(world, "adviser").get(address(world, world.advice))

    assert answer.status_code == 405


@pytest.mark.parametrize(
    ("name", "status"),
    [("adviser", 200), ("manager", 200), ("teacher", 200), ("coordinator", 404), ("analyst", 404)],
)
def test_who_has_the_page(world: World, name: str, status: int) -> None:
    answer = browser(world, name).get(f"{home(world)}capacity/")

    assert answer.status_code == status


def test_a_team_without_services_is_told(world: World) -> None:
    page = text_of(browser(world, "teacher").get(f"{home(world)}capacity/"))

    assert "Your teams run no services here" in page


@pytest.mark.django_db
def test_signed_out_it_asks_to_sign_in() -> None:
    answer = Client().get("/hamlets/capacity/")

    assert answer.status_code == 302
