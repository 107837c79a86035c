"""The one service for it is paused: somebody leaves with a page to carry all the same."""

import pytest
from playwright.sync_api import expect

from organisations.capacity.actions import set_capacity
from tests.journeys.conftest import NARROW, WIDE, check
from tests.journeys.test_main_job import when_she_says_who_it_is_for


def given_the_only_service_for_it_is_paused(site):
    with site.world.acting("officer") as officer:
        set_capacity(
            service_id=site.world.grants.pk, state="paused", reason="On leave", actor=officer
        )


def when_she_tells_of_a_need_that_only_it_meets(page, site):
    page.goto(site.path("refer/"))
    when_she_says_who_it_is_for(page)
    page.get_by_label("What is happening, in").fill("The meter is empty.")
    page.locator("[name=danger][value=no]").check()
    page.get_by_label("Heating and energy", exact=True).check()
    page.locator("[name=soon_fuel]").first.check()
    page.get_by_role("button", name="Save and continue").click()
    check(page, "Who can help?")


def then_she_is_told_what_to_do(page):
    expect(page.get_by_text("Paused: On leave")).to_be_visible()
    page.get_by_role("button", name="What can I do now?").click()
    check(page, "Nobody can help: what now?")
    page.get_by_role("button", name="Tell me when this opens").click()
    expect(page.get_by_text("We will email you when this opens.")).to_be_visible()
    check(page, "Nobody can help: what now?")


def then_she_gives_details_on_a_page_without_the_person(page):
    page.get_by_role("button", name="Give them details").click()
    check(page, "Give details of help")
    page.get_by_label("Citizens Advice, 0800 144 8848").check()
    page.get_by_role("button", name="Give these details").click()
    check(page, "Who you can turn to")
    expect(page.get_by_text("Phone 0800 144 8848")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Amina")


@pytest.mark.parametrize(
    ("width", "script"),
    [(WIDE, True), (NARROW, True), (NARROW, False)],
    ids=["wide", "narrow", "narrow-without-script"],
)
def test_a_service_is_paused_and_somebody_still_leaves_with_help(site, width, script):
    given_the_only_service_for_it_is_paused(site)
    page = site.open("teacher", width=width, script=script)

    when_she_tells_of_a_need_that_only_it_meets(page, site)

    then_she_is_told_what_to_do(page)
    then_she_gives_details_on_a_page_without_the_person(page)


def test_one_button_ticks_all_that_is_needed_without_script(site):
    page = site.open("teacher", width=NARROW, script=False)
    page.goto(site.path("refer/"))
    when_she_says_who_it_is_for(page)
    page.get_by_label("What is happening, in").fill("Nothing is left.")
    page.locator("[name=danger][value=no]").check()
    for need, name in (("Heating and energy", "fuel"), ("Benefits", "benefits")):
        page.get_by_label(need, exact=True).check()
        page.locator(f"[name=soon_{name}]").first.check()
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("button", name="Choose these 2 services").click()
    expect(page.locator("[name=services]:checked")).to_have_count(2)
    page.get_by_role("button", name="Save and continue").first.click()

    check(page, "Do they agree?")
    page.get_by_label("Yes, they agree").check()
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Save and continue").click()
    check(page, "Check and send")
    expect(page.get_by_role("button", name="Send to 2 services")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_way_out_never_lies_over_the_way_back(site, width):
    page = site.open("teacher", width=width)
    page.goto(site.path("refer/"))
    check(page, "Who is it for?")

    for distance in (15, 30, 45, 60, 90, 120):
        page.evaluate(f"window.scrollTo(0, {distance})")
        check(page, "Who is it for?")

    assert page.evaluate("window.scrollY") == 120
