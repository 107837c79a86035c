"""Somebody in need finds who helps, on a small old phone, and leaves no trace."""

import pytest
from playwright.sync_api import expect

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.directory.models import Service
from tests.journeys.conftest import NARROW, WIDE, check
from tests.organisations.interchange.directory import add_places, publish


@pytest.fixture
def offered(site):
    """Two services for everybody, one of them in a council's area, and one for members alone."""
    world = site.world
    add_places()
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(
            area_codes=["E09000030"],
            languages=["en", "cy"],
            helpline_phone="01632 960100",
            helpline_hours="Monday to Friday, 9am to 5pm",
        )
        advice = publish(world.advice_line, "Food advice", needs=("food", "debt"))
        publish(world.council, "Warm homes", needs=("fuel",))
        publish(world.casework, "Refuge", needs=("domestic_abuse",), audience="members")
    return advice


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_the_front_door_to_a_number_to_call(site, offered, width, script):
    page = site.open(width=width, script=script)

    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Find help near you").click()
    check(page, "Find help near you")
    page.context.clear_cookies()
    page.get_by_role("link", name="Hamlets Network").click()
    check(page, "Find help near you")
    page.get_by_role("link", name="Food", exact=True).click()
    check(page, "Food: who can help")
    page.get_by_role("link", name="Food advice").click()
    check(page, "Food advice")

    call = page.get_by_role("link", name="020 7946 0018")
    assert call.get_attribute("href") == "tel:+442079460018"
    expect(page.get_by_role("button", name="Exit this page quickly")).to_be_visible()
    assert page.context.cookies() == []


def test_by_words_and_postcode_and_back_again(site, offered):
    page = site.open(width=NARROW)

    page.goto("/find-help/hamlets/")
    page.get_by_label("What do you need help with?").fill("heating")
    page.get_by_label("Your postcode").fill("M35")
    page.get_by_role("button", name="Find help").click()
    check(page, "Who can help")
    page.get_by_role("link", name="Enter a full postcode").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("e1 4ns")
    page.keyboard.press("Enter")
    page.wait_for_url("**postcode=e1*")
    check(page, "Who can help")

    expect(page.get_by_text("Less than half a mile away")).to_be_visible()
    page.get_by_role("link", name="All kinds of help").click()
    check(page, "Find help near you")


def test_in_welsh_by_the_address_alone(site, offered):
    page = site.open(width=NARROW)

    page.goto("/find-help/hamlets/")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.locator(".ccs-tiles a").first.click()

    page.wait_for_url("**need=*")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    assert page.context.cookies() == []
    check(page, page.get_by_role("heading", level=1).inner_text().strip())


def test_what_is_not_for_everybody_is_not_there_in_plain_words(site, offered):
    with enter(system(site.world.network.pk)):
        refuge = Service.objects.get(name="Refuge")
    page = site.open(width=NARROW)

    page.goto(f"/find-help/hamlets/services/{refuge.pk}/")

    check(page, "Page not found")
    page.get_by_role("main").get_by_role("link", name="Find help near you").click()
    check(page, "Find help near you")
