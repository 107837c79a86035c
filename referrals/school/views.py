"""Start from what you see: the guided path for schools."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.members.queries import referring_teams
from referrals.school.actions import begin_from_signs
from referrals.school.forms import NeedsForm, SignsForm
from referrals.school.presenters import signs_shown
from referrals.school.rules import known_signs, suggested


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/refer/school/")
def school(request: NetworkRequest, network: str) -> HttpResponse:
    """What is seen; with `?sign=`, what that may mean and what to ask."""
    if not request.actor.teams:
        raise Http404
    if not referring_teams(request.actor):
        return render(request, "referrals/assessments/cannot.html")
    signs = known_signs(request.GET.getlist("sign"))
    if not signs:
        asked = "sign" in request.GET or "look" in request.GET
        form = SignsForm(request.GET if asked else None)
        return render(request, "referrals/school/signs.html", {"form": form})
    may_mean = suggested(signs)
    needs = NeedsForm(request.POST if request.method == "POST" else None, suggested=may_mean.needs)
    if request.method == "POST" and needs.is_valid():
        return _begin(request, signs, needs.cleaned_data["needs"])
    context: dict[str, Any] = {
        "form": needs,
        "signs": signs_shown(signs),
        "tell_first": may_mean.tell_first,
    }
    return render(request, "referrals/school/means.html", context)


def _begin(request: NetworkRequest, signs: tuple[str, ...], needs: list[str]) -> HttpResponse:
    key = begin_from_signs(actor=request.actor, signs=signs, needs=needs)
    first = reverse("referrals:refer", kwargs={"network": request.network.slug})
    return redirect(f"{first}?{urlencode({'id': str(key)})}")
