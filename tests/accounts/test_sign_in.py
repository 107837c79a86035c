import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.accounts.models import User
from ccs.outbox.tasks import deliver
from tests.accounts.conftest import CODE, LOGIN

pytestmark = pytest.mark.django_db


def ask(browser, email="amal@example.org", **more):
    return browser.post(LOGIN, {"email": email, **more}, follow=True)


def enter(browser, code, device="usual"):
    return browser.post(CODE, {"code": code, "device": device})


def user_of(browser):
    return browser.session.get("_auth_user_id")


def page(response):
    """The page without what differs between any two requests."""
    masked = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return masked.replace("amal@example.org", "EMAIL").replace("nobody@example.org", "EMAIL")


def test_a_person_signs_in_with_the_code_in_an_email(client, amal, emailed_code):
    ask(client, "Amal@Example.org")

    response = enter(client, emailed_code())

    assert (response.status_code, response["Location"]) == (302, "/")
    assert user_of(client) == str(amal.pk)


def test_the_link_in_the_email_fills_the_code_in(client, amal, emailed_code, mailbox):
    ask(client)
    code = emailed_code()

    link = re.search(r"http://localhost:8000(\S+)", mailbox.text()).group(1)
    response = client.get(link)

    assert link == f"/accounts/login/code/?code={code}"
    assert f'value="{code}"' in response.content.decode()
    assert user_of(client) is None


def test_the_link_in_another_browser_asks_for_a_new_code(client, amal, emailed_code):
    ask(client)
    code = emailed_code()

    response = Client().get(f"{CODE}?code={code}", follow=True)

    assert response.redirect_chain == [(LOGIN, 302)]
    assert (
        "Ask for a new code, in the browser you want to sign in with." in response.content.decode()
    )


def test_the_link_leads_back_to_where_the_person_was_going(client, amal, emailed_code):
    ask(client, next="/tower-hamlets/referrals/")

    response = enter(client, emailed_code())

    assert response["Location"] == "/tower-hamlets/referrals/"


def test_another_site_is_nowhere_to_go(client, amal, emailed_code):
    ask(client, next="https://elsewhere.example/")

    response = enter(client, emailed_code())

    assert response["Location"] == "/"


def test_an_unknown_address_gets_the_same_page_and_no_email(amal, mailbox):
    known, unknown = Client(), Client()

    asked = [ask(known), ask(unknown, "nobody@example.org")]
    entered = [enter(known, "wrong!"), enter(unknown, "wrong!")]
    deliver()

    assert page(asked[0]) == page(asked[1])
    assert [r.redirect_chain for r in asked] == [[(CODE, 302)], [(CODE, 302)]]
    assert page(entered[0]) == page(entered[1])
    assert mailbox.addresses == ["amal@example.org"]


def test_an_unknown_address_costs_as_many_queries(amal, django_assert_num_queries):
    browsers = {"amal@example.org": Client(), "nobody@example.org": Client()}

    for email, browser in browsers.items():
        with django_assert_num_queries(10):
            browser.post(LOGIN, {"email": email})
        with django_assert_num_queries(1):
            browser.get(CODE)
        with django_assert_num_queries(5):
            enter(browser, "000000")


def test_a_closed_account_is_an_unknown_one(client, amal, mailbox):
    User.objects.filter(pk=amal.pk).update(is_active=False)

    response = ask(client)
    deliver()

    assert response.redirect_chain == [(CODE, 302)]
    assert mailbox.emails == []


def test_an_account_closed_while_the_code_was_on_its_way_is_not_signed_in(
    client, amal, emailed_code
):
    ask(client)
    code = emailed_code()
    User.objects.filter(pk=amal.pk).update(is_active=False)

    response = enter(client, code)

    assert response["Location"] == LOGIN
    assert user_of(client) is None


@pytest.mark.parametrize("email", ["amal@example.org", "nobody@example.org"])
def test_three_wrong_codes_wait(client, amal, mailbox, email):
    ask(client, email)

    answers = [enter(client, wrong) for wrong in ("111111", "222222", "333333")]
    again = ask(client, email)

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "That code is not right." in answers[0].content.decode()
    assert answers[2]["Location"] == LOGIN
    assert "Wait 5 minutes, then ask for a new code" in again.content.decode()


def test_after_five_minutes_a_new_code_works(client, amal, emailed_code):
    ask(client)
    for wrong in ("111111", "222222", "333333"):
        enter(client, wrong)

    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        ask(client)
        enter(client, emailed_code())

    assert user_of(client) == str(amal.pk)


def test_guesses_in_many_browsers_are_counted_together(amal, emailed_code):
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        ask(browser)
    code = emailed_code()

    for browser in browsers:
        enter(browser, "000000")
    response = enter(browsers[2], code)

    assert user_of(browsers[2]) is None
    assert "Wait 5 minutes, then ask for a new code" in response.content.decode()


def test_a_stranger_keeps_nobody_out_of_a_browser_they_signed_in_with(sign_in, emailed_code):
    own, stranger, another = sign_in(), Client(), Client()
    own.post("/accounts/logout/")

    ask(stranger)
    for wrong in ("111111", "222222", "333333"):
        enter(stranger, wrong)
    refused = ask(another)
    ask(own)
    enter(own, emailed_code())

    assert "Wait 5 minutes, then ask for a new code" in refused.content.decode()
    assert user_of(own)


def test_guesses_in_a_known_browser_are_counted_too(sign_in, amal, emailed_code):
    own = sign_in()
    own.post("/accounts/logout/")
    ask(own)

    answers = [enter(own, wrong) for wrong in ("111111", "222222", "333333")]
    again = ask(own)

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "Wait 5 minutes, then ask for a new code" in again.content.decode()


def test_a_right_code_uses_up_no_try(sign_in):
    browsers = [sign_in() for _ in range(3)]

    signed_in = [user_of(browser) is not None for browser in browsers]

    assert signed_in == [True, True, True]


def test_an_empty_box_uses_up_no_try(client, amal, emailed_code):
    ask(client)

    answers = [enter(client, "") for _ in range(4)]
    enter(client, emailed_code())

    assert "Enter the 6-digit code" in answers[0].content.decode()
    assert user_of(client) == str(amal.pk)


def test_a_code_works_for_ten_minutes(client, amal, emailed_code):
    ask(client)
    code = emailed_code()

    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        response = enter(client, code)

    assert response["Location"] == LOGIN
    assert user_of(client) is None


def test_a_code_works_once(client, amal, emailed_code):
    ask(client)
    code = emailed_code()

    enter(client, code)
    client.post("/accounts/logout/")
    enter(client, code)

    assert user_of(client) is None


def test_a_mistyped_address_can_be_mended(client, amal, emailed_code):
    ask(client, "amla@example.org")

    back = client.get(LOGIN)
    ask(client)
    enter(client, emailed_code())

    assert back.status_code == 200
    assert user_of(client) == str(amal.pk)


def test_three_codes_a_minute_are_enough(client, amal, mailbox):
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(3):
            ask(client)

        fourth = ask(client)
    deliver()

    assert "You have tried too many times." in fourth.content.decode()
    assert len(mailbox.emails) == 3


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/reset/",
        "password/change/",
        "password/set/",
        "inactive/",
        "reauthenticate/",
        "confirm-email/",
        "2fa/",
        "3rdparty/",
        "sessions/",
    ],
)
def test_the_rest_of_the_library_cannot_be_reached(sign_in, client, path):
    browsers = [client, sign_in()]

    statuses = [browser.get(f"/accounts/{path}").status_code for browser in browsers]

    assert statuses == [404, 404]


def test_the_address_above_leads_to_the_sign_in_or_to_the_account(client, sign_in):
    signed_in = sign_in()

    places = [browser.get("/accounts/")["Location"] for browser in (client, signed_in)]

    assert places == [LOGIN, "/accounts/email/"]


def test_signing_in_and_out_is_in_the_log_with_what_was_shown(client, amal, emailed_code, caplog):
    caplog.set_level(logging.INFO)

    client.post(LOGIN, {"email": "amal@example.org"})
    client.post(CODE, {"code": emailed_code(), "device": "shared"})
    client.post("/accounts/logout/")

    said = {one.message: vars(one) for one in caplog.records if one.name.startswith("ccs.accounts")}
    assert said["accounts.signed_in"]["user_id"] == str(amal.pk)
    assert said["accounts.signed_in"]["factors"] == ["code"]
    assert said["accounts.signed_out"]["user_id"] == str(amal.pk)
    assert "amal@example.org" not in str(said)
