"""A worker signs in with their council's account: there and back in a real browser."""

import oidc_provider_mock
from playwright.sync_api import expect

from ccs.settings.councils import Council
from tests.journeys.conftest import NARROW, Site, check

STYLES = "https://cdn.jsdelivr.net/"


def test_a_worker_signs_in_at_their_council_and_is_where_they_were_going(site: Site, settings):
    email = site.world.email("teacher")
    known = oidc_provider_mock.User(sub="7", claims={"email": email, "email_verified": True})
    with oidc_provider_mock.run_server_in_thread(user_claims=[known], require_nonce=True) as server:
        there = f"http://localhost:{server.server_port}"
        settings.COUNCILS = {
            "norfolk": Council(
                key="norfolk",
                issuer=there,
                client_id="referrals",
                client_secret="made-up",
                label="Norfolk Sample Council",
                domains=frozenset({email.partition("@")[2]}),
            )
        }
        page = site.open(width=NARROW)
        page.route(f"{STYLES}**", lambda route: route.abort())
        page.goto(site.path("people/"))
        check(page, "Sign in")
        expect(page.get_by_text("Your browser did not use a passkey.")).to_be_hidden()
        page.get_by_role("button", name="Sign in with Norfolk Sample Council").click()
        expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
        page.get_by_role("button", name="Deny").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page, "Start signing in again")
        page.get_by_role("button", name="Back to signing in").click()
        page.get_by_role("button", name="Sign in with Norfolk Sample Council").click()
        page.get_by_role("button", name="7", exact=True).click()
        expect(page).to_have_url(f"{site.url}{site.path('people/')}")

        page.goto("/accounts/devices/")
        check(page, "Where you are signed in")

    expect(page.get_by_text("account that you have at Norfolk Sample Council")).to_be_visible()
    site.strayed = [one for one in site.strayed if not one.startswith((there, STYLES))]
