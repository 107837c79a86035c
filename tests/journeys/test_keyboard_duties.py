"""Rights, duties and the second step without a mouse, on a screen of 320 px."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone
from playwright.sync_api import Page, expect

from ccs.tenancy.context import enter, system
from referrals.audit.models import UnusualReading
from referrals.rights.actions import propose
from referrals.rights.models import Erasure
from tests.access.watched import watched
from tests.journeys.conftest import NARROW, Site, check
from tests.journeys.test_keyboard import FOCUSED, press, tab_to, write
from tests.journeys.test_sign_in import code_in
from tests.mail import Mailbox
from tests.referrals.rights.asked import asked, helped, person_of

# The outline or the shadow of what has the focus; of a box or a dot, that of its label.
SHOWN = """() => {
    const one = document.activeElement, before = one.matches("[type=radio], [type=checkbox]");
    const look = before && one.labels.length
        ? getComputedStyle(one.labels[0], "::before") : getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {
        seen: look.boxShadow !== "none" || look.outlineStyle !== "none",
        there: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
        words: one.outerHTML.slice(0, 200),
    };
}"""
# Whether it stands after the one before; "again" where Tab has begun anew.
ORDER = """() => {
    const now = document.activeElement, before = window.before;
    if (now === document.body || now === window.first) return "again";
    window.first = window.first || now;
    window.before = now;
    return !before || before.compareDocumentPosition(now) & 4 ? "after" : "before";
}"""


def looked_at(page: Page, heading: str) -> None:
    """Fits, axe finds nothing, and Tab goes through it from top to bottom and is always seen."""
    check(page, heading)
    page.evaluate("window.first = window.before = null")
    for _ in range(60):
        page.keyboard.press("Tab")
        order = page.evaluate(ORDER)
        if order == "again":
            return
        shown = page.evaluate(SHOWN)
        assert (order, shown["seen"], shown["there"]) == ("after", True, True), shown["words"]
    raise AssertionError(f"Tab never came to the end of {page.title()}.")


def choose(page: Page, words: str) -> None:
    """The arrows go through a question's answers, which are one stop of Tab."""
    first = page.get_by_label(words).first.get_attribute("name")
    while page.evaluate("document.activeElement.name") != first:
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(12):
        if page.evaluate(FOCUSED)[1].startswith(words):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never reached “{words}”.")


def wrong_at_once(page: Page, button: str) -> None:
    """Sent empty: the summary of what is wrong has the focus, and its first link leads there."""
    press(page, button)
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")


def test_a_record_is_erased_by_two_with_the_keyboard_alone(site: Site) -> None:
    client_id = person_of(site.world, helped(site.world))
    first, second = site.open("teacher", width=NARROW), site.open("adviser", width=NARROW)

    first.goto(site.path(f"people/{client_id}/rights/"))
    looked_at(first, "What do they ask for by right?")
    wrong_at_once(first, "Take the request")
    choose(first, "They ask for their record to be erased")
    choose(first, "The person themselves")
    choose(first, "The team knows them")
    for box, number in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        write(first, box, number)
    press(first, "Take the request")
    looked_at(first, "They ask for their record to be erased")
    press(first, "I agree that it is erased")
    second.goto(site.path("rights/"))
    looked_at(second, "What people ask for by right")
    press(second, "They ask for their record to be erased")
    looked_at(second, "They ask for their record to be erased")
    press(second, "I agree as well: erase it now")

    expect(second.get_by_text("The record was erased")).to_be_visible()
    with enter(system(site.world.network.pk)):
        assert Erasure.objects.get().client_id == client_id


def test_a_restriction_a_copy_and_how_long_things_are_kept_with_the_keyboard_alone(
    site: Site,
) -> None:
    client_id = person_of(site.world, helped(site.world))
    copy = asked(site.world, client_id, "access")
    kept = asked(site.world, client_id, "restrict")
    with site.world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=copy.pk)
    page = site.open("coordinator", width=NARROW)

    page.goto(site.path(f"rights/{copy.pk}/"))
    press(page, "I agree as well: a copy may be made")
    looked_at(page, "They ask for a copy of their record")
    press(page, "To read it to them")
    looked_at(page, "All that is held about you in Hamlets Network")
    page.goto(site.path(f"rights/{kept.pk}/"))
    press(page, "Restrict the record")
    looked_at(page, "Why is it not to be used?")
    wrong_at_once(page, "Write it down")
    choose(page, "They say that it is wrong")
    press(page, "Write it down")
    expect(page.get_by_text("This record is restricted since")).to_be_visible()
    page.goto(site.path("retention/"))
    looked_at(page, "What is kept, and what is erased")
    press(page, "Change how long records are kept")
    tab_to(page, "A record of a person is kept for")
    page.keyboard.press("Control+A")
    page.keyboard.type("5")
    press(page, "See what this changes")
    looked_at(page, "How long agreements hold and records are kept")
    press(page, "Change")

    expect(page.get_by_text("takes it back")).to_be_visible()
    site.world.network.refresh_from_db()
    assert site.world.network.standards["retention_years"] == 5


def test_the_audit_and_a_breach_are_looked_into_with_the_keyboard_alone(site: Site) -> None:
    helped(site.world)
    watched(site.world)
    page = site.open("manager", width=NARROW)

    page.goto(site.path("audit/"))
    looked_at(page, "Who did what")
    press(page, "Reading that stood out")
    looked_at(page, "Reading that stood out")
    press(page, "Adviser Sample")
    looked_at(page, "Reading that stood out")
    wrong_at_once(page, "Keep this answer")
    choose(page, "This was right")
    press(page, "Keep this answer")
    page.goto(site.path("audit/"))
    press(page, "Adviser Sample")
    looked_at(page, "What they did")
    press(page, "Was this account misused?")
    looked_at(page, "What an account opened")
    today = timezone.localdate()
    for _ in range(2):
        for box, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
            write(page, box, str(number))
    press(page, "Show what was opened")
    looked_at(page, "What an account opened")

    expect(page.get_by_text("72 hours").first).to_be_visible()
    with enter(system(site.world.network.pk)):
        assert UnusualReading.objects.filter(answer="right").count() == 1


def test_a_second_step_is_set_up_asked_and_taken_back_with_the_keyboard_alone(
    site: Site, mailbox: Mailbox
) -> None:
    page = site.open(width=NARROW)
    email = site.world.email("teacher")

    sign_in(page, email, mailbox)
    page.goto("/accounts/second-step/")
    looked_at(page, "Your second step")
    press(page, "Set up a code app")
    looked_at(page, "Set up a code app")
    secret = page.locator("code").inner_text().replace(" ", "")
    wrong_at_once(page, "Set it up")
    page.keyboard.type(code_of(secret, timezone.now()))
    press(page, "Set it up")
    looked_at(page, "Your backup codes")
    backup = page.locator("code").first.inner_text()
    press(page, "I have kept them")
    page.goto("/accounts/logout/")
    press(page, "Sign out")
    sign_in(page, email, mailbox)
    looked_at(page, "Show that it is you")
    wrong_at_once(page, "Continue")
    page.keyboard.type(backup)
    press(page, "Do not ask me again", "Space")
    press(page, "Continue")
    page.goto("/accounts/devices/")
    looked_at(page, "Where you are signed in")
    press(page, "Ask again there")

    expect(page.get_by_text("asked for the second step again")).to_be_visible()
    user = site.world.user("teacher")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def sign_in(page: Page, email: str, mailbox: Mailbox) -> None:
    page.goto("/accounts/login/")
    write(page, "Email address", email)
    press(page, "Continue")
    write(page, "6-digit code", code_in(mailbox))
    press(page, "Sign in")


def code_of(secret: str, at: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))
