"""Ticked in a list or on the board: asked first, done one by one, and told of each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ccs.tenancy.requests import NetworkRequest
from referrals.several.actions import do_each
from referrals.several.forms import SeveralForm
from referrals.several.presenters import asked, results_shown, summary
from referrals.several.queries import colleagues_in_all, received
from referrals.several.rules import BEFORE, MOST, Deed, chosen_in


@require_http_methods(["GET", "POST"])
def several(request: NetworkRequest, network: str) -> HttpResponse:
    """The page before changes nothing: it can be asked for again, and sent to a colleague."""
    actor = request.actor
    if not actor.teams:
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    deed = Deed(data["do"]) if data.get("do") in Deed.values else Deed.ACCEPT
    referrals = received(chosen_in(data.getlist("reference"))[:MOST], actor=actor)
    able = [one for one in referrals if one.status in BEFORE[deed]]
    form = SeveralForm(
        request.POST or None,
        deed=deed,
        people=colleagues_in_all(able or referrals),
        own=actor.member_id,
        chosen=request.GET.get("to", ""),
    )
    context: dict[str, Any] = {"back": _back(network, data.get("from", "")), "deed": deed}
    if request.method == "POST" and referrals and form.is_valid():
        references = [one.reference for one in referrals]
        done = do_each(actor=actor, deed=deed, references=references, assigned_to=form.worker)
        context["summary"] = summary(deed, done)
        context["items"] = results_shown(done, referrals, actor=actor)
        return render(request, "referrals/several/done.html", context)
    context |= {"form": form, "asked": asked(deed, referrals, actor=actor), "most": MOST}
    context["origin"] = data.get("from", "")
    return render(request, "referrals/several/ask.html", context)


def _back(network: str, origin: str) -> str:
    """Where it was ticked: never an address that came with the request."""
    if origin == "board":
        return reverse("referrals:board", kwargs={"network": network})
    return reverse("referrals:list", kwargs={"network": network}) + "?box=received"
