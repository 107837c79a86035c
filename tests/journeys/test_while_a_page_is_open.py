"""Somebody else acts while a referral's page lies open."""

from playwright.sync_api import expect

from referrals.messages.actions import post_message
from referrals.referrals.actions import accept
from tests.journeys.conftest import NARROW, Site, check

AFTER_THE_NEXT_LOOK = 16_000


def test_a_change_shows_without_a_reload_and_leaves_what_is_being_typed(site: Site) -> None:
    [referral] = site.world.refer()
    page = site.open("teacher", width=NARROW)
    page.clock.install()
    page.goto(site.path(f"referrals/{referral.reference}/"))
    page.get_by_label("Write to the other team").fill("Please ring after")

    with site.world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
    page.clock.run_for(AFTER_THE_NEXT_LOOK)
    page.get_by_text("Adviser Sample accepted this at").wait_for()
    page.get_by_role("button", name="Show it").click()

    page.get_by_text("Quay advice line, Quay Advice has accepted this.").wait_for()
    expect(page.get_by_label("Write to the other team")).to_have_value("Please ring after")
    expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text(
        "This page now shows how things are.", use_inner_text=True
    )
    check(page, "Food, Debt")


def test_a_message_that_comes_meanwhile_is_shown_as_new(site: Site) -> None:
    [referral] = site.world.refer()
    page = site.open("teacher")
    page.clock.install()
    page.goto(site.path(f"referrals/{referral.reference}/"))

    with site.world.acting("adviser") as adviser:
        post_message(actor=adviser, reference=referral.reference, body="Is she at home?")
    page.clock.run_for(AFTER_THE_NEXT_LOOK)
    page.get_by_role("button", name="Show it").click()

    page.get_by_text("Is she at home?").wait_for()
    expect(page.locator(".ccs-mark")).to_have_text("New")
