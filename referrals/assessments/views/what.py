"""The second page, what is happening; and putting a conversation away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.assessments.actions import discard_assessment, keep_story, open_assessment
from referrals.assessments.forms import WhatForm
from referrals.assessments.queries import told_in
from referrals.assessments.views.who import onward, sent_page


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def story(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    data = request.POST if request.method == "POST" else None
    form = WhatForm(data, told=told_in(assessment), service=request.GET.get("service", ""))
    if data is not None and form.is_valid() and _kept(request, form, assessment_id):
        service = form.cleaned_data["service"]
        return onward("choose_services", network, assessment_id, service=service)
    context = {"form": form, "client": assessment.client, "assessment": assessment}
    return render(request, "referrals/assessments/what.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def discard(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    if request.method == "POST":
        discard_assessment(actor=request.actor, assessment_id=assessment_id)
        messages.success(request, _("You discarded it. Nothing was sent to anyone."))
        return redirect("referrals:home", network=network)
    context = {"client": assessment.client, "assessment": assessment}
    return render(request, "referrals/assessments/discard.html", context)


def _kept(request: NetworkRequest, form: WhatForm, assessment_id: UUID) -> bool:
    typed = form.cleaned_data
    try:
        keep_story(
            actor=request.actor,
            assessment_id=assessment_id,
            story=typed["story"],
            wants=typed["wants"],
            barriers=typed["barriers"],
            needs=form.needs(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
