"""What the pages of the journey ask for in between: keep this, throw it away, keep it longer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ccs.limits.rates import within_rate
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from ccs.ui.problems import told_plainly
from referrals.assessments.actions import open_assessment
from referrals.assessments.presenters.steps import STEPS, address_of, standing_of, step_rows
from referrals.assessments.queries import begun_assessment
from referrals.drafts.actions import forget_typing, keep_longer, keep_typing
from referrals.drafts.models import Step
from referrals.drafts.presenters import deleted_on
from referrals.drafts.queries import typed_steps
from referrals.drafts.recall import BEFORE, typed_in

# A page that is typed on for an hour without a break asks 3,600 times at the very most.
_RATE = "120/m/user"


def steps_page(network: str, assessment_id: UUID, **_where: object) -> str:
    return f"/{network}/refer/{assessment_id}/steps/"


@require_POST
@told_plainly(steps_page)
def typed(request: NetworkRequest, network: str, assessment_id: UUID, step: str) -> HttpResponse:
    """Keep what a form holds now, or with `drop` throw it away."""
    if "drop" in request.POST:
        return _dropped(request, assessment_id, step)
    if not within_rate(request, "typed", rate=_RATE):
        return HttpResponse(status=429)
    try:
        at = keep_typing(
            actor=request.actor,
            assessment_id=assessment_id,
            step=step,
            data=typed_in(request.POST),
            before=request.POST.get(BEFORE, ""),
        )
    except NotAllowed:
        raise
    except Problem:
        return HttpResponse(status=413)
    return HttpResponse(status=204, headers={"X-Kept-At": moments.clock(at)})


@require_safe
@told_plainly(steps_page)
def steps(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """The five steps as a list of tasks; also of what was typed and has no name yet."""
    kept = typed_steps(request.actor, assessment_id)
    if begun_assessment(request.actor, assessment_id) is None:
        if not kept:
            raise Http404
        rows = step_rows(network, assessment_id, None, {*kept, Step.WHO})
        return render(request, "referrals/drafts/steps.html", {"rows": rows, "assessment": None})
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    standing = standing_of(assessment)
    context = {
        "assessment": assessment,
        "client": assessment.client,
        "rows": step_rows(network, assessment_id, standing, kept),
        "done": len(standing.done),
        "total": len(STEPS),
        "deleted_on": ""
        if assessment.first_sent_at
        else deleted_on(assessment.changed_at, now=timezone.now()),
    }
    return render(request, "referrals/drafts/steps.html", context)


@require_POST
@told_plainly(steps_page)
def keep(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    keep_longer(actor=request.actor, assessment_id=assessment_id)
    messages.success(request, _("We keep it for 30 more days."))
    return redirect(f"/{network}/")


def _dropped(request: NetworkRequest, assessment_id: UUID, step: str) -> HttpResponse:
    forget_typing(
        actor=request.actor,
        assessment_id=assessment_id,
        steps=[step],
        also=_shown(request.POST.get("typed", "")),
    )
    messages.success(request, _("We threw away what was typed and not saved."))
    begun = begun_assessment(request.actor, assessment_id)
    if begun is None:
        return redirect("referrals:home", network=request.network.slug)
    return redirect(address_of(request.network.slug, assessment_id, step))


def _shown(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
