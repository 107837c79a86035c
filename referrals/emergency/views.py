"""Asking to read a letter in an emergency, and the letter: to be read and nothing else."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ccs.limits.rates import within_rate
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.emergency.actions import ask_to_read, read_in_emergency
from referrals.emergency.forms import EmergencyForm
from referrals.emergency.models import EmergencyReading
from referrals.emergency.presenters import opened_shown, page_of_emergency, running_row
from referrals.emergency.queries import opens_by_itself, running, teams_of
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.rules import normalise_reference

# Enough for somebody who mistypes in a hurry, and far too few to guess one.
_RATE: Final = "10/h/key"


@never_cache
@sensitive_post_parameters("words")
@require_http_methods(["GET", "POST"])
def ask(request: NetworkRequest, network: str) -> HttpResponse:
    actor = request.actor
    if not teams_of(actor):
        raise Http404
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reference = normalise_reference(form.cleaned_data["reference"])
        own = opens_by_itself(reference, actor=actor)
        if own is not None:
            messages.info(request, _("Your team has this letter. You do not need an emergency."))
            return redirect(page_of_referral(network, own.reference))
        reading = _asked(request, form)
        if reading is not None:
            return redirect(page_of_emergency(network, reading.pk))
    now = timezone.now()
    context: dict[str, Any] = {
        "form": form,
        "running": [running_row(*one, network) for one in running(actor, now=now)],
    }
    return render(request, "referrals/emergency/ask.html", context)


@never_cache
@require_safe
@told_plainly(lambda network, **_: page_of_emergency(network, _["emergency_id"]))
def letter(request: NetworkRequest, network: str, emergency_id: UUID) -> HttpResponse:
    opened = read_in_emergency(actor=request.actor, emergency_id=emergency_id)
    page = opened_shown(opened, now=timezone.now())
    return render(request, "referrals/emergency/letter.html", {"page": page})


def _asked(request: NetworkRequest, form: EmergencyForm) -> EmergencyReading | None:
    """What is absent and what is not theirs look the same."""
    if not within_rate(request, "emergency", rate=_RATE, key=str(request.actor.identity)):
        form.add_error(None, _("You have tried too often. Ring the team, or the desk."))
        return None
    typed = form.cleaned_data
    try:
        reading = ask_to_read(
            actor=request.actor,
            reference=typed["reference"],
            reason=typed["reason"],
            words=typed["words"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return None
    if reading is None:
        wrong = _("There is no letter with this reference that you can read. Check it, or ring us.")
        form.add_error("reference", wrong)
    return reading
