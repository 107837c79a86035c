"""The account of the person signed in: its address, and where it is signed in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ccs.accounts import actions
from ccs.accounts import devices as known_devices
from ccs.accounts.council.presenters import label_of
from ccs.accounts.email_change import EmailChange
from ccs.accounts.forms import NewEmailCodeForm, NewEmailForm
from ccs.accounts.presenters import session_rows, trusted_rows
from ccs.accounts.queries import session_of, sessions_of
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second.proved import freshly_proved


@freshly_proved
def change_email(request: SignedInRequest) -> HttpResponse:
    current = request.user.email
    form = NewEmailForm(request.POST if request.method == "POST" else None, current=current)
    if form.is_valid():
        EmailChange.start(request, form.cleaned_data["email"])
        return redirect("account_email_code")
    return render(request, "account/email_change.html", {"form": form, "current": current})


@login_required
@never_cache
def change_email_code(request: SignedInRequest) -> HttpResponse:
    change = EmailChange.resume(request)
    if change is None:
        return redirect("account_email")
    typed = request.POST if request.method == "POST" else None
    form = NewEmailCodeForm(typed, expected=change.code, email=change.email)
    if form.is_valid():
        return _changed(request, change)
    # An empty box costs nothing; a third wrong code starts again.
    wrong = form.has_error("code") and not form.has_error("code", "required")
    if wrong and not change.record_invalid_attempt():
        messages.error(request, str(form.errors["code"][0]))
        return redirect("account_email")
    page = {"form": form, "email": change.email}
    return render(request, "account/email_change_code.html", page)


def _changed(request: SignedInRequest, change: EmailChange) -> HttpResponse:
    try:
        change.finish()
    except actions.EmailTakenError:
        messages.error(request, _("That address could not be used. Try another one."))
    else:
        messages.success(
            request, _("Your email address has been changed. You are signed out everywhere else.")
        )
    return redirect("account_email")


@login_required
@never_cache
def devices(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        actions.end_other_sessions(request)
        messages.success(request, _("You have signed out on your other devices."))
        return redirect("account_devices")
    now = timezone.now()
    trusted = known_devices.trusted_devices(request.user)
    here = [known_devices.is_here(request, one) for one in trusted]
    context = {
        "rows": session_rows(sessions_of(request.user), now=now),
        "trusted": trusted_rows(zip(trusted, here, strict=True)),
        "council": label_of(request.user.council_issuer) if request.user.council_issuer else "",
    }
    return render(request, "account/devices.html", context)


@require_POST
@login_required
def sign_out_of(request: SignedInRequest, pk: int) -> HttpResponse:
    """One session of one's own; the one that is here has its own button."""
    session = session_of(request.user, pk)
    if session and not session.is_current():
        session.end()
        messages.success(request, _("You have signed out on that device."))
    return redirect("account_devices")


@require_POST
@login_required
def stop_trusting(request: SignedInRequest, device_id: UUID) -> HttpResponse:
    known_devices.stop_trusting(request.user, device_id=device_id)
    messages.success(request, _("That device will be asked for the second step again."))
    return redirect("account_devices")
