"""The second page, what is happening; and putting a conversation away."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.aftercare.chain import goes_on_from
from referrals.assessments.actions import (
    discard_assessment,
    keep_story,
    open_assessment,
    say_danger,
)
from referrals.assessments.forms import WhatForm
from referrals.assessments.marks import mark_of_story, mark_of_what
from referrals.assessments.models import Assessment
from referrals.assessments.queries import is_in_danger, told_in
from referrals.assessments.rules import ToldNeed
from referrals.assessments.views.framed import framed
from referrals.assessments.views.who import onward, sent_page, then_or
from referrals.drafts.models import Step
from referrals.drafts.recall import goes_over_anothers, recall, saved
from referrals.prompts.presenters import asked_about
from referrals.prompts.queries import prompts_of
from referrals.school.presenters import in_words_of

# The button that saves and goes to the files first.
FILES = "files"


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def story(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    told = told_in(assessment)
    holds = mark_of_what(told, assessment.danger)
    kept = recall(request, assessment_id, Step.WHAT, holds=holds)
    form = kept.filled(
        WhatForm(
            request.POST if request.method == "POST" else kept.data,
            told=told,
            danger=assessment.danger,
            service=request.GET.get("service", ""),
        )
    )
    if request.method == "POST" and form.is_valid() and _saved(request, form, assessment, holds):
        return _onward(request, form, assessment_id)
    in_words_of(request.actor, form)
    asked = prompts_of(request.actor, language=translation.get_language())
    context = {
        "form": form,
        "client": assessment.client,
        "assessment": assessment,
        "asked": asked_about(asked),
        "chain": goes_on_from(assessment, network=network),
        **framed(request, assessment, Step.WHAT, kept=kept),
    }
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


def _onward(request: NetworkRequest, form: WhatForm, assessment_id: UUID) -> HttpResponse:
    """Somebody may be in danger: that comes first."""
    network = request.network.slug
    if is_in_danger(assessment_id):
        return onward("danger", network, assessment_id)
    if FILES in form.data:
        return onward("files", network, assessment_id)
    service = form.cleaned_data["service"]
    return onward(then_or(request, "choose_services"), network, assessment_id, service=service)


def _saved(request: NetworkRequest, form: WhatForm, assessment: Assessment, holds: str) -> bool:
    typed = form.cleaned_data
    now = mark_of_story(
        typed["story"], typed["wants"], typed["barriers"], form.needs(), typed["danger"]
    )
    if goes_over_anothers(request, form, assessment, holds=holds, now=now):
        return False
    if not keep_what(request, form, assessment.pk):
        return False
    saved(request, assessment.pk, Step.WHAT)
    return True


def keep_what(
    request: NetworkRequest,
    form: WhatForm,
    assessment_id: UUID,
    *,
    needs: Sequence[ToldNeed] | None = None,
) -> bool:
    typed = form.cleaned_data
    try:
        keep_story(
            actor=request.actor,
            assessment_id=assessment_id,
            story=typed["story"],
            wants=typed["wants"],
            barriers=typed["barriers"],
            needs=form.needs() if needs is None else needs,
        )
        say_danger(actor=request.actor, assessment_id=assessment_id, danger=typed["danger"])
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
