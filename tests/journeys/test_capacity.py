"""Saying what a service can take: on a phone, without JavaScript, and from an email."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from organisations.capacity.models import Capacity
from organisations.confirming.links import link_for
from tests.journeys.conftest import NARROW, WIDE, check

HEADING = "Can your services take referrals?"


def test_places_are_set_on_a_phone_without_javascript(site):
    page = site.open("officer", width=NARROW, script=False)
    page.goto(site.path("capacity/"))

    page.get_by_text("Change what Hardship grants can take").click()
    page.get_by_label("A number of places").check()
    page.get_by_label("How many places?").fill("5")
    page.get_by_label("For how long?").select_option("a day")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("0 of 5 taken today.")).to_be_visible()
    check(page, HEADING)


def test_a_mistake_leads_to_its_box(site):
    page = site.open("officer", width=NARROW)
    page.goto(site.path("capacity/"))

    page.get_by_text("Change what Hardship grants can take").click()
    page.get_by_label("Nobody now").check()
    page.get_by_role("button", name="Save").click()

    wrong = page.get_by_role("link", name="Say why the service is paused")
    expect(wrong).to_be_visible()
    check(page, HEADING)
    wrong.click()
    expect(page.get_by_label("Why? Referrers will read this")).to_be_focused()


def test_the_history_shuts_nobody_out(site):
    page = site.open("officer", width=WIDE)

    page.goto(site.path(f"capacity/{site.world.grants.pk}/history/"))

    check(page, "What Hardship grants could take")


def test_an_email_is_answered_by_one_click_without_signing_in(site):
    link = link_for(
        "capacity",
        network_id=site.world.network.pk,
        service_id=site.world.grants.pk,
        member_id=site.world.people["officer"].pk,
    )
    page = site.open(width=NARROW)
    page.goto(urlsplit(link).path)

    check(page, "Is this still how many people Hardship grants can take?")
    page.get_by_role("button", name="Yes, still right").click()

    check(page, "Thank you")
    with site.world.acting("officer"):
        row = Capacity.objects.get(service=site.world.grants)
    assert row.confirmed_at > row.set_at
