"""To the council and back: two addresses for each, and the page that takes the tie off again."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Final

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ccs.accounts.council.actions import account_of, unbind
from ccs.accounts.council.asking import address_at, answer_address, code_of, taken_up
from ccs.accounts.council.presenters import label_of, refusal_page
from ccs.accounts.council.provider import provider_of
from ccs.accounts.council.refusals import Kind, Refused
from ccs.accounts.council.tokens import told_by
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.rules import Device
from ccs.accounts.second.proved import COUNCIL, freshly_proved
from ccs.limits.rates import within_rate
from ccs.settings.councils import Council

logger = logging.getLogger(__name__)

# Where somebody was going: kept over a refusal, for whatever they sign in with next.
ONWARD: Final = "council_onward"
STATUS: Final = {Kind.UNKNOWN: 403, Kind.STOPPED: 403, Kind.AWAY: 503, Kind.OFTEN: 429}

_View = Callable[[HttpRequest, Council], HttpResponse]


def _at_a_council(view: _View) -> Callable[[HttpRequest, str], HttpResponse]:
    """For who is signed out, with a council that there is; a refusal is a page of its own."""

    @wraps(view)
    def asked(request: HttpRequest, council: str) -> HttpResponse:
        chosen = settings.COUNCILS.get(council)
        if chosen is None:
            raise Http404
        if request.user.is_authenticated:
            return redirect("/")
        try:
            _count(request, view.__name__)
            return view(request, chosen)
        except Refused as refusal:
            extra = {"council": council, "kind": str(refusal.kind), "why": refusal.why}
            logger.warning("accounts.council_refused", extra=extra)
            page = refusal_page(refusal.kind, chosen.label, onward=request.session.get(ONWARD, ""))
            return render(
                request,
                "account/council/refused.html",
                page,
                status=STATUS.get(refusal.kind, 400),
            )

    return never_cache(asked)


def _count(request: HttpRequest, action: str) -> None:
    if not within_rate(request, action, rate="60/m/ip"):
        raise Refused(Kind.OFTEN, "rate")


@require_http_methods(["GET", "POST"])
@_at_a_council
def council_begin(request: HttpRequest, council: Council) -> HttpResponse:
    """A page that goes on by itself, and no redirect.

    The security policy lets forms of ours be sent to us alone, and browsers hold every address
    that a form leads on to against it: the council's, and those that the council leads on to.
    """
    if request.method == "GET":  # the page was loaded again, or in another language
        return redirect("account_login")
    request.session[ONWARD] = request.POST.get("next", "")
    address = address_at(request, council)
    context = {"address": address, "label": council.label}
    return render(request, "account/council/onward.html", context)


@require_safe
@_at_a_council
def council_answer(request: HttpRequest, council: Council) -> HttpResponse:
    asked = taken_up(request, council)
    provider = provider_of(council)
    told = told_by(
        council,
        provider,
        asked=asked,
        code=code_of(request, council, provider),
        answer_address=answer_address(request, council),
    )
    user = account_of(council, told)
    # As long as a passkey's: nobody was asked who else uses the device.
    request.session["device"] = Device.USUAL
    record_authentication(request, user, COUNCIL, council=council.key, two_factors=told.two_factors)
    logger.info(
        "accounts.council_signed_in", extra={"user_id": str(user.pk), "council": council.key}
    )
    onward = request.session.pop(ONWARD, "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    login = Login(user=user, redirect_url=onward if safe else None)
    response: HttpResponse = perform_login(request, login)
    return response


@require_http_methods(["GET", "POST"])
@freshly_proved
def council_remove(request: SignedInRequest) -> HttpResponse:
    if not request.user.council_subject:
        return redirect("account_devices")
    label = label_of(request.user.council_issuer)
    if request.method == "POST":
        unbind(request)
        messages.success(request, _("It has been taken off your account."))
        return redirect("account_devices")
    return render(request, "account/council/remove.html", {"label": label})
