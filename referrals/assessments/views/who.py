"""The first page: who it is for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.models import Team
from organisations.members.queries import referring_teams
from organisations.roles.rules import can_refer
from referrals.assessments.actions import keep_person, open_assessment
from referrals.assessments.forms import WhoForm
from referrals.assessments.forms.services import id_in
from referrals.assessments.queries import own_assessment, told_in


def sent_page(network: str, assessment_id: UUID, **_: Any) -> str:
    kwargs = {"network": network, "assessment_id": assessment_id}
    return reverse("referrals:sent", kwargs=kwargs)


def onward(name: str, network: str, assessment_id: UUID, *, service: str = "") -> HttpResponse:
    """The next page, with the service that the journey may have begun from."""
    address = reverse(
        f"referrals:{name}", kwargs={"network": network, "assessment_id": assessment_id}
    )
    return redirect(f"{address}?{urlencode({'service': service})}" if service else address)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/")
def refer(request: NetworkRequest, network: str) -> HttpResponse:
    """A new conversation; its form again, by a double click or the back button, is the same one."""
    if not can_refer(request.actor):
        raise Http404
    teams = referring_teams(request.actor)
    if not teams:
        return render(request, "referrals/assessments/cannot.html")
    if request.method == "POST":
        return _begin(request, network, teams)
    initial = {"id": str(new_id()), "service": request.GET.get("service", "")}
    return _page(request, WhoForm(teams=teams, initial=initial))


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def assessment_edit(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """Back to the first page, as long as nothing was sent."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    told = told_in(assessment)
    teams = [assessment.team]
    data = request.POST if request.method == "POST" else None
    initial = {"service": request.GET.get("service", "")}
    form = WhoForm(data, teams=teams, told=told, initial=initial)
    return _keep(request, form, teams, assessment_id) or _page(request, form)


def _begin(request: NetworkRequest, network: str, teams: Sequence[Team]) -> HttpResponse:
    data = request.POST.copy()
    assessment_id = id_in(data.get("id", "")) or new_id()
    before = own_assessment(request.actor, assessment_id)
    used = before is not None and before.first_sent_at is not None
    if used:
        assessment_id = new_id()
    data["id"] = str(assessment_id)
    told = told_in(before) if before and not used else None
    form = WhoForm(data, teams=teams, told=told)
    if used:
        form.add_error(
            None,
            _(
                "You have sent a referral from this page already."
                " To make a new one for this person, select Continue again."
            ),
        )
    return _keep(request, form, teams, assessment_id) or _page(request, form)


def _keep(
    request: NetworkRequest, form: WhoForm, teams: Sequence[Team], assessment_id: UUID
) -> HttpResponse | None:
    """Onward once it is kept; None while there is something to mend, or a row to add."""
    if form.asks_for_a_row():
        form.errors.clear()
        return None
    if not form.is_valid():
        return None
    try:
        keep_person(
            actor=request.actor,
            team_id=form.team_id(teams),
            assessment_id=assessment_id,
            client=form.person(),
            household=form.household(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return None
    service = form.cleaned_data["service"]
    return onward("story", request.network.slug, assessment_id, service=service)


def _page(request: NetworkRequest, form: WhoForm) -> HttpResponse:
    return render(request, "referrals/assessments/who.html", {"form": form})
