"""One organisation: who it is, what it offers, how it answers."""

import pytest

from ccs.tenancy.context import enter, system
from organisations.directory.actions import Figure, write_reply_figures
from organisations.members.models import Organisation
from tests.organisations.directory.pages import words
from tests.referrals.pages import browser, home
from tests.world import World

pytestmark = pytest.mark.django_db


def read(world: World, by: str = "teacher") -> str:
    quay = world.advice_line.organisation_id
    return words(browser(world, by).get(f"{home(world)}members/organisations/{quay}/"))


def answered(world: World, number: int, accepted: int) -> None:
    figure = Figure(world.advice_line.organisation_id, None, number, accepted, 240)
    with enter(system(world.network.pk)):
        write_reply_figures(network_id=world.network.pk, figures=[figure])


def test_who_they_are_and_what_they_offer(world: World, other_world: World) -> None:
    with enter(system(world.network.pk)):
        Organisation.objects.filter(pk=world.advice_line.organisation_id).update(
            description="Advice by the water.", charity_number="1234567"
        )

    page = read(world)

    assert "Quay Advice Advice by the water." in page
    assert "Voluntary and community" in page
    assert "Charity number 1234567" in page
    assert "Quay advice line Quay casework" in page
    assert "Crisis advice" in page
    assert "Debt casework" in page
    assert "Hardship grants" not in page


def test_figures_are_shown_once_there_are_ten_answers(world: World) -> None:
    answered(world, 9, 9)
    few = read(world)
    answered(world, 10, 8)

    enough = read(world)

    assert "Shown once there are 10 answers." in few
    assert "Said yes to 80% of 10 referrals." in enough
    assert "Usually answers in 4 hours of working time." in enough


def test_an_organisation_that_has_left_has_no_page(world: World) -> None:
    quay = world.advice_line.organisation_id
    with enter(system(world.network.pk)):
        Organisation.objects.filter(pk=quay).update(left_on="2026-01-01")

    answer = browser(world, "teacher").get(f"{home(world)}members/organisations/{quay}/")

    assert answer.status_code == 404


def test_another_networks_organisation_is_not_there(world: World, other_world: World) -> None:
    theirs = other_world.advice_line.organisation_id

    answer = browser(world, "teacher").get(f"{home(world)}members/organisations/{theirs}/")

    assert answer.status_code == 404


def test_the_list_of_organisations_leads_there(world: World) -> None:
    answer = browser(world, "teacher").get(f"{home(world)}members/")

    address = f"{home(world)}members/organisations/{world.advice_line.organisation_id}/"
    assert f'href="{address}"' in answer.content.decode()
