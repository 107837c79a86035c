"""What we sign opens what it was made for, and only here; what is secret is nobody's guess."""

import random
import re
from collections.abc import Callable
from itertools import permutations
from typing import Any, Final
from uuid import UUID

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from ccs.accounts.models import User
from ccs.accounts.sessions import SessionStore
from ccs.tenancy import held
from organisations.confirming import links as confirming
from organisations.joining import links as joining
from referrals.selfreferral import rules as asking
from referrals.voice import visit
from referrals.voice.actions.checking import new_code

HERE: Final = UUID("018f0000-0000-7000-8000-000000000001")
ELSEWHERE: Final = "another-installation-has-another-key-of-fifty-letters"


def person_in(token: str) -> dict[str, str]:
    request = HttpRequest()
    request.COOKIES[settings.OWN_VIEW_COOKIE_NAME] = token
    return visit._kept(request)


# What each kind holds, by its salt, and what reads it.
KINDS: Final[dict[str, tuple[Any, Callable[[str], Any]]]] = {
    held._SALT: (str(HERE), held._whose),
    joining._LINK: ([HERE.hex, HERE.hex, 1], joining.invited_by),
    joining._FORM: ([HERE.hex, HERE.hex], lambda told: joining.form_id(told, network_id=HERE)),
    confirming._SALT: (["service", HERE.hex, HERE.hex, HERE.hex], confirming.question_in),
    asking._SALT: ([str(HERE), str(HERE)], lambda told: asking.form_id(told, service_id=HERE)),
    visit._SALT: ({"link": str(HERE), "since": ""}, person_in),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_token_opens_what_it_was_made_for_in_this_installation_alone(kind: str) -> None:
    told, read = KINDS[kind]

    own = signing.dumps(told, salt=kind)
    foreign = signing.dumps(told, salt=kind, key=ELSEWHERE)

    assert read(own)
    assert not read(foreign)


@pytest.mark.parametrize(("kind", "other"), permutations([*KINDS, "django.core.signing"], 2))
def test_a_token_of_one_purpose_is_refused_for_every_other(kind: str, other: str) -> None:
    told, read = KINDS.get(kind, ("", lambda _token: None))

    found = read(signing.dumps(told, salt=other))

    assert not found


@pytest.mark.parametrize("kind", KINDS)
def test_how_it_is_signed_is_not_the_token_s_to_say(kind: str) -> None:
    told, read = KINDS[kind]
    weaker = signing.TimestampSigner(salt=kind, algorithm="sha1").sign_object(told)
    body, time, _signature = signing.dumps(told, salt=kind).split(":")

    found = [read(one) for one in (weaker, f"{body}:{time}:", f"{body}:{time}", body)]

    assert not any(found)


# What nobody may guess: how it is made, and what it looks like.
MADE: Final[dict[str, tuple[Callable[[], str], str]]] = {
    "session": (SessionStore()._get_new_session_key, "[a-z0-9]{32}"),
    "emailed code": (lambda: get_adapter().generate_login_code(), "[0-9]{6}"),
    "backup codes": (RecoveryCodes(None).generate_seed, "[0-9a-f]{80}"),
    "app": (generate_totp_secret, "[A-Z2-7]{32}"),
    "code of a card": (new_code, "[0-9]{6}"),
}


@pytest.mark.parametrize("made", MADE)
def test_what_is_made_to_be_secret_is_the_operating_system_s_chance(made: str, db: None) -> None:
    make, shape = MADE[made]

    random.seed(1)
    first = [make() for _ in range(20)]
    random.seed(1)
    second = [make() for _ in range(20)]

    assert all(re.fullmatch(shape, one) for one in (*first, *second))
    assert first != second
    assert len({*first, *second}) > 35


def test_a_backup_code_has_eight_digits(db: None) -> None:
    codes = RecoveryCodes.activate(User.objects.create_user("amal@example.org"))

    found = codes.get_unused_codes()

    assert len(found) == 10
    assert all(re.fullmatch("[0-9]{8}", one) for one in found)
