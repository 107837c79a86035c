"""Who it is for: the first page, when it is come back to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.models import Team
from referrals.assessments.actions import keep_person, open_assessment
from referrals.assessments.forms import WhoForm
from referrals.assessments.queries import told_in


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
@told_plainly(sent_page)
def assessment_edit(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """Back to the first page, as long as nothing was sent."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    told = told_in(assessment)
    teams = [assessment.team]
    data = request.POST if request.method == "POST" else None
    initial = {"service": request.GET.get("service", "")}
    form = WhoForm(data, teams=teams, told=told, initial=initial)
    return keep(request, form, teams, assessment_id) or page(request, form)


def keep(
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


def page(request: NetworkRequest, form: WhoForm) -> HttpResponse:
    return render(request, "referrals/assessments/who.html", {"form": form})
