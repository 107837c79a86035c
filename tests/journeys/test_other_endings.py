"""From what a school sees, and what comes after a no or a change of mind."""

import re

from playwright.sync_api import Page, expect

from ccs.tenancy.context import enter, system
from organisations.directory.actions import NewService, add_service
from referrals.referrals.models import Referral
from tests.journeys.conftest import NARROW, WIDE, Site, check
from tests.journeys.journey import agree_and_send, choose, say_who, tell


def only_referral(site: Site, **where: object) -> str:
    with enter(system(site.world.network.pk)):
        return Referral.objects.get(**where).reference


def open_referral(site: Site, page: Page, reference: str) -> None:
    page.goto(site.path(f"referrals/{reference}/"))


def given_a_referral_is_sent(site: Site, page: Page, service: str) -> str:
    page.goto(site.path("refer/"))
    say_who(page, "Bettany")
    tell(page, "Nothing is left for the week.", "food")
    choose(page, service)
    agree_and_send(page, "Send to 1 service")
    return only_referral(site, service_name=service)


def decline(site: Site, page: Page, reference: str, *, instead: str = "") -> None:
    open_referral(site, page, reference)
    page.get_by_role("link", name="Decline").click()
    check(page, "Decline this referral")
    page.get_by_label("We have no room").check()
    if instead:
        options = page.locator("select[name=suggested_service] option")
        texts = options.all_inner_texts()
        [label] = [text for text in texts if text.startswith(instead)]
        page.locator("select[name=suggested_service]").select_option(label=label)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("You have declined this.")).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_text("Nothing is left for the week.")).to_have_count(0)


def test_a_child_without_a_coat_begins_with_what_the_school_sees(site: Site) -> None:
    with enter(system(site.world.network.pk)):
        add_service(
            team=site.world.council,
            details=NewService(name="Clothes bank", needs=["clothing"]),
        )
    page = site.open("teacher", width=NARROW, script=False)
    page.goto(site.path())

    page.get_by_role("button", name=re.compile("start from what you see")).click()
    check(page, "Start from what you see")
    page.get_by_label("No coat, or clothes or shoes that do not fit").check()
    page.get_by_role("button", name="Continue").click()
    check(page, "What may help")
    expect(page.get_by_text("Is it hard to buy clothes or shoes just now?")).to_be_visible()
    page.get_by_label("Benefits").uncheck()
    page.get_by_role("button", name="Continue").click()
    say_who(page, "Odessa", child="Finn")
    check(page, "What is happening?")
    expect(page.locator("[name=crisis][value=clothing]")).to_be_checked()
    tell(page, "He comes without a coat.", "clothing")
    choose(page, "Clothes bank")
    agree_and_send(page, "Send to 1 service")

    officer = site.open("officer", width=NARROW, script=False)
    open_referral(site, officer, only_referral(site, service_name="Clothes bank"))
    check(officer, "Clothing and baby items")
    expect(officer.get_by_text("He comes without a coat.")).to_be_visible()


def test_a_voucher_is_refused_and_the_next_issuer_is_shown_and_asked(site: Site) -> None:
    page = site.open("teacher", width=WIDE)
    reference = given_a_referral_is_sent(site, page, "Crisis advice")

    decline(site, site.open("adviser"), reference, instead="Hardship grants")
    page.goto(site.path())
    check(page, "What needs you")
    expect(page.get_by_text("They suggest: Hardship grants")).to_be_visible()
    page.get_by_role("link", name="Find other help: Food").click()
    choose(page, "Hardship grants")
    agree_and_send(page, "Send to 1 service")

    officer = site.open("officer", width=NARROW)
    open_referral(site, officer, only_referral(site, service_name="Hardship grants"))
    officer.get_by_role("button", name="Accept").first.click()
    expect(officer.get_by_text("You have accepted this.")).to_be_visible()
    expect(officer.get_by_text("Nothing is left for the week.")).to_be_visible()
    page.goto(site.path())
    check(page, "What needs you")
    expect(page.get_by_text("Find other help: Food")).to_have_count(0)


def test_declined_by_all_the_desk_asks_two_and_the_first_yes_gets_it(site: Site) -> None:
    with enter(system(site.world.network.pk)):
        add_service(team=site.world.casework, details=NewService(name="Food club", needs=["food"]))
    page = site.open("teacher", width=NARROW)
    reference = given_a_referral_is_sent(site, page, "Crisis advice")
    decline(site, site.open("adviser", width=NARROW), reference)

    open_referral(site, page, reference)
    page.get_by_role("button", name="Ask the desk to find somebody").click()
    check(page, "Ask the desk to find somebody")
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Ask the desk").click()
    expect(page.get_by_text("The desk has it now.")).to_be_visible()
    with_desk = only_referral(site, status="with_broker")
    desk = site.open("coordinator", width=WIDE)
    open_referral(site, desk, with_desk)
    desk.get_by_role("button", name="Find somebody who can help").click()
    check(desk, "Find somebody who can help")
    desk.get_by_label("Hardship grants", exact=True).check()
    desk.get_by_label("Food club", exact=True).check()
    desk.get_by_role("button", name="Ask whether they can help").click()
    expect(desk.locator(".govuk-notification-banner--success")).to_be_visible()
    officer, caseworker = site.open("officer", width=NARROW), site.open("caseworker")
    for asked in (officer, caseworker):
        asked.goto(site.path())
        asked.locator("main a[href*='/offers/']").first.click()
        check(asked, asked.get_by_role("heading", level=1).inner_text())
        expect(asked.locator("main")).not_to_contain_text("Bettany")
    officer.get_by_role("button", name="Yes, we take it").click()
    expect(officer.get_by_text("Nothing is left for the week.")).to_be_visible()
    caseworker.get_by_role("button", name="Yes, we take it").click()

    expect(caseworker.get_by_text("Somebody else has said yes").first).to_be_visible()
    caseworker.wait_for_load_state()
    expect(caseworker.locator("body")).not_to_contain_text("Bettany")
    open_referral(site, page, with_desk)
    check(page, "Food")
    expect(page.get_by_text("Resident support, Borough Council has accepted this.")).to_be_visible()
    expect(page.get_by_text("Whom the desk has asked")).to_be_visible()


def test_consent_withdrawn_half_way_says_what_to_delete_and_is_ticked(site: Site) -> None:
    page = site.open("teacher", width=NARROW)
    reference = given_a_referral_is_sent(site, page, "Crisis advice")
    adviser = site.open("adviser", width=NARROW)
    open_referral(site, adviser, reference)
    adviser.get_by_role("button", name="Accept").first.click()
    expect(adviser.get_by_text("You have accepted this.")).to_be_visible()

    open_referral(site, page, reference)
    page.get_by_role("link", name="They have changed their mind").first.click()
    check(page, "They have changed their mind")
    page.get_by_role("button", name="End the sharing").click()
    expect(page.get_by_text("Written down: they changed their mind.")).to_be_visible()
    open_referral(site, adviser, reference)
    check(adviser, "Food")
    told = adviser.locator("main").inner_text()
    assert ("delete your copies" in told, "Bettany" in told, "Nothing is left" in told) == (
        True,
        False,
        False,
    )
    adviser.get_by_role("button", name="We have deleted our copies").click()
    expect(adviser.get_by_text("The team that referred them can see it.")).to_be_visible()
    adviser.wait_for_load_state()

    expect(adviser.get_by_role("button", name="We have deleted our copies")).to_have_count(0)
    open_referral(site, page, reference)
    expect(page.get_by_text("says Adviser Sample")).to_be_visible()
