"""The page of all that followed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from referrals.outcomes.chain import MOST_SHOWN
from referrals.outcomes.chain_presenters import chain_shown
from referrals.outcomes.following import read_chain
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import find_referral
from referrals.rights.standing import is_story_erased


@never_cache
@require_safe
def followed(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """The chain of referrals that this one belongs to, and what followed."""
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    chain, now = read_chain(actor=request.actor, referral=referral), timezone.now()
    told = chain.stories is not None and referral.origin_team_id in request.actor.teams
    told = told and not is_story_erased(referral.assessment_id)
    add = reverse("referrals:learnt", args=[network, referral.assessment_id])
    context = {
        "chain": chain_shown(chain, here=referral, network=network, now=now),
        "reference": referral.reference,
        "back": page_of_referral(network, reference),
        "most": MOST_SHOWN,
        "may_add": add if told else "",
    }
    return render(request, "referrals/outcomes/followed.html", context)
