from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity, watch_opening
from organisations.capacity.models import Capacity, OpeningWatch
from organisations.directory.models import ReplyFigure
from tests.referrals.pages import browser, home, services, text_of
from tests.referrals.places import ask, limit
from tests.referrals.test_query_counts import count_asked
from tests.world import World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=31)


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


def shown(world: World, name: str, address: str = "capacity/") -> str:
    return text_of(browser(world, name).get(f"{home(world)}{address}"))


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


def test_places_are_shown_as_they_are_taken(world: World) -> None:
    limit(world, 5)
    ask(world, world.assess())
    ask(world, world.assess())

    page = shown(world, "officer")

    assert "Limited places" in page
    assert "2 of 5 taken this week." in page


def test_a_full_service_says_when_it_opens_and_has_no_tap_that_would_lie(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        limit(world, 1)
        ask(world, world.assess())

        page = shown(world, "officer")

    assert '<strong class="govuk-tag govuk-tag--red">Full</strong>' in page
    assert "Opens again on Monday." in page
    assert "Open it again" not in page


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


def test_what_waits_is_said_beside_it_and_a_pause_is_offered_gently(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(3):
            world.refer(world.grants)
    with time_machine.travel(NOON + timedelta(days=6), tick=False):
        page = shown(world, "officer")

    assert "3 referrals wait for your answer, the oldest for 6 days." in page
    assert "You can pause until you have caught up." in page


def test_a_little_that_waits_is_a_fact_and_no_question(world: World) -> None:
    world.refer(world.grants)

    page = shown(world, "officer")

    assert "1 referral waits for your answer." in page
    assert "caught up" not in page


@pytest.mark.parametrize(("answered", "times"), [(9, 0), (10, 1)])
def test_how_soon_it_usually_answers_is_said_beside_it_once_that_is_known(
    world: World, answered: int, times: int
) -> None:
    with enter(system(world.network.pk)):
        ReplyFigure.objects.create(
            network=world.network,
            organisation_id=world.council.organisation_id,
            service=world.grants,
            answered=answered,
            accepted=5,
            typical_minutes=240,
            counted_at=NOON,
        )

    page = shown(world, "officer")

    assert page.count("Usually answers in 4 hours of working time.") == times


def test_the_history_says_what_was_so_when_and_who_said_it(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        limit(world, 1)
        ask(world, world.assess())
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        page = shown(world, "officer", f"capacity/{world.grants.pk}/history/")

    assert "What Hardship grants could take" in page
    assert "1 place a week" in page
    assert "Officer Sample" in page
    assert "By itself" in page
    assert "In the last 90 days it could take nobody for 1 day." in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("officer", 200), ("coordinator", 200), ("analyst", 200), ("teacher", 404), ("adviser", 404)],
)
def test_who_reads_the_history(world: World, name: str, status: int) -> None:
    answer = browser(world, name).get(f"{home(world)}capacity/{world.grants.pk}/history/")

    assert answer.status_code == status


def test_a_long_history_comes_in_pages(world: World) -> None:
    for number in range(30):
        with world.acting("officer") as officer:
            set_capacity(
                service_id=world.grants.pk,
                actor=officer,
                state="waiting_list",
                expected_wait_days=number + 1,
            )
    client = browser(world, "officer")

    first = text_of(client.get(f"{home(world)}capacity/{world.grants.pk}/history/"))
    address_ = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = text_of(client.get(f"{home(world)}capacity/{world.grants.pk}/history/{address_}"))

    assert (first.count("Waiting list, about"), second.count("Waiting list, about")) == (25, 5)


def test_the_service_page_has_the_tap_for_its_people_alone(world: World) -> None:
    own = shown(world, "officer", f"services/{world.grants.pk}/")
    others = shown(world, "teacher", f"services/{world.grants.pk}/")

    assert "Pause Hardship grants" in own
    assert f'name="next" value="/hamlets/services/{world.grants.pk}/"' in own
    assert "Pause Hardship grants" not in others


def test_the_list_of_services_has_it_beside_ones_own(world: World) -> None:
    own = shown(world, "officer", "services/?q=grants")
    others = shown(world, "teacher", "services/?q=grants")

    assert "Pause Hardship grants" in own
    assert 'name="next" value="/hamlets/services/?q=grants"' in own
    assert "Hardship grants" in others
    assert "Pause Hardship grants" not in others


def wishes(world: World) -> int:
    with enter(system(world.network.pk)):
        return OpeningWatch.objects.count()


def test_who_wants_to_be_told_says_so_and_takes_it_back(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
    watch = f"{home(world)}services/{world.grants.pk}/watch/"
    client = browser(world, "teacher")

    page = text_of(client.post(watch, {"watch": "yes"}, follow=True))
    before = wishes(world)
    client.post(watch, {"watch": "no"})

    assert "We will send you one email when it opens." in page
    assert "Do not tell me when it opens" in page
    assert (before, wishes(world)) == (1, 0)


def test_a_service_that_is_open_needs_no_waiting(world: World) -> None:
    watch = f"{home(world)}services/{world.grants.pk}/watch/"

    page = text_of(browser(world, "teacher").post(watch, {"watch": "yes"}, follow=True))

    assert "This service takes referrals now." in page
    assert wishes(world) == 0


def test_one_person_takes_nobody_elses_wish_back(world: World) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state="paused", reason="Leave")
    with world.acting("adviser") as adviser:
        watch_opening(service_id=world.grants.pk, actor=adviser)

    browser(world, "teacher").post(
        f"{home(world)}services/{world.grants.pk}/watch/", {"watch": "no"}
    )

    assert wishes(world) == 1


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_the_database_as_much_for_many_services_as_for_one(
    world: World, count: int
) -> None:
    rows = services(world, count)
    with world.acting("adviser") as adviser:
        for row in rows:
            set_capacity(service_id=row.pk, actor=adviser, state="limited", places=2, per="week")
    world.refer(*rows[:1])

    asked = count_asked(world, "adviser", f"{home(world)}capacity/")

    assert asked == 4
