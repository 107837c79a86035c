from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.directory.models import ReplyFigure
from tests.organisations.capacity_pages import NOON, shown
from tests.referrals.pages import browser, home, services, text_of
from tests.referrals.places import ask, limit
from tests.referrals.test_query_counts import count_asked
from tests.world import World


def test_a_manager_sees_the_services_of_every_team_of_theirs(world: World) -> None:
    page = text_of(browser(world, "manager").get(f"{home(world)}capacity/"))

    assert "Crisis advice" in page
    assert "Debt casework" in page
    assert "Hardship grants" not in page


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


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_the_database_as_much_for_many_services_as_for_one(
    world: World, count: int
) -> None:
    rows = services(world, count)
    with world.acting("adviser") as adviser:
        for row in rows:
            set_capacity(service_id=row.pk, actor=adviser, state="limited", places=2, per="week")
    world.refer(*rows[:1])

    count_asked(world, "adviser", f"{home(world)}capacity/")  # the lesson is looked for once

    asked = count_asked(world, "adviser", f"{home(world)}capacity/")

    assert asked == 4
