"""The fourth page: do they agree? Kept as evidence before anything is sent."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.languages import said_to
from ccs.ui.problems import add_problem, told_plainly
from referrals.assessments.actions import open_assessment
from referrals.assessments.actions.ways import keep_safe_ways
from referrals.assessments.choice import Chosen, chosen_for
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.receivers import named
from referrals.assessments.queries import referrals_of
from referrals.assessments.views.framed import framed
from referrals.assessments.views.who import onward, sent_page
from referrals.consent.forms import REFUSED, AgreeForm
from referrals.consent.models import Consent
from referrals.consent.presenters import words_to_say
from referrals.consent.queries import current_consent
from referrals.drafts.models import Step
from referrals.drafts.recall import mark_of, recall, saved
from referrals.referrals.actions.agreeing import agree as record_agreement
from referrals.referrals.rules import OPEN, Status


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def agree(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    chosen = chosen_for(request.actor, assessment)
    if not chosen:
        return nothing_chosen(network, assessment)
    before = current_consent(assessment_id)
    kept = recall(request, assessment_id, Step.AGREE, holds=mark_of(before and before.pk))
    data = request.POST if request.method == "POST" else kept.data
    form = kept.filled(_form(request, assessment, before, data))
    if request.method == "POST":
        if before and form.data.get("basis") == REFUSED:
            return onward("change_mind", network, assessment_id)
        if form.is_valid() and _kept(request, assessment, form, chosen):
            saved(request, assessment_id, Step.AGREE)
            return onward("check", network, assessment_id)
    languages = said_to(request.network, assessment.client.languages)
    context: dict[str, Any] = {
        "form": form,
        "assessment": assessment,
        "client": assessment.client,
        "named": named(chosen),
        "seen": chosen.seen,
        "words": words_to_say(languages, names_desk=chosen.desk),
        **framed(request, assessment, Step.AGREE, kept=kept),
    }
    return render(request, "referrals/assessments/agree.html", context)


def nothing_chosen(network: str, assessment: Assessment) -> HttpResponse:
    """A double click, or the back button after sending: on to what was sent."""
    open_ = referrals_of(assessment).filter(status__in=OPEN).exclude(status=Status.DRAFT)
    return onward("sent" if open_.exists() else "choose_services", network, assessment.pk)


def _form(
    request: NetworkRequest, assessment: Assessment, before: Consent | None, data: Any
) -> AgreeForm:
    """In which ways it is safe is asked until somebody may have read it."""
    return AgreeForm(
        data,
        languages=said_to(request.network, assessment.client.languages),
        before=before,
        safe_to=None if assessment.first_sent_at else assessment.client.safe_to,
    )


def _kept(request: NetworkRequest, assessment: Assessment, form: AgreeForm, chosen: Chosen) -> bool:
    if not form.shows(chosen.ids, desk=chosen.desk):
        return False
    try:
        record_agreement(
            actor=request.actor,
            assessment_id=assessment.pk,
            service_ids=chosen.ids,
            names_desk=chosen.desk,
            agreed=form.agreed(),
        )
        if "safe_to" in form.cleaned_data:
            ways = form.cleaned_data["safe_to"]
            keep_safe_ways(actor=request.actor, assessment_id=assessment.pk, safe_to=ways)
    except Problem as problem:
        add_problem(form, problem)
    return not form.errors
