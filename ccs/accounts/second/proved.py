"""Whether a second step was taken: in this session, and lately. And who has to."""

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from ccs.accounts.models import User
from ccs.accounts.requests import SignedInRequest

PASSED = "second_step_passed"
# How allauth's records name a sign-in with a council's account.
COUNCIL = "council"
TRUST = "trust_this_device"
# Before passkeys, apps and codes are changed, one of them is asked for again after this long.
LATELY = 5 * 60
# How allauth's records name a code in an email.
CODE = "code"
NEEDS = frozenset({"coordinator", "programme"})

View = Callable[..., HttpResponse]


def has_second_step(user: User) -> bool:
    return Authenticator.objects.filter(
        user=user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()


def was_proved(request: HttpRequest, user: User, *, within: float | None = None) -> bool:
    """Whether a passkey or a code was shown in this session; `within` so many seconds.

    What a council says to have been shown there counts for the session, and not for a change of
    what somebody signs in with here.
    """
    return any(
        (record.get("method") == "mfa" and (within is None or time.time() - record["at"] < within))
        or (record.get("method") == COUNCIL and record["two_factors"] and within is None)
        for record in get_authentication_records(request, user)
    )


def factors_shown(request: HttpRequest, user: User) -> list[str]:
    """The kinds, for the log: `code`, `mfa:totp`."""
    records = get_authentication_records(request, user)
    return [":".join(filter(None, [one["method"], one.get("type")])) for one in records]


def is_owed(request: HttpRequest, roles: Iterable[str], *, of_all: bool = False) -> bool:
    """Whether somebody in these roles has to take a second step before anything else.

    `of_all` when the network asks it of everybody, whatever their role.
    """
    needed = of_all or (settings.SECOND_STEP_REQUIRED and not NEEDS.isdisjoint(roles))
    return needed and not request.session.get(PASSED)


def to_second_step(request: HttpRequest) -> HttpResponse:
    """To where one is set up or shown, and back here afterwards."""
    address = reverse("second_step")
    return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


def freshly_proved(view: View) -> View:
    """Signed in, and showed it again in the last minutes: by the second step, or an emailed code.

    The code is enough only for who has no second step.
    """

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not was_proved(request, request.user, within=LATELY):
            second = has_second_step(request.user)
            if second or not _has_typed_a_code(request):
                address = reverse("mfa_reauthenticate" if second else "again_by_email")
                return redirect(f"{address}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return login_required(never_cache(checked))


def _has_typed_a_code(request: SignedInRequest) -> bool:
    """One that was emailed, to sign in or to show it again, in the last minutes."""
    return any(
        record.get("method") == CODE and time.time() - record["at"] < LATELY
        for record in get_authentication_records(request, request.user)
    )
