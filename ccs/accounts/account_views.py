"""The account of the person signed in: its address, and where it is signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from ccs.accounts import actions
from ccs.accounts.email_change import EmailChange
from ccs.accounts.forms import NewEmailCodeForm, NewEmailForm
from ccs.accounts.presenters import session_rows
from ccs.accounts.requests import SignedInRequest


@login_required
@never_cache
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
        messages.success(request, _("Your email address has been changed."))
    return redirect("account_email")


@login_required
@never_cache
def devices(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        actions.end_other_sessions(request)
        messages.success(request, _("You have signed out on your other devices."))
        return redirect("account_devices")
    sessions = UserSession.objects.purge_and_list(request.user)
    sessions.sort(key=lambda session: session.created_at)
    rows = session_rows(sessions, now=timezone.now())
    return render(request, "account/devices.html", {"rows": rows})
