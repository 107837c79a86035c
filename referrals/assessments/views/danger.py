"""The stop page: what to do first, and what was done, before anything is sent."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from networks.networks.queries import network_by_id
from organisations.roles.rules import can_coordinate
from referrals.assessments.actions import open_assessment, say_what_was_done
from referrals.assessments.forms.danger import DangerForm
from referrals.assessments.presenters.danger import COUNCILS, dangers
from referrals.assessments.queries import needed_in
from referrals.assessments.views.who import onward, sent_page

TEMPLATE = "referrals/assessments/stop.html"


@require_safe
def danger_help(request: NetworkRequest, network: str) -> HttpResponse:
    """Before there is a conversation to keep it with: what to do first, and nothing to fill in."""
    if not request.actor.teams:
        raise Http404
    return render(request, TEMPLATE, {**_help(request), "assessment": None})


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def danger(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    form = DangerForm(
        request.POST if request.method == "POST" else None,
        initial={"done": assessment.danger_done, "words": assessment.danger_words},
    )
    if form.is_bound and form.is_valid() and _said(request, assessment_id, form):
        if not needed_in(assessment):
            return redirect("referrals:steps", network=network, assessment_id=assessment_id)
        return onward("choose_services", network, assessment_id)
    return render(request, TEMPLATE, {**_help(request), "assessment": assessment, "form": form})


def _said(request: NetworkRequest, assessment_id: UUID, form: DangerForm) -> bool:
    try:
        say_what_was_done(
            actor=request.actor,
            assessment_id=assessment_id,
            done=form.cleaned_data["done"],
            words=form.cleaned_data["words"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _help(request: NetworkRequest) -> dict[str, object]:
    return {
        "dangers": dangers(network_by_id(request.network.id)),
        "councils": COUNCILS,
        "may_say_numbers": can_coordinate(request.actor),
    }
