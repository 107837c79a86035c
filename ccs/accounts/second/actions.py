"""Setting up and taking away what somebody takes the second step with."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import get_language

from ccs.accounts.actions import end_other_sessions
from ccs.accounts.models import User
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second.proved import PASSED, has_second_step
from ccs.outbox.actions import enqueue_sealed

# An account belongs to no network, so what is done to it stands here and not in a network's audit.
logger = logging.getLogger(__name__)


@transaction.atomic
def add_app(request: SignedInRequest, secret: str) -> None:
    """Pressed twice, there is still one."""
    user = _locked(request.user)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return
    _added(request, TOTP.activate(user, secret).instance, "app_added")
    clear_totp_secret(request)


@transaction.atomic
def add_passkey(request: SignedInRequest, *, name: str, credential: Mapping[str, Any]) -> None:
    user = _locked(request.user)
    _added(request, WebAuthn.add(user, name, dict(credential)).instance, "passkey_added")


@transaction.atomic
def remove(request: SignedInRequest, found: Authenticator) -> None:
    """With the last one the backup codes go."""
    user = _locked(request.user)
    what = "app_removed" if found.type == Authenticator.Type.TOTP else "passkey_removed"
    found.delete()
    if not has_second_step(user):
        Authenticator.objects.filter(user=user).delete()
        request.session.pop(PASSED, None)
    _changed(request, user, what)


@transaction.atomic
def make_backup_codes(request: SignedInRequest) -> None:
    """New ones; the old ones stop working."""
    user = _locked(request.user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    _changed(request, user, "codes_made")


def tell(user: User, what: str) -> None:
    """An email about what happened to the account, so that who did not do it can act."""
    logger.info("accounts.second_step", extra={"user_id": str(user.pk), "what": what})
    enqueue_sealed(
        "second_step_changed",
        user_id=user.pk,
        lifetime=timedelta(days=2),
        payload={"what": what, "language": get_language() or "en"},
    )


def _changed(request: SignedInRequest, user: User, what: str) -> None:
    """Whoever may be signed in elsewhere with what was before is out, and the person is told."""
    end_other_sessions(request)
    tell(user, what)


def _added(request: SignedInRequest, made: Authenticator, what: str) -> None:
    RecoveryCodes.activate(request.user)
    record_authentication(request, request.user, "mfa", id=made.pk, type=str(made.type))
    request.session[PASSED] = True
    _changed(request, request.user, what)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
