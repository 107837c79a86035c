"""A food bank joins, from the invitation email to its first live referral: counted."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.conftest import NARROW, Site, check
from tests.journeys.journey import agree_and_send, choose, say_who, tell
from tests.journeys.test_newcomer import Effort, when_she_makes_a_practice_referral
from tests.organisations.joining.way_in import BANK, CONTACT

# Seconds, as docs/effort.md says them; and words read in one of them.
PAGE, QUESTION, CLICK, LETTER, WORDS = 10, 5, 2, 0.5, 4
# The code to sign in, in the inbox.
CODE = 60
DOC = Path(__file__).parents[2] / "docs" / "effort.md"


def minutes(effort: Effort, *, words: int = 0, waiting: int = 0) -> int:
    """Rounded up."""
    seconds = PAGE * effort.pages + QUESTION * effort.shown + CLICK * effort.clicks
    seconds += LETTER * effort.letters + words / WORDS + waiting
    return int(-(-seconds // 60))


def row(side: str, effort: Effort, *, words: int = 0, waiting: int = 0) -> str:
    counted = [effort.pages, effort.shown, effort.boxes, effort.clicks, effort.letters]
    counted += [minutes(effort, waiting=waiting), words]
    counted += [minutes(effort, words=words, waiting=waiting)]
    return f"| {side} | " + " | ".join(map(str, counted)) + " |"


def link_to(mailbox: Any, name: str) -> str:
    """The link of the newest email to somebody."""
    newest = max(number for number, one in enumerate(mailbox.emails) if one["To"] == name)
    return "/" + re.search(r"https?://\S+", mailbox.text(newest))[0].split("/", 3)[3]


def when_the_desk_invites(page: Page, site: Site, desk: Effort) -> None:
    page.goto(site.path("network/"))
    desk.meets(page, "Hamlets Network")
    desk.presses(page, "link", "Organisations that are joining")
    desk.meets(page, "Organisations that are joining")
    desk.presses(page, "button", "Invite an organisation")
    desk.meets(page, "Invite an organisation")
    desk.types(page, "Name of the organisation", BANK)
    desk.ticks(page, "[name=sector][value=vcs]")
    desk.types(page, "Name of the person who begins", "Jo Sample")
    desk.types(page, "Their email address", CONTACT)
    desk.presses(page, "button", "Send the invitation")
    check(page, "Organisations that are joining")


def when_the_food_bank_begins(page: Page, bank: Effort, mailbox: Any, post: Any) -> None:
    post()
    page.goto(link_to(mailbox, CONTACT))
    bank.meets(page, "Joining Hamlets")
    bank.presses(page, "button", "Begin")
    bank.meets(page, "Sign in")
    bank.types(page, "Email address", CONTACT)
    bank.presses(page, "button", "Continue")
    bank.meets(page, "Enter your code")
    post()
    bank.types(page, "6-digit code", re.search(r"\b\d{6}\b", mailbox.text())[0])
    bank.presses(page, "button", "Sign in")


def when_it_says_who_it_is_and_signs(page: Page, site: Site, bank: Effort) -> int:
    """How many words there were to read before signing."""
    words = 0
    bank.meets(page, "Join Hamlets")
    bank.presses(page, "link", "Say who you are")
    bank.meets(page, "Say who you are")
    bank.types(page, "What does your organisation do?", "Three days of food.")
    bank.ticks(page, "[name=number_kind][value=no]")
    bank.types(page, "Phone number of that team", "02079460018")
    bank.presses(page, "button", "Save")
    for agreement in ("Data sharing agreement", "Charter"):
        bank.meets(page, "Join Hamlets")
        bank.presses(page, "link", f"Sign the {agreement.lower()}")
        bank.meets(page, f"Sign: {agreement}")
        words += len(page.locator("main").inner_text().split())
        bank.types(page, "Your role in the organisation", "Chair")
        bank.ticks(page, "[name=may_sign]")
        bank.presses(page, "button", "Sign")
        check(page, "Signature")
        page.goto(site.path())
        bank.clicks += 1
    return words


def when_it_says_what_it_offers(page: Page, site: Site, bank: Effort) -> None:
    bank.meets(page, "Join Hamlets")
    bank.presses(page, "link", "Invite your people")
    bank.meets(page, "Invite your people")
    bank.presses(page, "button", "That is everybody for now")
    bank.meets(page, "Join Hamlets")
    bank.presses(page, "link", "Describe what you offer")
    bank.meets(page, "Our services")
    bank.presses(page, "button", "Add a service")
    bank.meets(page, "Add a service")
    bank.types(page, "Name of the service", "Food parcels")
    bank.presses(page, "button", "Continue")
    bank.meets(page, "Food parcels")
    bank.presses(page, "link", "About it")
    bank.meets(page, "About it")
    bank.types(page, "What it does", "Three days of food.")
    bank.ticks(page, "main [value=food]")
    page.get_by_role("button", name="Save", exact=True).last.click()
    bank.clicks += 1
    check(page, "Food parcels")
    page.goto(site.path())
    bank.clicks += 1


def when_it_practises_and_is_ready(page: Page, site: Site, bank: Effort) -> None:
    bank.meets(page, "Join Hamlets")
    bank.presses(page, "link", "Make a practice referral")
    bank.meets(page, "Practise")
    bank.presses(page, "button", "Start practising")
    bank.meets(page, "What you can practise")
    bank.presses(page, "link", "Make a referral")
    when_she_makes_a_practice_referral(page, bank)
    page.goto(site.path())
    bank.clicks += 1
    bank.meets(page, "Join Hamlets")
    bank.presses(page, "link", "Tell the desk that you are ready")
    bank.meets(page, "Tell the desk that you are ready")
    bank.presses(page, "button", "We are ready")
    check(page, "Join Hamlets")


def when_the_desk_approves(page: Page, site: Site, desk: Effort, mailbox: Any, post: Any) -> None:
    post()
    page.goto(link_to(mailbox, site.world.email("coordinator")))
    desk.meets(page, BANK)
    desk.presses(page, "link", "Food parcels")
    desk.meets(page, "Food parcels")
    page.go_back()
    desk.clicks += 1
    desk.presses(page, "button", "Approve: they are live")
    check(page, BANK)


def then_it_makes_its_first_live_referral(page: Page, site: Site, mailbox: Any, post: Any) -> None:
    post()
    page.goto(link_to(mailbox, CONTACT))
    check(page, "What needs you")
    page.goto(site.path("refer/"))
    say_who(page, "Bilal")
    tell(page, "No food.", "food")
    choose(page, "Crisis advice")
    agree_and_send(page, "Send")


def test_a_food_bank_joins_and_makes_its_first_live_referral(site, mailbox, post):
    desk, bank = Effort(), Effort()
    office, phone = site.open("coordinator", width=NARROW), site.open(width=NARROW)

    when_the_desk_invites(office, site, desk)
    when_the_food_bank_begins(phone, bank, mailbox, post)
    read = when_it_says_who_it_is_and_signs(phone, site, bank)
    when_it_says_what_it_offers(phone, site, bank)
    when_it_practises_and_is_ready(phone, site, bank)
    when_the_desk_approves(office, site, desk, mailbox, post)

    then_it_makes_its_first_live_referral(phone, site, mailbox, post)
    rows = [row("The desk", desk), row("The organisation", bank, words=read, waiting=CODE)]
    assert set(rows) <= set(DOC.read_text().splitlines()), rows
    assert minutes(desk) <= 10
    assert minutes(bank, waiting=CODE) <= 15
