"""Signing in and out everywhere, leaving, and another email address."""

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import get_language

from ccs.accounts.models import KnownDevice, User
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.rules import Device
from ccs.outbox.actions import enqueue_sealed

# An account belongs to no network, so what is done to it stands here and not in a network's audit.
logger = logging.getLogger(__name__)


class EmailTakenError(Exception):
    """Another user has this address."""


def sign_in(request: HttpRequest, user: User, *, device: Device = Device.USUAL) -> None:
    """Sign in somebody who is known without a code: the demo's made-up people."""
    request.session["device"] = device
    get_adapter().login(request, user)
    UserSession.objects.create_from_request(request)


def end_all_sessions(user: User) -> None:
    """Sign the user out everywhere: no session of the old epoch is believed any more."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    logger.info("accounts.sessions_ended", extra={"user_id": str(user.pk)})
    user.refresh_from_db(fields=["session_epoch"])


def end_other_sessions(request: SignedInRequest) -> None:
    """Sign out everywhere but here. The session here goes on under a new key."""
    end_all_sessions(request.user)
    KnownDevice.objects.filter(user=request.user).update(trusted_until=None)
    update_session_auth_hash(request, request.user)
    for session in UserSession.objects.filter(user=request.user):
        session.end()
    UserSession.objects.create_from_request(request)


def deactivate(user: User) -> None:
    """Let nobody in with this account, from the next request on."""
    User.objects.filter(pk=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    logger.info("accounts.deactivated", extra={"user_id": str(user.pk)})


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Move the account to an address that was proved to be the person's; tell the old one.

    A council's account that opened it does so no more: it spoke for the old address.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    old, locked.email = locked.email, email
    locked.council_issuer = locked.council_subject = ""
    try:
        with transaction.atomic():
            locked.save(update_fields=["email", "council_issuer", "council_subject"])
    except IntegrityError:
        raise EmailTakenError from None
    user.email = email
    logger.info("accounts.email_changed", extra={"user_id": str(user.pk)})
    enqueue_sealed(
        "email_changed",
        user_id=user.pk,
        lifetime=timedelta(days=2),
        payload={"to": old, "language": get_language() or "en"},
    )
