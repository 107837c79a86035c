"""The person helped, on their phone: in Welsh, and in a language that runs from right to left.

What is clicked is found by its name or its address, so that no test has to know the words.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from referrals.clients.models import Client
from referrals.referrals.models import Referral
from referrals.voice.actions.making import make_card
from referrals.voice.models import NotCalled
from referrals.voice.tokens import new_address
from tests.journeys.conftest import NARROW, Site, check
from tests.referrals.voice.cards import person

DIRECTIONS = {"cy": "ltr", "ar": "rtl"}


def given(site: Site, language: str) -> tuple[Referral, str, str]:
    """A card in that language: its referral, its path, its code."""
    world = site.world
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(client_languages=["ar"])
    [referral] = world.refer(client=person(languages=(language,)))
    with world.acting("teacher") as actor:
        made = make_card(actor=actor, assessment_id=referral.assessment_id, language=language)
        path = urlsplit(new_address(made.link)).path
    return referral, path, made.code


def look(page: Page, language: str) -> None:
    """In their language and its direction, nothing wider than the phone, open to everybody."""
    shown = page.locator("html")
    expect(shown).to_have_attribute("lang", language)
    expect(shown).to_have_attribute("dir", DIRECTIONS[language])
    check(page, page.get_by_role("heading", level=1).inner_text().strip())


@pytest.mark.parametrize("language", DIRECTIONS)
def test_somebody_sees_and_changes_what_is_theirs_on_their_phone(site: Site, language: str) -> None:
    referral, path, code = given(site, language)
    page = site.open(width=NARROW)

    page.goto(path)
    look(page, language)
    page.locator("[name=code]").fill("000000")
    page.locator("form:has([name=code]) button").click()
    page.locator(".govuk-error-summary").wait_for()
    look(page, language)
    page.locator("[name=code]").fill(code)
    page.locator("form:has([name=code]) button").click()
    page.locator("form[action*=not-called]").wait_for()
    look(page, language)
    page.locator("form[action*=not-called] button").click()
    page.locator(".govuk-notification-banner").wait_for()
    look(page, language)
    page.locator("a[href*='/contact/']").click()
    look(page, language)
    page.locator("[name=phone]").fill("07700 900456")
    page.locator("[name=safe][value=text]").uncheck()
    page.locator("form:has([name=phone]) button").click()
    page.locator(".govuk-notification-banner").wait_for()
    look(page, language)
    page.locator("a[href*='/stop/']").click()
    look(page, language)
    page.locator("#stop").click()
    page.locator(".govuk-panel").wait_for()
    look(page, language)

    with site.world.acting("teacher"):
        known = Client.objects.get(assessments=referral.assessment_id)
    with enter(system(site.world.network.pk)):
        said = NotCalled.objects.get()
        ended = Referral.objects.get(pk=referral.pk)
    assert (known.phone, known.safe_to) == ("+447700900456", ["call", "email"])
    assert (said.referral_id, ended.status) == (referral.pk, "withdrawn")
