from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Capacity
from tests.organisations.capacity_pages import NOON, address, shown, state
from tests.referrals.pages import browser, home, text_of
from tests.referrals.places import limit
from tests.world import World

LATER = NOON + timedelta(days=31)


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


def said(world: World) -> dict[str, object]:
    with enter(system(world.network.pk)):
        row = Capacity.objects.get(service=world.grants)
    return {
        name: getattr(row, name)
        for name in ("state", "places", "per", "expected_wait_days", "reason", "reopens_on")
    }


# Boxes of the other answers are posted too: without JavaScript they stand open.
EVERY_BOX = {
    "places": "5",
    "per": "week",
    "expected_wait_days": "14",
    "reason": "On leave",
    "reopens_on-day": "4",
    "reopens_on-month": "1",
    "reopens_on-year": "2027",
}


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        ("open", {}),
        ("limited", {"places": 5, "per": "week"}),
        ("waiting_list", {"expected_wait_days": 14}),
        ("paused", {"reason": "On leave", "reopens_on": datetime(2027, 1, 4, tzinfo=UTC).date()}),
    ],
)
def test_the_form_keeps_what_belongs_to_the_answer_and_nothing_else(
    world: World, state: str, kept: dict[str, object]
) -> None:
    with time_machine.travel(NOON, tick=False):
        browser(world, "officer").post(address(world, world.grants), {**EVERY_BOX, "state": state})

    nothing = {"places": None, "per": "", "expected_wait_days": None, "reason": ""}
    assert said(world) == {**nothing, "reopens_on": None, "state": state, **kept}


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (
            {"state": "limited", "places": "many", "per": "week"},
            "Enter how many places there are, as a number.",
        ),
        (
            {"state": "waiting_list", "expected_wait_days": ""},
            "Enter how many days people wait, as a number.",
        ),
        (
            {**EVERY_BOX, "state": "paused", "reopens_on-year": "2020"},
            "Choose a day after today.",
        ),
        (
            {**EVERY_BOX, "state": "paused", "reopens_on-month": "Maytember"},
            "The date must be a real date",
        ),
    ],
)
def test_a_mistake_is_told_at_its_box_and_nothing_is_kept(
    world: World, sent: dict[str, str], error: str
) -> None:
    page = text_of(browser(world, "officer").post(address(world, world.grants), sent))

    assert "There is a problem" in page
    assert error in page
    assert state(world, world.grants) == ("open", "")


def test_one_tap_opens_a_paused_service_as_what_it_was(world: World) -> None:
    limit(world, 5)
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")

    page = shown(world, "officer")
    browser(world, "officer").post(
        address(world, world.grants), {"state": "limited", "places": "5", "per": "week"}
    )

    assert '<input type="hidden" name="places" value="5">' in page
    assert '<input type="hidden" name="per" value="week">' in page
    assert state(world, world.grants) == ("limited", "")


def test_after_a_month_the_page_asks_and_one_tap_answers(world: World) -> None:
    with time_machine.travel(NOON, tick=False), world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="open")

    with time_machine.travel(LATER, tick=False):
        before = shown(world, "officer", "")
        answer = browser(world, "officer").post(
            f"{address(world, world.grants)}confirm/", {"next": home(world)}
        )
        after = shown(world, "officer", "")

    assert "Nobody has confirmed this for a month: is it still right?" in before
    assert answer["Location"] == home(world)
    assert "Nobody has confirmed" not in after


@pytest.mark.parametrize("name", ["teacher", "adviser", "coordinator", "analyst"])
def test_nobody_else_can_confirm_it(world: World, name: str) -> None:
    answer = browser(world, name).post(f"{address(world, world.grants)}confirm/")

    assert answer.status_code == 404
