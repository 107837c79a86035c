"""What opens an account is changed by who shows again that it is they, and shuts it elsewhere."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from ccs.accounts.models import User
from tests.accounts.conftest import CODE, LOGIN
from tests.accounts.test_second_step import APP, app_code

EMAIL, EMAIL_CODE, CODES = (
    "/accounts/email/",
    "/accounts/email/code/",
    "/accounts/second-step/codes/",
)
AGAIN = "/accounts/again/?next=/accounts/email/"
DEVICES = "/accounts/devices/"


def new_address(browser, code):
    browser.post(EMAIL, {"email": "amal.new@example.org"})
    browser.post(EMAIL_CODE, {"code": code()})


def new_app(browser, _code):
    secret = re.search(r"<code>([A-Z0-9 ]+)</code>", browser.get(APP).content.decode()).group(1)
    browser.post(APP, {"code": app_code(secret.replace(" ", ""))})


def no_app(browser, _code):
    one = Authenticator.objects.get(type="totp")
    browser.post(f"/accounts/second-step/{one.pk}/remove/")


def new_backup_codes(browser, _code):
    browser.post(CODES, {"new": ""})


@pytest.mark.parametrize(
    ("before", "change"),
    [((), new_address), ((), new_app), ((new_app,), no_app), ((new_app,), new_backup_codes)],
)
def test_a_change_ends_every_other_session(sign_in, amal, emailed_code, before, change):
    here = sign_in()
    for step in before:
        step(here, emailed_code)
    there = Client()
    there.force_login(
        User.objects.get(pk=amal.pk), "allauth.account.auth_backends.AuthenticationBackend"
    )

    before_it = there.get(DEVICES).status_code
    change(here, emailed_code)

    assert before_it == 200
    assert here.get(DEVICES).status_code == 200
    assert there.get(DEVICES)["Location"].startswith(LOGIN)


@pytest.mark.parametrize("path", [EMAIL, APP, "/accounts/second-step/passkey/"])
def test_who_has_no_second_step_shows_a_new_code_of_the_address_there_is(sign_in, path):
    browser = sign_in()

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answers = [browser.get(path), browser.post(path, {"email": "amal.new@example.org"})]

    assert [one["Location"] for one in answers] == [
        f"/accounts/again/?{urlencode({'next': path})}"
    ] * 2


def test_the_code_goes_to_the_old_address_and_opens_the_change(sign_in, emailed_code, mailbox):
    browser = sign_in()

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        asked = browser.get(AGAIN).content.decode()
        browser.post(AGAIN)
        waiting = browser.get(AGAIN).content.decode()
        wrong = browser.post(AGAIN, {"code": "000000"})
        right = browser.post(AGAIN, {"code": emailed_code()})
        opened = browser.get(right["Location"])

    assert mailbox.addresses == ["amal@example.org"] * 2
    assert "We send a code to amal@example.org" in asked
    assert "We have sent a code to amal@example.org." in waiting
    assert "That code is not right." in wrong.content.decode()
    assert (right["Location"], opened.status_code) == (EMAIL, 200)


def test_a_code_of_another_purpose_does_not_count(sign_in, emailed_code):
    browser, anew = sign_in(), Client()

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        browser.post(AGAIN)
        own = emailed_code()
        anew.post(LOGIN, {"email": "amal@example.org"})
        answer = anew.post(CODE, {"code": own, "device": "usual"})

    assert "That code is not right." in answer.content.decode()
