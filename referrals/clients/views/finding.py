"""Looking for people among those whom one's own teams know. No address holds what is typed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from referrals.assessments.views.starting import start_chosen
from referrals.assessments.views.who import onward
from referrals.clients.actions import note_found
from referrals.clients.duplicates import likely_duplicates
from referrals.clients.forms import FindForm
from referrals.clients.presenters import asked_in_words, found_items, pair_item
from referrals.clients.queries import people_found


@sensitive_post_parameters("q")
@require_http_methods(["GET", "POST"])
def people(request: NetworkRequest, network: str) -> HttpResponse:
    """The team's people: a box, and who was found."""
    if not request.actor.teams:
        raise Http404
    form = FindForm(request.POST if request.method == "POST" else None)
    return render(request, "referrals/clients/people.html", {"form": form, **found(request, form)})


@sensitive_post_parameters("q")
@require_POST
def known(request: NetworkRequest, network: str) -> HttpResponse:
    """The same at the start of a referral: each person found can be chosen."""
    if not request.actor.teams:
        raise Http404
    form = FindForm(request.POST)
    journey = {name: request.POST.get(name, "") for name in ("id", "service")}
    new = f"{reverse('referrals:refer', kwargs={'network': network})}?{urlencode(journey)}"
    context = {"form": form, "journey": journey, "new": new, **found(request, form)}
    return render(request, "referrals/assessments/known.html", context)


@require_POST
@told_plainly(lambda network: f"/{network}/")
def known_chosen(request: NetworkRequest, network: str) -> HttpResponse:
    """One of them: straight on to the first page, filled in."""
    begun = start_chosen(request, request.POST.get("choice", ""))
    return onward("assessment_edit", network, begun.pk, service=request.POST.get("service", ""))


@require_safe
def duplicates(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.actor.teams:
        raise Http404
    pairs = likely_duplicates(request.actor)
    shown = {one.pk for pair in pairs for one in pair}
    note_found(actor=request.actor, clients=shown, why="duplicates")
    now = timezone.now()
    items = [pair_item(*pair, network=network, now=now) for pair in pairs]
    return render(request, "referrals/clients/duplicates.html", {"items": items})


def found(request: NetworkRequest, form: FindForm) -> dict[str, Any]:
    """`items` is None as long as nothing was asked."""
    if not form.is_bound or not form.is_valid():
        return {"items": None, "asked": []}
    asked = form.asked()
    people = people_found(asked, actor=request.actor)
    note_found(actor=request.actor, clients={one.client.pk for one in people}, why="search")
    items = found_items(people, network=request.network.slug, now=timezone.now())
    return {"items": items, "asked": asked_in_words(asked)}
