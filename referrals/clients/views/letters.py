"""Finding a referral: by its reference, or by the person whose letter one's own team may open."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.typed import plain
from referrals.clients.actions import note_found
from referrals.clients.asking import Asked, asked_in
from referrals.clients.history import referrals_about
from referrals.clients.presenters import asked_in_words, page_of_person
from referrals.clients.queries import people_found
from referrals.emergency.queries import teams_of
from referrals.referrals.presenters.wording import page_of_referral, row_of
from referrals.referrals.queries import find_referral
from referrals.referrals.rules import normalise_reference

_LONGEST = 200


@sensitive_post_parameters("q")
@require_POST
def search(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.actor.envelopes:
        raise Http404
    typed = plain(request.POST.get("q", "")).strip()[:_LONGEST]
    referral = find_referral(normalise_reference(typed), actor=request.actor) if typed else None
    if referral is not None:
        return redirect(page_of_referral(network, referral.reference))
    asked = asked_in(typed)
    context = {
        "asked": asked_in_words(asked),
        "people": _people(request, asked),
        "emergency": bool(teams_of(request.actor)),
        "wrong": "" if asked else _("Enter a reference, a name or a phone number"),
    }
    return render(request, "referrals/clients/letters.html", context)


def _people(request: NetworkRequest, asked: Asked) -> list[dict[str, Any]]:
    """Each with the referrals about them that the actor may open."""
    actor, now = request.actor, timezone.now()
    clients = {one.client.pk: one.client for one in people_found(asked, actor=actor)}
    note_found(actor=actor, clients=set(clients), why="search")
    about = referrals_about(set(clients), actor=actor)
    return [
        {
            "name": client.full_name,
            "href": page_of_person(actor.network.slug, key),
            "rows": [row_of(referral, actor=actor, now=now) for referral in about.get(key, [])],
        }
        for key, client in clients.items()
    ]
