"""The third page: who can help."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.directory.queries import open_services, services_to_choose
from organisations.needs.rules import need_labels
from referrals.assessments.actions import open_assessment
from referrals.assessments.forms import ServicesForm
from referrals.assessments.forms.services import id_in
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.choices import choices_of, nobody_meets
from referrals.assessments.queries import asked_in, chosen_in, needed_in
from referrals.assessments.views.who import onward, sent_page
from referrals.referrals.actions import choose_services


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def choose(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    needs = needed_in(assessment)
    if not needs:
        return onward("story", network, assessment_id)
    if request.method != "POST":
        return _page(request, assessment, needs, _form(request, assessment))
    offered = open_services(request.actor).values_list("pk", flat=True)
    form = ServicesForm(request.POST, offered=offered)
    if form.is_valid() and _kept(request, form, assessment_id):
        if form.searches():
            return redirect(f"{request.path}?{urlencode({'q': form.cleaned_data['q']})}")
        return onward("check", network, assessment_id)
    return _page(request, assessment, needs, form)


def _form(request: NetworkRequest, assessment: Assessment) -> ServicesForm:
    begun_from = id_in(request.GET.get("service", ""))
    text = request.GET.get("q", "").replace("\0", "")[:100]
    chosen = [*chosen_in(assessment), *filter(None, [begun_from])]
    return ServicesForm(chosen=chosen, text=text)


def _kept(request: NetworkRequest, form: ServicesForm, assessment_id: UUID) -> bool:
    try:
        choose_services(
            actor=request.actor, assessment_id=assessment_id, service_ids=form.service_ids()
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _page(
    request: NetworkRequest, assessment: Assessment, needs: list[str], form: ServicesForm
) -> HttpResponse:
    text, everything = str(form["q"].value() or ""), "all" in request.GET
    ticked = form.ticked()
    found = services_to_choose(
        request.actor, wanted=needs, text=text, everything=everything, also=ticked
    )
    context: dict[str, Any] = {
        "form": form,
        "assessment": assessment,
        "client": assessment.client,
        "needs": ", ".join(need_labels(needs)),
        "unmet": "" if text else nobody_meets(found, needs),
        "searched": text,
        "everything": everything,
        "choices": choices_of(
            found,
            wanted=needs,
            asked=asked_in(assessment),
            ticked=ticked,
            actor=request.actor,
            now=timezone.now(),
        ),
        "here": reverse(
            "referrals:choose_services",
            kwargs={"network": request.network.slug, "assessment_id": assessment.pk},
        ),
    }
    return render(request, "referrals/assessments/services.html", context)
