"""Which account a council's account opens, and for how long it is remembered."""

import re

import oidc_provider_mock
import pytest
import requests
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from ccs.accounts import actions
from ccs.accounts.forgetting import redact_account
from ccs.accounts.models import User
from ccs.outbox.tasks import deliver
from ccs.tenancy.held import PROOF
from tests.accounts.conftest import LOGIN
from tests.accounts.council.conftest import BEGIN, here, norfolk, onward_from
from tests.accounts.council.server import SUBJECT, running
from tests.accounts.test_second_step import SECRET, STEP, app_code, user_of
from tests.referrals.journey import begin, step, what
from tests.referrals.pages import browser, text_of

pytestmark = pytest.mark.django_db

REMOVE, DEVICES = "/accounts/council/remove/", "/accounts/devices/"


def unsigned(response):
    """The page without what differs between any two requests."""
    return re.sub(r'"csrfmiddlewaretoken" value="\w+"|state=[\w-]+', "", response.content.decode())


def test_at_a_provider_that_others_wrote_somebody_signs_in_and_comes_to_where_they_were_going(
    amal, client, settings, mailbox
):
    known = oidc_provider_mock.User(
        sub="7", claims={"email": "Amal@Example.org", "email_verified": True}
    )
    with oidc_provider_mock.run_server_in_thread(user_claims=[known], require_nonce=True) as server:
        settings.COUNCILS = {"norfolk": norfolk(f"http://localhost:{server.server_port}")}
        away = onward_from(client.post(BEGIN, {"next": "/accounts/devices/"}))
        back = requests.post(away, data={"sub": "7"}, allow_redirects=False, timeout=5)

        answer = client.get(here(back.headers["Location"]))
        deliver()

    amal.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, DEVICES)
    assert (user_of(client), amal.council_subject) == (str(amal.pk), "7")
    assert client.session.get_expiry_age() == pytest.approx(12 * 3600, abs=60)
    assert "eyJ" not in str(dict(client.session)) + str(answer.cookies)
    assert "signed in here for the first time" in mailbox.text()


@pytest.mark.parametrize(
    "nobody",
    [
        {"email": "nobody@example.org"},
        {"email": "closed@example.org"},
        {"email": "amal\x00@example.org"},
        {"email": "amal@elsewhere.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": "amal@example.org"},
    ],
)
def test_why_somebody_is_not_known_is_not_told(amal, council, by_council, nobody):
    User.objects.create_user("amal@elsewhere.example")
    User.objects.create_user("closed@example.org", is_active=False)
    by_council(Client())
    council.claims = {"email": "nobody@example.org", "sub": "new"}
    refused, tried = by_council(Client()), Client()

    council.claims = {"sub": "another", **nobody}
    answer = by_council(tried)

    assert (answer.status_code, user_of(tried)) == (403, None)
    assert unsigned(answer) == unsigned(refused)
    assert "We could not sign you in that way" in answer.content.decode()


def test_an_address_that_went_to_somebody_else_there_opens_nothing_and_a_new_one_still_does(
    amal, council, by_council
):
    by_council(Client())
    successor, married = Client(), Client()

    council.claims = {"sub": "successor"}
    by_council(successor)
    council.claims = {"sub": SUBJECT, "email": "amal.new@example.org"}
    by_council(married)

    assert (user_of(successor), user_of(married)) == (None, str(amal.pk))


def test_the_same_number_at_another_council_is_somebody_else(amal, council, by_council, settings):
    by_council(Client())
    with running() as other:
        suffolk = norfolk(other.address, key="suffolk", domains=frozenset({"suffolk.example"}))
        settings.COUNCILS = {**settings.COUNCILS, "suffolk": suffolk}
        other.claims = {"email": "amal@suffolk.example", "sub": SUBJECT}
        client = Client()
        away = client.post("/accounts/login/council/suffolk/")

        answer = client.get(here(other.signs_in(onward_from(away))))

    assert (answer.status_code, user_of(client)) == (403, None)


@pytest.mark.parametrize("end", ["moved", "closed", "forgotten", "taken off"])
def test_it_opens_the_account_no_more_once_that_is_another_address_closed_or_forgotten(
    amal, council, by_council, settings, end
):
    by_council(Client())
    if end == "moved":
        actions.change_email(user=amal, email="amal@elsewhere.example")
    if end == "closed":
        actions.deactivate(amal)
    if end == "forgotten":
        redact_account(amal.pk)
    if end == "taken off":
        settings.COUNCILS = {"norfolk": norfolk(council.address, domains=frozenset({"x.example"}))}
    browser = Client()

    answer = by_council(browser)

    kept = User.objects.values_list("council_subject", flat=True).get(pk=amal.pk)
    assert (answer.status_code, user_of(browser)) == (403, None)
    assert kept == (SUBJECT if end in {"closed", "taken off"} else "")


def test_its_owner_takes_it_off_and_is_told_by_email(amal, sign_in, by_council, mailbox):
    by_council(Client())
    client = sign_in()

    shown = client.get(DEVICES).content.decode()
    asked = client.get(REMOVE).content.decode()
    after = client.post(REMOVE, follow=True)
    again = client.post(REMOVE, follow=True)
    deliver()

    amal.refresh_from_db()
    assert "the account that you have at Norfolk Sample Council." in shown
    assert "Take your account at Norfolk Sample Council off?" in asked
    assert "It has been taken off your account." in after.content.decode()
    assert "Norfolk" not in after.content.decode() + again.content.decode()
    assert (amal.council_issuer, amal.council_subject) == ("", "")
    told = [mailbox.text(number) for number in range(len(mailbox.emails))]
    assert sum("was taken off your account" in one for one in told) == 1


@pytest.mark.parametrize(
    "case",
    [
        ({"amr": frozenset({"mfa"})}, {"amr": ["pwd", "mfa"]}, False),
        ({"acr": frozenset({"silver"})}, {"acr": "silver"}, False),
        ({"amr": frozenset({"mfa"})}, {"amr": ["pwd"]}, True),
        ({"amr": frozenset({"mfa"})}, {"amr": "mfa"}, True),
        ({}, {"amr": ["mfa"], "acr": "mfa"}, True),
        ({"acr": frozenset({"silver"})}, {}, True),
        ({"acr": frozenset({"silver"})}, {"acr": ["silver"], "amr": [["mfa"]]}, True),
    ],
)
def test_two_factors_there_are_the_second_step_here_only_where_its_words_say_so(
    amal, council, by_council, settings, case
):
    client, (configured, said, asked) = Client(), case
    settings.COUNCILS = {"norfolk": norfolk(council.address, **configured)}
    TOTP.activate(amal, SECRET)
    council.claims = said

    answer = by_council(client)

    assert answer["Location"] == (STEP if asked else "/")
    assert bool(user_of(client)) is not asked


def test_who_is_asked_for_the_second_step_here_goes_on_after_it(amal, client, by_council):
    TOTP.activate(amal, SECRET)
    by_council(client, next=DEVICES)

    answer = client.post(STEP, {"code": app_code()})

    assert (answer["Location"], user_of(client)) == (DEVICES, str(amal.pk))


def test_a_coordinator_with_two_factors_there_reads_the_desk_but_changes_no_step_of_ours(
    world, council, by_council, settings
):
    settings.SECOND_STEP_REQUIRED = True
    email = world.email("coordinator")
    told = {"amr": frozenset({"mfa"}), "domains": frozenset({email.partition("@")[2]})}
    settings.COUNCILS = {"norfolk": norfolk(council.address, **told)}
    TOTP.activate(world.user("coordinator"), SECRET)
    council.claims = {"email": email, "amr": ["mfa"]}
    client = Client()
    by_council(client)

    desk = client.get(f"/{world.network.slug}/members/")
    change = client.get("/accounts/second-step/codes/")

    assert desk.status_code == 200
    assert change["Location"].startswith("/accounts/second-step/again/")


@pytest.mark.parametrize("ago", [3500, 3700, None])
def test_who_signed_in_there_too_long_ago_does_it_again(amal, client, council, settings, ago):
    settings.COUNCILS = {"norfolk": norfolk(council.address, max_age=3600)}
    away = onward_from(client.post(BEGIN))
    back = here(council.signs_in(away))
    now = int(client.session["council_asked"]["at"])
    council.claims = {"auth_time": now - ago if ago else None}

    answer = client.get(back)

    assert "max_age=3600" in away
    assert answer.status_code == (302 if ago == 3500 else 400)


def test_what_was_typed_before_the_session_ended_is_there_afterwards(
    world, council, by_council, settings
):
    email = world.email("teacher")
    domains = frozenset({email.partition("@")[2]})
    settings.COUNCILS = {"norfolk": norfolk(council.address, domains=domains)}
    council.claims = {"email": email}
    client = browser(world, "teacher")
    key = begin(world, client)
    page = text_of(client.get(step(world, key, "story")))
    by = page.partition(f'name="{PROOF}" value="')[2].partition('"')[0]
    client.logout()

    sent = client.post(step(world, key, "story"), what(story="Typed to the end.", by=by))
    back = by_council(client, next=step(world, key, "story"))

    assert sent["Location"].startswith(LOGIN)
    assert "Typed to the end.</textarea>" in text_of(client.get(back["Location"]))


def test_the_buttons_are_there_only_where_councils_are_and_for_who_is_signed_out(
    amal, client, council, settings
):
    shown = client.get(f"{LOGIN}?next=/accounts/devices/").content.decode()
    settings.COUNCILS = {}
    without = client.get(LOGIN).content.decode()

    gone = client.post(BEGIN)

    assert "Sign in with Norfolk Sample Council" in shown
    assert shown.count('name="next" value="/accounts/devices/"') == 3
    assert "/council/" not in without
    assert gone.status_code == 404


def test_the_61st_in_a_minute_waits(client, council):
    now = timezone.now()

    with time_machine.travel(now, tick=False):
        answers = [client.post(BEGIN).status_code for _ in range(61)]

    assert answers == [200] * 60 + [429]
