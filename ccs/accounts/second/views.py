"""Setting up the second step, and the page about it."""

import base64
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second import actions
from ccs.accounts.second.forms import AppForm, PasskeyForm
from ccs.accounts.second.presenters import authenticator_rows
from ccs.accounts.second.proved import PASSED, freshly_proved, has_second_step
from ccs.accounts.second.queries import (
    authenticators_of,
    backup_codes_of,
    has_app,
    removable,
)

# Where somebody was going who was led here first.
ONWARD = "second_step_onward"


@require_safe
@login_required
@never_cache
def second_step(request: SignedInRequest) -> HttpResponse:
    """What there is; who was led here without a session that showed it, to showing it."""
    onward = request.GET.get("next", "")
    if onward and url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        request.session[ONWARD] = onward
        if has_second_step(request.user) and not request.session.get(PASSED):
            again = reverse("mfa_reauthenticate")
            return redirect(f"{again}?{urlencode({'next': onward})}")
    found = list(authenticators_of(request.user))
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    needed = bool(request.session.get(ONWARD)) and not request.session.get(PASSED)
    context: dict[str, Any] = {
        "rows": authenticator_rows(found),
        "has_app": any(one.type == Authenticator.Type.TOTP for one in found),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "onward": request.session.get(ONWARD, ""),
        "needed": needed,
        "demo": settings.DEMO and not settings.SECOND_STEP_REQUIRED and not needed,
    }
    return render(request, "account/second/index.html", context)


@require_http_methods(["GET", "POST"])
@freshly_proved
def add_app(request: SignedInRequest) -> HttpResponse:
    if has_app(request.user):
        return redirect("second_step")
    form = AppForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        actions.add_app(request, form.secret)
        messages.success(request, _("Your code app is set up. You are signed out everywhere else."))
        return redirect("backup_codes")
    # After a wrong code the app that was set up a moment ago still counts.
    secret = get_totp_secret()
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    context: dict[str, Any] = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode(),
    }
    return render(request, "account/second/app.html", context)


@require_http_methods(["GET", "POST"])
@freshly_proved
def add_passkey(request: SignedInRequest) -> HttpResponse:
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        actions.add_passkey(request, name=told["name"], credential=told["credential"])
        messages.success(request, _("Your passkey is set up. You are signed out everywhere else."))
        return redirect("backup_codes")
    options = json.dumps(auth.begin_registration(request.user, passwordless=True))
    context = {"form": form, "options": options}
    return render(request, "account/second/passkey.html", context)


@require_http_methods(["GET", "POST"])
@freshly_proved
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    one = removable(request.user, pk)
    if one is None:
        raise Http404
    if request.method == "POST":
        actions.remove(request, one)
        messages.success(request, _("It has been taken off. You are signed out everywhere else."))
        return redirect("second_step")
    context = {"name": authenticator_rows([one])[0]["name"]}
    return render(request, "account/second/remove.html", context)


@require_http_methods(["GET", "POST"])
@freshly_proved
def backup_codes(request: SignedInRequest) -> HttpResponse:
    """Shown until somebody says that they have kept them, and never again."""
    one = backup_codes_of(request.user)
    if one is None:
        return redirect("second_step")
    codes = one.wrap()
    if request.method == "POST" and "new" in request.POST:
        actions.make_backup_codes(request)
        return redirect("backup_codes")
    if request.method == "POST":
        codes.mark_as_viewed()
        return redirect(request.session.pop(ONWARD, None) or "second_step")
    unused = codes.get_unused_codes()
    shown = [] if codes.did_view else [f"{code[:4]} {code[4:]}" for code in unused]
    context: dict[str, Any] = {"codes": shown, "left": len(unused)}
    return render(request, "account/second/codes.html", context)
