"""Code apps of made-up people: nobody has the telephone, so the demo shows what it would."""

import time
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.conf import settings

from ccs.accounts.models import User

_PERIOD: Final = 30


def give_app(user: User) -> None:
    """From now on signing in by email asks for a code of it."""
    if not settings.DEMO:
        raise RuntimeError("An app that nobody has on a telephone is for the demo alone.")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def codes_now() -> Mapping[UUID, str]:
    """By user: whoever has an app, also one that was set up while trying the demo."""
    counter = int(time.time()) // _PERIOD
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return {
        app.user_id: format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter))
        for app in apps
    }
