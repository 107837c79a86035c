"""Signing in with a passkey, by a real browser and an authenticator that it pretends to have."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from ccs.accounts.models import User
from ccs.outbox.tasks import deliver
from tests.journeys.conftest import NARROW, Site, check
from tests.mail import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


def with_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code_in(mailbox: Mailbox) -> str:
    deliver()
    return re.findall(r"^\d{6}$", mailbox.text(), re.MULTILINE)[-1]


def test_a_coordinator_sets_up_a_passkey_and_signs_in_with_it_alone(
    site: Site, settings: Any, mailbox: Mailbox
) -> None:
    settings.SECOND_STEP_REQUIRED = True
    # A passkey belongs to a name, never to a number.
    site.url = site.url.replace("127.0.0.1", "localhost")
    email, members = site.world.email("coordinator"), site.path("members/")
    page = site.open(width=NARROW)
    with_authenticator(page)

    page.goto(members)
    check(page, "Sign in")
    page.get_by_label("Email address").fill(email)
    page.get_by_role("button", name="Continue").click()
    check(page, "Enter your code")
    page.get_by_label("6-digit code").fill(code_in(mailbox))
    page.locator("main").get_by_role("button", name="Sign in").click()
    check(page, "Your second step")
    page.get_by_role("link", name="Set up a passkey").click()
    check(page, "Set up a passkey")
    page.get_by_label("What do you want to call it?").fill("Work laptop")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="Your backup codes").wait_for()
    check(page, "Your backup codes")
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"**{members}")
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    check(page, "Sign in")
    page.goto(members)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"**{members}")

    user = User.objects.get(email=email)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
