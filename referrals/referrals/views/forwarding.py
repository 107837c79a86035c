"""The page on which a referral is passed on: to whom, what they get, and why that may be."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly, typed_kept
from networks.networks.queries import network_by_id
from referrals.consent.queries import current_consent
from referrals.consent.why import why_shared
from referrals.referrals import actions
from referrals.referrals.forms import ForwardForm
from referrals.referrals.models import Referral
from referrals.referrals.presenters import moves
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral
from referrals.referrals.queries.passing import Services, items_held, services_to_pass_on_to


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def forward(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    referral = find_referral(reference, actor=request.actor)
    if referral is None or referral.to_team_id not in request.actor.teams:
        raise Http404
    best, others = services_to_pass_on_to(referral, actor=request.actor)
    form = ForwardForm(request.POST or None, best=_choices(best), services=_choices(others))
    words = moves.passing_on(referral)
    if request.method == "POST" and _done(request, reference, form):
        messages.success(request, words.done)
        return redirect(page_of_referral(network, reference))
    # Not before the action: whoever sends the form twice did what they wanted.
    with typed_kept(form):
        actions.prepare_move(actor=request.actor, reference=reference, name="forward")
    return render(request, "referrals/referrals/forward.html", _context(referral, form, words))


def _choices(services: Services) -> list[tuple[str, str]]:
    return [(str(key), f"{name}, {team}") for key, name, team in services]


def _done(request: NetworkRequest, reference: str, form: ForwardForm) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.forward(actor=request.actor, reference=reference, **form.cleaned_data)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _context(referral: Referral, form: ForwardForm, words: moves.Words) -> dict[str, Any]:
    return {
        "form": form,
        "words": words,
        "why_shared": why_shared(
            current_consent(referral.assessment_id),
            to=[_("The team of the service you choose, and nobody else")],
            items=items_held(referral),
            network=network_by_id(referral.network_id),
        ),
        "caption": f"{referral.reference} {needs_in_words(referral.needs)}",
        "back": page_of_referral(referral.network.slug, referral.reference),
    }
