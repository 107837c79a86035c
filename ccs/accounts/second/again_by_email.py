"""Who has no second step shows again that the mailbox is theirs, before the account is changed."""

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.accounts.forms import NewEmailCodeForm
from ccs.accounts.kept_codes import KeptCode
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second.proved import CODE
from ccs.limits.rates import within_rate
from ccs.outbox.actions import enqueue_sealed

logger = logging.getLogger(__name__)


class Again(KeptCode):
    """A code to the address that the account has now."""

    key = "again_by_email"

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        enqueue_sealed(
            "again_code",
            user_id=self.request.user.pk,
            payload={"code": self.state["code"], "language": get_language() or "en"},
            lifetime=timedelta(seconds=self.timeout),
        )
        self.persist()


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def again_by_email(request: SignedInRequest) -> HttpResponse:
    """A button that sends the code, then the box to type it in."""
    waiting = Again.resume(request)
    if request.method == "POST" and "code" not in request.POST:
        return _send(request)
    if waiting is None:
        return render(request, "account/second/again_email.html", {"email": request.user.email})
    posted = request.POST if request.method == "POST" else None
    form = NewEmailCodeForm(posted, expected=waiting.code, email=request.user.email)
    if form.is_valid():
        waiting.abort()
        record_authentication(request, request.user, CODE)
        logger.info("accounts.shown_again", extra={"user_id": str(request.user.pk)})
        onward = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(onward, {request.get_host()})
        return redirect(onward if safe else "second_step")
    wrong = form.has_error("code") and not form.has_error("code", "required")
    if wrong and not waiting.record_invalid_attempt():
        messages.error(request, str(form.errors["code"][0]))
        return redirect(request.get_full_path())
    context = {"email": request.user.email, "form": form}
    return render(request, "account/second/again_email.html", context)


def _send(request: SignedInRequest) -> HttpResponse:
    rate, key = "3/m/key,10/h/key", str(request.user.pk)
    if within_rate(request, "again_by_email", rate=rate, key=key):
        Again(request, Again.initial_state(user=request.user)).send()
    else:
        messages.error(request, _("You have asked too often. Wait 5 minutes, then try again."))
    return redirect(request.get_full_path())
