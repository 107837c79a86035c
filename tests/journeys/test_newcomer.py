"""Somebody new, from the invitation email to a practice referral that was answered: counted."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from ccs.jobs.actions import run_due
from organisations.engagement.lessons.contents import MOST_WORDS, WORDS_A_MINUTE
from organisations.members.actions import Invited, invite
from tests.journeys.conftest import NARROW, Site, check
from tests.referrals.effort import Page as Counted

DOC = Path(__file__).parents[2] / "docs" / "effort.md"
EMAIL = "newcomer@hill.example"
# Seconds, as docs/effort.md says them: a page to arrive on, a question to read, and so on.
PAGE, QUESTION, CLICK, LETTER = 10, 5, 2, 0.5
# The code in the inbox, and the answer of who is made up.
WAITING = 60 + 60
LESSON = 60 * MOST_WORDS / WORDS_A_MINUTE


@dataclass
class Effort:
    """What somebody meets who leaves out all that may be left out."""

    pages: int = 0
    shown: int = 0
    boxes: int = 0
    clicks: int = 0
    letters: int = 0

    def meets(self, page: Page, heading: str, *, checked: bool = True) -> None:
        if checked:
            check(page, heading)
        counted = Counted()
        counted.feed(page.content())
        self.pages += 1
        self.shown += len(counted.shown)

    def types(self, page: Page, label: str, text: str) -> None:
        page.get_by_label(label, exact=True).first.fill(text)
        self.boxes += 1
        self.letters += len(text)

    def ticks(self, page: Page, *selectors: str) -> None:
        for selector in selectors:
            page.locator(selector).first.check()
            self.clicks += 1

    def presses(self, page: Page, role: str, name: str) -> None:
        page.get_by_role(role, name=name).last.click()
        self.clicks += 1

    def minutes(self, *, lesson: bool) -> float:
        seconds = PAGE * self.pages + QUESTION * self.shown + CLICK * self.clicks
        seconds += LETTER * self.letters + WAITING + (LESSON if lesson else 0)
        return seconds / 60

    def row(self) -> str:
        counted = [self.pages, self.shown, self.boxes, self.clicks, self.letters]
        minutes = [f"{self.minutes(lesson=read):.1f}" for read in (False, True)]
        return "| " + " | ".join(map(str, [*counted, *minutes])) + " |"


def given_an_invitation(site: Site, mailbox: Any, post: Any) -> str:
    """The address of the link in the email."""
    with site.world.acting("coordinator") as coordinator:
        invited = Invited(email=EMAIL, name="Nia Newcomer", teams=(site.world.school.pk,))
        invite(actor=coordinator, invited=invited)
    post()
    link = re.search(r"https?://\S+", mailbox.text())[0]
    return "/" + link.split("/", 3)[3]


def when_she_signs_in_from_the_email(page: Page, link: str, effort: Effort, mailbox, post) -> None:
    page.goto(link)
    effort.meets(page, "Sign in")
    effort.types(page, "Email address", EMAIL)
    effort.presses(page, "button", "Continue")
    effort.meets(page, "Enter your code")
    post()
    effort.types(page, "6-digit code", re.search(r"\b\d{6}\b", mailbox.text())[0])
    effort.presses(page, "button", "Sign in")


def when_she_goes_to_practise(page: Page, effort: Effort) -> None:
    effort.meets(page, "What needs you")
    effort.presses(page, "link", "Try a practice referral")
    effort.meets(page, "Practise")
    effort.presses(page, "button", "Start practising")
    effort.meets(page, "What you can practise")
    effort.presses(page, "link", "Make a referral")


def when_she_makes_a_practice_referral(page: Page, effort: Effort) -> None:
    """The lesson is offered on the first page; she leaves it."""
    effort.meets(page, "Who is it for?")
    expect(page.get_by_role("link", name="How does this work? 2 minutes")).to_be_visible()
    effort.types(page, "First name", "Amina")
    effort.ticks(page, "[name=safe_to][value=call]")
    effort.types(page, "Phone number", "02079460018")
    effort.presses(page, "button", "Save and continue")
    effort.meets(page, "What is happening?")
    effort.ticks(page, "[name=danger][value=no]", "[value=food]", "[name=soon_food][value=today]")
    page.get_by_label("What is happening, in").fill("No food.")
    effort.boxes += 1
    effort.letters += len("No food.")
    effort.presses(page, "button", "Save and continue")
    effort.meets(page, "Who can help?")
    effort.ticks(page, "main [name=services]")
    effort.presses(page, "button", "Save and continue")
    effort.meets(page, "Do they agree?")
    effort.ticks(page, "[name=basis][value=consent]", "[name=given][value=in_person]")
    effort.presses(page, "button", "Save and continue")
    effort.meets(page, "Check and send")
    effort.presses(page, "button", "Send")
    effort.meets(page, "Sent")


def then_a_made_up_organisation_has_answered(page: Page, effort: Effort) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        run_due(limit=100)
    page.locator("main a[href*='/referrals/']").first.click()
    effort.clicks += 1
    effort.meets(page, "", checked=False)
    expect(page.locator(".ccs-standing")).to_have_text("Accepted")


def then_it_is_written_down_as_practised(page: Page, site: Site) -> None:
    page.goto(site.path("lessons/"))
    check(page, "Lessons and practice")
    expect(page.get_by_text("Made a practice referral")).to_be_visible()


def test_somebody_new_makes_a_practice_referral_in_under_ten_minutes(site, mailbox, post):
    link, effort = given_an_invitation(site, mailbox, post), Effort()
    page = site.open(width=NARROW, script=False)

    when_she_signs_in_from_the_email(page, link, effort, mailbox, post)
    when_she_goes_to_practise(page, effort)
    when_she_makes_a_practice_referral(page, effort)

    then_a_made_up_organisation_has_answered(page, effort)
    then_it_is_written_down_as_practised(page, site)
    assert effort.minutes(lesson=True) < 10
    assert effort.row() in DOC.read_text().splitlines(), effort.row()
