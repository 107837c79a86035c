"""Somebody who asks for themselves, and somebody who makes a leaflet, at their browsers."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, WIDE, Site, check
from tests.referrals.selfreferral.asking import offer


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("script", [True, False])
def test_somebody_asks_for_themselves(site: Site, width: int, *, script: bool) -> None:
    service = offer(site.world)
    page = site.open(width=width, script=script)

    page.goto(f"/find-help/{site.world.network.slug}/services/{service.pk}/ask/")
    check(page, "Ask for help: Pantry")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Enter your name. A first name is enough.")).to_have_count(2)
    check(page, "Ask for help: Pantry")
    page.get_by_label("What is your name?").fill("Amina")
    page.get_by_label("Phone call").check()
    page.get_by_label("Phone number").fill("020 7946 0018")
    page.get_by_label("What is happening?").fill("The cupboard is empty.")
    page.get_by_label("Food", exact=True).check()
    page.get_by_label("Today", exact=True).check()
    page.get_by_label("Yes, I agree").check()
    page.get_by_role("button", name="Send").click()

    check(page, "Sent to Quay Advice")
    expect(page.get_by_text("Your reference:")).to_have_count(1)
    page.reload()
    check(page, "Sent to Quay Advice")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_somebody_makes_a_leaflet(site: Site, width: int) -> None:
    offer(site.world)
    page = site.open(width=width)

    page.goto(f"/find-help/{site.world.network.slug}/leaflet/")
    check(page, "Make a leaflet to print")
    page.get_by_label("Food").check()
    page.get_by_label("In large print").check()
    with page.expect_response(lambda answer: "leaflet.pdf" in answer.url) as made:
        page.get_by_role("button", name="Make the leaflet (PDF)").click(no_wait_after=True)

    assert made.value.status == 200
    assert "need=food&large=1" in made.value.url


def test_nothing_to_print_is_a_page(site: Site) -> None:
    page = site.open(width=NARROW)

    page.goto(f"/find-help/{site.world.network.slug}/leaflet.pdf?need=fuel")

    check(page, "There is nothing to print for this")
