"""Declined, and nobody is left to ask: to the desk with one tap, where they have agreed to that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.consent.presenters import words_to_say
from referrals.consent.queries import current_consent
from referrals.desk.actions import ask_desk_after_refusal
from referrals.desk.actions.agreeing import agree_to_desk
from referrals.desk.brokering_forms import AskDeskForm
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def after_refusal(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    referral = find_referral(reference, actor=request.actor)
    if referral is None or referral.origin_team_id not in request.actor.teams:
        raise NotAllowed(_("There is no such referral here."))
    consent = current_consent(referral.assessment_id)
    agreed = consent is not None and consent.names_desk
    form = AskDeskForm(request.POST if request.method == "POST" else None, agreed=agreed)
    if request.method == "POST" and form.is_valid():
        brought = _brought(request, form, referral)
        if brought is not None:
            messages.success(request, _("The desk has it now. You see here what they do."))
            return redirect(page_of_referral(network, brought.reference))
    context = {
        "form": form,
        "agreed": agreed,
        "caption": f"{reference} {needs_in_words(referral.needs)}",
        "words": words_to_say(request.network.languages or ("en",)),
        "back": page_of_referral(network, reference),
    }
    return render(request, "referrals/desk/ask_desk.html", context)


def _brought(request: NetworkRequest, form: AskDeskForm, referral: Referral) -> Referral | None:
    typed, actor = form.cleaned_data, request.actor
    try:
        if given := typed.get("given"):
            agree_to_desk(actor=actor, assessment_id=referral.assessment_id, given=given)
        return ask_desk_after_refusal(actor=actor, reference=referral.reference, note=typed["note"])
    except Problem as problem:
        add_problem(form, problem)
        return None
