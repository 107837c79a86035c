"""The main job: a referral goes out to two, is answered by both, and nobody has to chase."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, WIDE, check


def given_the_teacher_signs_in_with_a_code(page, site, mailbox, post):
    page.goto(site.path())
    check(page, "Sign in")
    page.get_by_label("Email address").fill(site.world.email("teacher"))
    page.get_by_role("button", name="Continue").click()
    check(page, "Enter your code")
    post()
    page.get_by_label("6-digit code").fill(re.search(r"\b\d{6}\b", mailbox.text())[0])
    page.get_by_role("button", name="Sign in").click()
    check(page, "What needs you")


def when_she_says_who_it_is_for(page):
    check(page, "Who is it for?")
    page.get_by_label("First name", exact=True).first.fill("Amina")
    page.get_by_label("Phone call").check()
    page.get_by_label("Phone number", exact=True).fill("020 7946 0018")
    page.get_by_role("button", name="Save and continue").click()
    check(page, "What is happening?")


def when_she_tells_the_story_once_for_two_services(page):
    page.get_by_role("link", name="Or make a referral from an empty form").click()
    when_she_says_who_it_is_for(page)
    page.get_by_label("What is happening, in").fill("The cupboard is empty.")
    page.get_by_label("Food", exact=True).check()
    page.locator("[name=soon_food]").first.check()
    page.locator("[name=danger][value=no]").check()
    page.get_by_role("button", name="Save and continue").click()
    check(page, "Who can help?")
    page.get_by_label("Crisis advice").check()
    page.get_by_label("Hardship grants").check()
    page.get_by_role("button", name="Save and continue").click()
    check(page, "Do they agree?")
    page.get_by_label("Yes, they agree").check()
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Save and continue").click()
    check(page, "Check and send")
    page.get_by_role("button", name="Send to 2 services").click()
    check(page, "Sent")


def when_the_adviser_accepts(page, site):
    page.goto(site.path())
    check(page, "What needs you")
    page.locator("main a[href*='/referrals/']").first.click()
    expect(page.get_by_text("The cupboard is empty.")).to_be_visible()
    check(page, page.get_by_role("heading", level=1).inner_text())
    page.get_by_role("button", name=re.compile("^Accept")).first.click()
    expect(page.get_by_text("You have accepted this.")).to_be_visible()


def when_the_officer_declines_with_a_reason(page, site):
    page.goto(site.path("referrals/"))
    check(page, "Referrals")
    page.locator("main a[href*='/referrals/']").last.click()
    page.get_by_role("link", name="Decline").click()
    check(page, "Decline this referral")
    page.get_by_label("We have no room").check()
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("You have declined this.")).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_text("The cupboard is empty.")).to_have_count(0)


def then_the_teacher_sees_both_at_home_and_in_her_mail(page, site, mailbox, post):
    page.goto(site.path())
    check(page, "What needs you")
    words = page.locator("main").inner_text()
    assert "Quay Advice accepted" in words
    assert "We have no room" in words
    post()
    mine = [email for email in mailbox.emails if email["To"] == site.world.email("teacher")]
    said = " ".join(email["Subject"] for email in mine)
    assert ("accepted" in said, "declined" in said) == (True, True)


def then_the_coordinator_sees_that_it_happened_and_not_the_story(page, site):
    page.goto(site.path("desk/referrals/"))
    check(page, "Every referral of the network")
    page.locator("main a[href*='/referrals/']").first.click()
    expect(
        page.get_by_text("Crisis advice").or_(page.get_by_text("Hardship grants")).first
    ).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_text("Amina")).to_have_count(0)
    expect(page.get_by_text("The cupboard is empty.")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "script"),
    [(WIDE, True), (NARROW, True), (NARROW, False)],
    ids=["wide", "narrow", "narrow-without-script"],
)
def test_a_family_is_referred_to_two_and_nobody_has_to_chase(site, mailbox, post, width, script):
    def open_as(name=""):
        return site.open(name, width=width, script=script)

    teacher = open_as()
    given_the_teacher_signs_in_with_a_code(teacher, site, mailbox, post)

    when_she_tells_the_story_once_for_two_services(teacher)
    when_the_adviser_accepts(open_as("adviser"), site)
    when_the_officer_declines_with_a_reason(open_as("officer"), site)

    then_the_teacher_sees_both_at_home_and_in_her_mail(teacher, site, mailbox, post)
    then_the_coordinator_sees_that_it_happened_and_not_the_story(open_as("coordinator"), site)
