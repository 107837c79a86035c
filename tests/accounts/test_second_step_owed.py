"""Who runs a desk or oversees the programme, and who lost what they take the second step with."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from ccs.accounts.models import KnownDevice, LostStep, User
from ccs.audit.models import AuditRecord
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter
from networks.programme.actions import appoint
from tests.accounts.test_second_step import APP, SECRET, app_code, user_of
from tests.signing_in import typed_a_code

pytestmark = pytest.mark.django_db

LOST = "/accounts/login/second-step/lost/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user):
    """As somebody who typed the code in their email a moment ago."""
    browser = Client()
    browser.force_login(user, BACKEND)
    typed_a_code(browser, user)
    return browser


@pytest.fixture
def required(settings):
    settings.SECOND_STEP_REQUIRED = True


def test_a_coordinator_without_a_second_step_is_led_to_set_one_up_and_then_on(world, required):
    browser = signed_in(world.user("coordinator"))
    home = f"/{world.network.slug}/"

    led = browser.get(f"{home}members/")
    browser.get(led["Location"])
    secret = re.search(r"<code>([A-Z0-9 ]+)</code>", browser.get(APP).content.decode()).group(1)
    shut = browser.post(f"{home}members/invite/")
    browser.post(APP, {"code": app_code(secret.replace(" ", ""))})
    onward = browser.post("/accounts/second-step/codes/")

    assert led["Location"] == "/accounts/second-step/?next=%2Fhamlets%2Fmembers%2F"
    assert shut["Location"].startswith("/accounts/second-step/")
    assert onward["Location"] == f"{home}members/"
    assert browser.get(f"{home}members/").status_code == 200


def test_a_coordinators_session_that_showed_no_second_step_is_asked_for_it(world, required):
    TOTP.activate(world.user("coordinator"), SECRET)
    browser = signed_in(world.user("coordinator"))

    led = browser.get(f"/{world.network.slug}/", follow=True)
    shown = browser.post(led.redirect_chain[-1][0], {"code": app_code()}, follow=True)

    assert "Show again that it is you" in led.content.decode()
    assert shown.request["PATH_INFO"] == f"/{world.network.slug}/"


def test_whoever_oversees_the_programme_needs_one_too(db, required):
    appoint("overseer@example.org")
    browser = signed_in(User.objects.get(email="overseer@example.org"))

    answers = [browser.get(path) for path in ("/programme/", "/programme/figures/")]

    assert [one["Location"].split("?")[0] for one in answers] == ["/accounts/second-step/"] * 2


def test_nobody_else_needs_one(world, required):
    browsers = [signed_in(world.user(name)) for name in ("teacher", "adviser")]

    statuses = [one.get(f"/{world.network.slug}/").status_code for one in browsers]

    assert statuses == [200, 200]


@pytest.fixture
def locked_out(world, mailbox):
    """An adviser at the second step, with the number that they are shown."""
    user = world.user("adviser")
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    browser = Client()
    browser.post("/accounts/login/", {"email": user.email})
    deliver()
    code = re.search(r"^\d{6}$", mailbox.text(), re.MULTILINE).group()
    browser.post("/accounts/login/code/", {"code": code, "device": "usual"})
    page = browser.post(LOST, follow=True).content.decode()
    number = re.search(r'govuk-heading-xl">(\d{3} \d{3})<', page).group(1)
    return browser, number


def reset(world, number, by="coordinator", of="adviser", **more):
    path = f"/{world.network.slug}/members/{world.people[of].pk}/second-step/"
    return signed_in(world.user(by)).post(path, {"number": number, "known": "on", **more})


def test_two_people_put_a_lost_second_step_right(world, locked_out, mailbox):
    _browser, number = locked_out
    user = world.user("adviser")

    response = reset(world, number)
    deliver()

    assert response.status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert not KnownDevice.objects.filter(user=user).exists()
    assert "took off your passkeys" in mailbox.text()
    with world.acting("coordinator") as coordinator, enter(coordinator.context):
        done = AuditRecord.objects.get(action="member.second_step_reset")
    assert (done.user_id, done.subject_id) == (coordinator.user_id, world.people["adviser"].pk)


def test_neither_does_it_alone(world, locked_out):
    browser, number = locked_out

    by_colleague = reset(world, number, by="adviser2")
    wrong = [reset(world, "000000") for _ in range(5)]
    too_late = reset(world, number)

    assert by_colleague.status_code == 404
    assert "That number does not fit." in wrong[-1].content.decode()
    assert "That number does not fit." in too_late.content.decode()
    assert Authenticator.objects.filter(user=world.user("adviser")).count() == 2
    assert user_of(browser) is None


def test_who_runs_the_machine_is_the_last_to_help(world, locked_out, mailbox):
    _browser, number = locked_out

    with pytest.raises(CommandError):
        call_command("reset_second_step", world.email("adviser"), "0")
    call_command("reset_second_step", world.email("adviser"), number)

    assert not Authenticator.objects.exists()


def test_another_networks_coordinator_cannot(world, other_world, locked_out):
    _browser, number = locked_out
    path = f"/{other_world.network.slug}/members/{world.people['adviser'].pk}/second-step/"

    response = signed_in(other_world.user("coordinator")).post(
        path, {"number": number, "known": "on"}
    )

    assert response.status_code == 404
    assert LostStep.objects.count() == 1


def test_the_programme_helps_the_only_coordinator_and_it_is_written_down(world, locked_out):
    _browser, number = locked_out
    appoint("overseer@example.org")
    browser = signed_in(User.objects.get(email="overseer@example.org"))
    typed = {"email": world.email("adviser"), "number": number, "known": "on"}

    response = browser.post("/programme/second-step/", typed)
    unknown = browser.post("/programme/second-step/", {**typed, "email": "nobody@example.org"})

    assert response.status_code == 302
    assert "That number does not fit." in unknown.content.decode()
    assert not Authenticator.objects.exists()
    with world.acting("coordinator") as coordinator, enter(coordinator.context):
        assert AuditRecord.objects.filter(action="member.second_step_reset").count() == 1


def test_a_network_may_ask_it_of_everybody_who_works_there(world, other_world):
    typed = {"second_step_for_all": "on", "seen": "second_step_for_all=False"}

    signed_in(world.user("coordinator")).post(f"/{world.network.slug}/settings/signing-in/", typed)
    here = signed_in(world.user("adviser")).get(f"/{world.network.slug}/referrals/")
    elsewhere = signed_in(other_world.user("adviser")).get(f"/{other_world.network.slug}/")

    assert here["Location"] == "/accounts/second-step/?next=%2Fhamlets%2Freferrals%2F"
    assert elsewhere.status_code == 200
