import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from ccs.accounts.forgetting import redact_account
from ccs.accounts.models import KnownDevice
from ccs.outbox.tasks import deliver
from tests.accounts.conftest import CODE, LOGIN

pytestmark = pytest.mark.django_db

STEP, APP = "/accounts/login/second-step/", "/accounts/second-step/app/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_code(secret=SECRET, at=None):
    counter = int((at or timezone.now()).timestamp()) // 30
    return format_hotp_value(hotp_value(secret, counter))


def user_of(browser):
    return browser.session.get("_auth_user_id")


@pytest.fixture
def with_app(amal):
    with_it = TOTP.activate(amal, SECRET)
    RecoveryCodes.activate(amal)
    return with_it


def test_an_app_is_set_up_with_a_code_it_shows_and_backup_codes_are_shown_until_kept(
    sign_in, amal, mailbox
):
    browser = sign_in()
    secret = re.search(r"<code>([A-Z0-9 ]+)</code>", browser.get(APP).content.decode()).group(1)

    set_up = browser.post(APP, {"code": app_code(secret.replace(" ", ""))}, follow=True)
    browser.post("/accounts/second-step/codes/")
    afterwards = browser.get("/accounts/second-step/codes/").content.decode()
    deliver()

    assert len(re.findall(r"<code>\d{4} \d{4}</code>", set_up.content.decode())) == 10
    assert "<code>" not in afterwards
    assert "You have 10 left." in afterwards
    assert "A code app was added to your account." in mailbox.text()


def test_nobody_who_reads_the_table_can_make_codes(with_app):
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(row[0] for row in cursor.fetchall())

    assert SECRET not in stored


def test_after_the_emailed_code_the_app_is_asked(sign_in, with_app, amal):
    browser = sign_in()
    before = user_of(browser)

    browser.post(STEP, {"code": app_code()})

    assert before is None
    assert user_of(browser) == str(amal.pk)


def test_the_second_step_leads_on_to_where_the_person_was_going(
    client, with_app, amal, emailed_code
):
    client.post(LOGIN, {"email": "amal@example.org", "next": "/hamlets/referrals/"})
    client.post(CODE, {"code": emailed_code(), "device": "usual"})

    response = client.post(STEP, {"code": app_code()})

    assert response["Location"] == "/hamlets/referrals/"


def test_an_account_that_is_forgotten_leaves_nothing_to_sign_in_with(sign_in, with_app, amal):
    sign_in("own").post(STEP, {"code": app_code(), "trust": "on"})

    redact_account(amal.pk)

    assert not Authenticator.objects.exists()
    assert not KnownDevice.objects.exists()


def test_a_code_works_once(sign_in, with_app):
    first, second = sign_in(), sign_in()
    code = app_code()

    first.post(STEP, {"code": code})
    response = second.post(STEP, {"code": code})

    assert user_of(first)
    assert user_of(second) is None
    assert "That did not work." in response.content.decode()


@pytest.mark.parametrize("written", ["{0}-{1}", "{0} {1}", ".{0}{1}", "{0}\t{1}"])
def test_a_code_works_once_however_it_is_written(sign_in, with_app, amal, written):
    first, second = sign_in(), sign_in()
    code = app_code()

    first.post(STEP, {"code": code})
    # The library remembers it for its own half minute, but takes it for one and a half.
    cache.delete(f"allauth.mfa.totp.used?user={amal.pk}&code={code}")
    second.post(STEP, {"code": written.format(code[:3], code[3:])})

    assert user_of(first)
    assert user_of(second) is None


def test_a_backup_code_works_once_and_is_told_of(sign_in, with_app, amal, mailbox):
    first, second = sign_in(), sign_in()
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]

    first.post(STEP, {"code": code})
    second.post(STEP, {"code": code})
    deliver()

    assert user_of(first)
    assert user_of(second) is None
    assert "A backup code was used to sign in to your account." in mailbox.text()


def test_wrong_codes_are_limited_and_logged_without_an_address(sign_in, with_app, caplog):
    browser = sign_in()

    for _ in range(5):
        browser.post(STEP, {"code": "000000"})
    response = browser.post(STEP, {"code": app_code()})

    assert "You have tried too many times." in response.content.decode()
    assert user_of(browser) is None
    logged = [vars(one) for one in caplog.records if one.name == "ccs.accounts.second.wrong"]
    assert [one["msg"] for one in logged] == ["accounts.second_step_wrong"] * 5
    assert "example.org" not in str(logged)


def test_a_trusted_device_is_not_asked_for_30_days_and_can_be_asked_again(sign_in, with_app, amal):
    browser = sign_in("own")
    now = timezone.now()
    browser.post(STEP, {"code": app_code(), "trust": "on"})

    page = browser.get("/accounts/devices/").content.decode()
    trusted = KnownDevice.objects.get(user=amal)
    browser.post(f"/accounts/devices/{trusted.pk}/ask-again/")

    assert "Where we do not ask for your second step" in page
    assert trusted.trusted_until - now > timedelta(days=29, hours=23)
    assert not KnownDevice.objects.filter(trusted_until__isnull=False).exists()


def test_a_trusted_device_signs_in_with_the_emailed_code_alone(
    sign_in, with_app, amal, emailed_code
):
    browser = sign_in("own")
    browser.post(STEP, {"code": app_code(), "trust": "on"})
    browser.post("/accounts/logout/")

    browser.post(LOGIN, {"email": "amal@example.org"})
    browser.post(CODE, {"code": emailed_code(), "device": "own"})

    assert user_of(browser) == str(amal.pk)


def test_somebody_elses_cookie_is_not_trusted(sign_in, with_app, amal):
    sign_in("own").post(STEP, {"code": app_code(), "trust": "on"})

    thief = sign_in("own")

    assert user_of(thief) is None


def test_a_new_device_is_told_by_email_and_a_known_one_is_not(sign_in, amal, mailbox, emailed_code):
    browser = sign_in()
    browser.post("/accounts/logout/")
    browser.post(LOGIN, {"email": "amal@example.org"})
    browser.post(CODE, {"code": emailed_code(), "device": "usual"})
    deliver()
    before = len(mailbox.emails)

    sign_in(user_agent="Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0")
    deliver()

    assert before == 2
    assert "that you had not used before: Firefox on Windows." in mailbox.text()
    assert "amal" not in mailbox.text()


def test_one_session_is_ended_from_the_list(sign_in, amal):
    here, there = sign_in(), sign_in()
    page = here.get("/accounts/devices/").content.decode()

    here.post(re.search(r"/accounts/devices/\d+/sign-out/", page).group())

    assert here.get("/accounts/devices/").status_code == 200
    assert there.get("/accounts/devices/").status_code == 302


def test_what_is_set_up_can_be_changed_only_after_showing_it_again(sign_in, with_app, amal):
    browser = sign_in()
    browser.post(STEP, {"code": app_code()})
    remove = f"/accounts/second-step/{with_app.instance.pk}/remove/"

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        address = browser.get("/accounts/email/")
        asked = browser.post(remove)
        browser.post(asked["Location"], {"code": app_code()})
        browser.post(remove)

    assert address["Location"].startswith("/accounts/second-step/again/")
    assert asked["Location"].startswith("/accounts/second-step/again/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "made",
    [
        '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}',
        "[" * 10_000 + "]" * 10_000,
    ],
    ids=["unknown", "nested"],
)
def test_a_passkey_that_nobody_has_opens_nothing(client, amal, made):
    client.get("/accounts/login/passkey/")

    response = client.post("/accounts/login/passkey/", {"credential": made}, follow=True)

    assert "That passkey did not work. Use a code instead." in response.content.decode()
    assert user_of(client) is None


@pytest.mark.parametrize("path", [STEP, "/accounts/second-step/passkey/"])
def test_what_is_no_passkey_at_all_is_refused_on_each_page(sign_in, amal, path):
    browser = sign_in()
    if path == STEP:
        TOTP.activate(amal, SECRET)
        browser = sign_in()

    response = browser.post(path, {"credential": "[" * 10_000 + "]" * 10_000})

    assert response.status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_wrong_emailed_codes_are_logged_without_whose_they_were(client, amal, caplog):
    client.post(LOGIN, {"email": "amal@example.org"})

    client.post(CODE, {"code": "wrong!", "device": "usual"})

    logged = [vars(one) for one in caplog.records if one.name == "ccs.accounts.forms"]
    assert [one["msg"] for one in logged] == ["accounts.code_wrong"]
    assert "example.org" not in str(logged)
