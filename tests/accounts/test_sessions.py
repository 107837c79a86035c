from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from ccs.accounts.actions import deactivate, end_all_sessions
from ccs.accounts.presenters import device_name
from ccs.accounts.tasks import forget_old_sessions
from tests.accounts.conftest import CODE, LOGIN

DEVICES = "/accounts/devices/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1"


def forget_in_redis(browser):
    """The test's clock moves only this process, so let the database's date decide."""
    store = browser.session
    store._cache.delete(store.cache_key)


def used(browser, at):
    """As if it had been used until then: see test_idle.py."""
    store = browser.session
    store["used_at"] = at.timestamp()
    store.save()
    forget_in_redis(browser)


def signed_in(browser):
    return browser.get(DEVICES).status_code == 200


@pytest.mark.parametrize(("device", "hours"), [("shared", 2), ("usual", 12), ("own", 14 * 24)])
def test_a_session_lasts_as_long_as_the_device_allows(sign_in, device, hours):
    browser = sign_in(device)
    signed_in_at = timezone.now()

    used(browser, signed_in_at + timedelta(hours=hours))
    with time_machine.travel(signed_in_at + timedelta(hours=hours, minutes=-1)):
        before = signed_in(browser)
    forget_in_redis(browser)
    with time_machine.travel(signed_in_at + timedelta(hours=hours, minutes=1)):
        after = signed_in(browser)

    assert (before, after) == (True, False)


@pytest.mark.parametrize(("device", "kept"), [("shared", False), ("usual", True), ("own", True)])
def test_on_a_shared_device_the_session_ends_with_the_browser(sign_in, device, kept):
    browser = sign_in(device)

    cookie = browser.cookies["sessionid"]

    assert bool(cookie["expires"]) is kept


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(sign_in):
    browser = sign_in()

    cookie = browser.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_signing_in_changes_the_sessions_key(client, amal, emailed_code):
    client.post(LOGIN, {"email": "amal@example.org"})
    before = client.session.session_key

    client.post(CODE, {"code": emailed_code(), "device": "usual"})

    assert client.session.session_key != before


def test_signing_out_ends_the_session(sign_in):
    browser = sign_in()

    response = browser.post("/accounts/logout/", follow=True)

    assert "You have signed out." in response.content.decode()
    assert not signed_in(browser)


def test_reading_the_page_does_not_sign_out(sign_in):
    browser = sign_in()

    response = browser.get("/accounts/logout/")

    assert "Sign out?" in response.content.decode()
    assert signed_in(browser)


def test_a_closed_account_is_out_on_the_next_request(sign_in, amal):
    browser = sign_in()

    deactivate(amal)

    assert not signed_in(browser)


def test_signing_out_everywhere_acts_on_the_next_request(sign_in, amal):
    browsers = [sign_in(), sign_in()]

    end_all_sessions(amal)

    assert [signed_in(browser) for browser in browsers] == [False, False]


def test_the_page_lists_where_one_is_signed_in(sign_in):
    browser = sign_in(user_agent=FIREFOX)
    sign_in(user_agent=SAFARI)

    html = browser.get(DEVICES).content.decode()

    assert "Firefox on Windows" in html
    assert "Safari on iPhone" in html
    assert html.count("This device") == 1


def test_one_can_sign_out_everywhere_else(sign_in):
    here, there = sign_in(user_agent=FIREFOX), sign_in(user_agent=SAFARI)

    response = here.post(DEVICES, follow=True)

    assert "You have signed out on your other devices." in response.content.decode()
    assert "Safari on iPhone" not in response.content.decode()
    assert (signed_in(here), signed_in(there)) == (True, False)


def test_ended_sessions_are_forgotten_with_their_devices(sign_in, amal):
    sign_in()
    sign_in()
    Session.objects.filter(pk=Session.objects.first().pk).update(expire_date=timezone.now())

    forget_old_sessions()

    assert amal.usersession_set.count() == 1


def test_an_unknown_device_has_a_name_too():
    agent = "curl/8.5"

    name = device_name(agent)

    assert name == "A device we do not know"


def test_signing_out_clears_the_pages_that_the_browser_kept(sign_in):
    browser = sign_in()

    response = browser.post("/accounts/logout/")

    assert response["Clear-Site-Data"] == '"cache"'
