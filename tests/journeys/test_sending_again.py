"""What somebody typed is not lost when it cannot be taken: as the pages promise, in a browser."""

from playwright.sync_api import expect

from referrals.referrals.models import Referral
from tests.faults.scenarios.forms import events_of
from tests.faults.server import only_to_be_read
from tests.journeys.conftest import Site, check
from tests.referrals.pages import page as address

WROTE = "She is at work until 3pm."


def written(site: Site, referral: Referral):
    page = site.open("teacher")
    page.goto(address(site.world, referral.reference))
    page.locator("textarea[name=body]").fill(WROTE)
    return page


def test_what_could_not_be_kept_is_sent_again_by_reloading_and_done_once(site: Site) -> None:
    [referral] = site.world.refer()
    page = written(site, referral)

    with only_to_be_read():
        page.get_by_role("button", name="Send message").click()
        check(page, "Sorry, the service cannot do this right now")
        page.reload()
        check(page, "Sorry, the service cannot do this right now")
    page.reload()

    expect(page.get_by_text(WROTE)).to_be_visible()
    assert events_of(site.world, referral, "message") == 1


def test_what_was_written_before_signing_in_again_can_be_copied(site: Site) -> None:
    [referral] = site.world.refer()
    page = written(site, referral)
    page.context.clear_cookies(name="csrftoken")

    page.get_by_role("button", name="Send message").click()

    check(page, "This page was open for too long")
    expect(page.get_by_label("What you wrote")).to_have_value(WROTE)
    assert events_of(site.world, referral, "message") == 0
