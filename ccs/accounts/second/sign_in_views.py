"""The second step while signing in, showing it again later, and a passkey instead of all."""

import json
import logging
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.accounts.requests import SignedInRequest
from ccs.accounts.rules import Device
from ccs.accounts.second import lost
from ccs.accounts.second.actions import tell
from ccs.accounts.second.forms import (
    AgainByKeyForm,
    AgainForm,
    SignInByKeyForm,
    StepByKeyForm,
    StepForm,
)
from ccs.accounts.second.proved import PASSED, TRUST, has_second_step
from ccs.accounts.second.queries import has_passkey
from ccs.limits.rates import within_rate

logger = logging.getLogger(__name__)

LOST_NUMBER = "lost_number"


@method_decorator(never_cache, name="dispatch")
class SecondStepView(AuthenticateView):
    template_name = "account/second/step.html"
    webauthn_form_class = StepByKeyForm

    def get_form_class(self) -> Any:
        shared = self.request.session.get("device") == Device.SHARED

        def build(**kwargs: Any) -> StepForm:
            return StepForm(offers_trust=not shared, **kwargs)

        return build

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        user = self.stage.login.user
        return {**context, "options": json.dumps(options) if has_passkey(user) else ""}

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session[TRUST] = bool(form.cleaned_data.get("trust"))
        _tell_of_backup_code(form)
        return super().form_valid(form)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def again(request: SignedInRequest) -> HttpResponse:
    """Before passkeys, apps and codes are changed, and for a session that never showed one."""
    if not has_second_step(request.user):
        return redirect("second_step")
    posted = request.POST if request.method == "POST" else None
    by_key = posted is not None and "code" not in posted
    code_form = AgainForm(None if by_key else posted, user=request.user)
    key_form = AgainByKeyForm(posted if by_key else None, user=request.user)
    form = key_form if by_key else code_form
    if form.is_valid():
        form.save()
        _tell_of_backup_code(form)
        request.session[PASSED] = True
        logger.info("accounts.shown_again", extra={"user_id": str(request.user.pk)})
        onward = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()})
        return redirect(onward if safe else "second_step")
    by_passkey = has_passkey(request.user)
    options = json.dumps(auth.begin_authentication(request.user)) if by_passkey else ""
    context = {"form": code_form, "failed": bool(key_form.errors), "options": options}
    return render(request, "account/second/again.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """GET: what the browser has to sign, as JSON. POST: what it signed."""
    if request.user.is_authenticated:
        return redirect("/")
    if not within_rate(request, "passkey", rate="60/m/ip"):
        return _not_by_passkey(request)
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(user=None))
    form = SignInByKeyForm(request.POST)
    if not form.is_valid():
        return _not_by_passkey(request)
    key = form.cleaned_data["credential"]
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    login = Login(user=key.user, redirect_url=onward if safe else None)
    response: HttpResponse = flows.perform_passwordless_login(request, key, login)
    return response


@require_http_methods(["GET", "POST"])
@login_stage_required(stage="mfa_authenticate", redirect_urlname="account_login")
@never_cache
def lost_everything(request: HttpRequest) -> HttpResponse:
    """The number is for the ear of who helps; whoever sees this page proved the mailbox."""
    user = request._login_stage.login.user  # type: ignore[attr-defined]  # noqa: SLF001 - the decorator's
    if request.method == "POST":
        if not within_rate(request, "lost_step", rate="5/d/key", key=str(user.pk)):
            messages.error(request, _("You have asked too often. Try again tomorrow."))
            return redirect("lost_step")
        request.session[LOST_NUMBER] = lost.ask(user)
        return redirect("lost_step")
    number = request.session.get(LOST_NUMBER, "")
    context = {"number": f"{number[:3]} {number[3:]}" if number else ""}
    return render(request, "account/second/lost.html", context)


def _not_by_passkey(request: HttpRequest) -> HttpResponse:
    logger.warning("accounts.passkey_wrong")
    messages.error(request, _("That passkey did not work. Use a code instead."))
    return redirect("account_login")


def _tell_of_backup_code(form: Any) -> None:
    used = getattr(form, "authenticator", None)
    if used and used.type == Authenticator.Type.RECOVERY_CODES:
        tell(used.user, "code_used")
