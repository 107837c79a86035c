"""SECRET_KEY is changed, with the one before it among the fallbacks; later that one goes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from ccs.accounts.models import User
from ccs.outbox.sealing import seal, unseal
from ccs.texts.numbers import hashes
from organisations.confirming import links as confirming
from organisations.joining import links as joining
from referrals.voice.hashing import hashed, matches

ONE = UUID("00000000-0000-7000-8000-000000000001")
NEW = "another-key-" * 5
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def change(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [settings.SECRET_KEY]


def made_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def confirming_token() -> str:
    return made_of(confirming.link_for("capacity", network_id=ONE, service_id=ONE, member_id=ONE))


def joining_token() -> str:
    return made_of(joining.link_for(network_id=ONE, slug="hamlets", joining_id=ONE, number=1))


@pytest.mark.parametrize(
    ("make", "still_good"),
    [
        (confirming_token, confirming.question_in),
        (joining_token, joining.invited_by),
        (lambda: joining.new_form(ONE), lambda made: joining.form_id(made, network_id=ONE)),
        (lambda: seal({"code": "123456"}), unseal),
        (lambda: hashed("4 words on a card"), lambda kept: matches("4 words on a card", kept)),
        (lambda: hashes("+447700900123")[0], lambda made: made in hashes("+447700900123")),
    ],
    ids=[
        "a link to confirm",
        "an invitation",
        "a form",
        "a code in an email",
        "a card",
        "a number",
    ],
)
def test_what_was_made_before_is_still_good(
    settings: Any, make: Callable[[], str], still_good: Callable[[str], object]
) -> None:
    made = make()

    change(settings)

    assert still_good(made)


def test_people_stay_signed_in_and_go_on_with_the_new_key(
    settings: Any, sign_in: Callable[..., Client]
) -> None:
    browser = sign_in()

    change(settings)
    with_both = browser.get("/accounts/devices/").status_code
    settings.SECRET_KEY_FALLBACKS = []
    with_the_new_one = browser.get("/accounts/devices/").status_code

    assert (with_both, with_the_new_one) == (200, 200)


def test_who_did_not_come_meanwhile_signs_in_again(
    settings: Any, sign_in: Callable[..., Client]
) -> None:
    browser = sign_in()

    change(settings)
    settings.SECRET_KEY_FALLBACKS = []
    answer = browser.get("/accounts/devices/")

    assert answer["Location"].startswith("/accounts/login/")


def test_an_app_goes_on_after_the_old_key_is_gone_when_it_was_sealed_again(
    settings: Any, amal: User
) -> None:
    TOTP.activate(amal, SECRET)

    change(settings)
    call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = []

    assert unseal(Authenticator.objects.get().data["secret"]) == {"secret": SECRET}


def test_without_the_old_key_nothing_is_sealed_again_and_it_is_said(
    settings: Any, amal: User
) -> None:
    TOTP.activate(amal, SECRET)
    before = Authenticator.objects.get().data
    settings.SECRET_KEY = NEW

    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("reseal")

    assert Authenticator.objects.get().data == before
