"""A service from its name to its page, on a small screen and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, WIDE, check

pytestmark = pytest.mark.django_db(transaction=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()


def test_a_service_is_added_page_by_page_and_found(site):
    page = site.open("adviser", width=NARROW, script=False)
    page.goto(site.path("services/ours/"))
    page.get_by_role("button", name="Add a service").click()
    page.get_by_label("Name of the service").fill("Fuel vouchers")
    page.get_by_role("button", name="Continue").click()
    check(page, "Fuel vouchers")
    page.get_by_role("link", name="About it").click()
    page.get_by_label("What it does").fill("Vouchers for prepayment meters.")
    page.get_by_label("Heating and energy").check()
    save(page)
    page.get_by_role("link", name="When it is open").click()
    page.get_by_label("Monday").check()
    page.get_by_label("Opens at").fill("9am")
    page.get_by_label("Closes at").fill("noon")
    page.get_by_role("button", name="Add other times").click()
    expect(page.get_by_label("Closes at")).to_have_count(2)
    page.wait_for_load_state()
    page.get_by_label("Friday").last.check()
    page.get_by_label("Opens at").last.fill("1pm")
    page.get_by_label("Closes at").last.fill("5.30pm")
    save(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    check(page, "Fuel vouchers")

    page.goto(site.path("services/"))
    page.get_by_role("link", name="Fuel vouchers").click()

    check(page, "Fuel vouchers")
    hours = page.get_by_role("table", name="Opening times").inner_text()
    assert "Monday\t9am to midday" in hours
    assert "Friday\t1pm to 5:30pm" in hours


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_page_of_a_service_shuts_nobody_out(site, width):
    page = site.open("manager", width=width)
    here = f"services/ours/{site.world.advice.pk}"
    pages = {
        "services/ours/": "Our services",
        "services/ours/new/": "Add a service",
        f"{here}/": "Crisis advice",
        f"{here}/about/": "About it",
        f"{here}/who-for/": "Who it is for",
        f"{here}/where/": "Where",
        f"{here}/when/": "When it is open",
        f"{here}/reach/": "How to reach it",
        f"{here}/carries/": "What a referral must carry",
        f"{here}/refer/": "Who may see it and refer",
        f"{here}/preview/": "Crisis advice",
        f"{here}/history/": "History of changes",
        f"{here}/withdraw/": "Withdraw this service",
        f"members/organisations/{site.world.advice_line.organisation_id}/": "Quay Advice",
    }

    for path, heading in pages.items():
        page.goto(site.path(path))
        check(page, heading)


def test_a_mistake_is_led_to_by_the_summary(site):
    page = site.open("adviser", width=NARROW)
    page.goto(site.path(f"services/ours/{site.world.advice.pk}/when/"))
    page.get_by_label("Opens at").fill("half nine")
    save(page)

    page.get_by_role("link", name="Enter a time, like 9am or 17:30").click()

    expect(page.locator("#id_hours-0-opens_at")).to_be_focused()
