"""Who it is for: the first page, when it is come back to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.lessons.presenters import offered
from organisations.engagement.lessons.rules import REFER
from organisations.members.models import Team
from referrals.assessments.actions import keep_person, open_assessment
from referrals.assessments.forms import WhoForm
from referrals.assessments.marks import mark_of_person, mark_of_who
from referrals.assessments.models import Assessment
from referrals.assessments.queries import told_in
from referrals.assessments.rules import Told
from referrals.assessments.views.framed import framed
from referrals.assessments.views.starting import recognised
from referrals.drafts.models import Step
from referrals.drafts.recall import goes_over_anothers, recall, saved


def sent_page(network: str, assessment_id: UUID, **_: Any) -> str:
    kwargs = {"network": network, "assessment_id": assessment_id}
    return reverse("referrals:sent", kwargs=kwargs)


# In the address of a page that was gone back to from the check page: there it leads again.
THEN: Final = "then"


def then_or(request: NetworkRequest, name: str) -> str:
    return "check" if request.GET.get(THEN) == "check" else name


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
    kept = recall(request, assessment_id, Step.WHO, holds=mark_of_who(told))
    data = request.POST if request.method == "POST" else kept.data
    initial = {"service": request.GET.get("service", "")}
    form = kept.filled(WhoForm(data, teams=teams, told=told, initial=initial))
    if request.method == "POST":
        done = keep(request, form, teams, assessment_id, before=Before(assessment, told))
        if done:
            return done
    return page(request, form, framed(request, assessment, Step.WHO, kept=kept))


@dataclass(frozen=True, slots=True)
class Before:
    """What was kept of this page before, if anything."""

    assessment: Assessment | None = None
    told: Told | None = None


def keep(
    request: NetworkRequest,
    form: WhoForm,
    teams: Sequence[Team],
    assessment_id: UUID,
    *,
    before: Before,
) -> HttpResponse | None:
    """Onward once it is kept; None while there is something to mend, or a row to add."""
    if form.asks_for_a_row() or form.goes_back():
        form.errors.clear()
        return None
    if not form.is_valid() or _goes_over(request, form, before):
        return None
    asked = keep_who(request, form, teams, assessment_id, before.assessment)
    if asked or form.errors:
        return asked
    saved(request, assessment_id, Step.WHO)
    service = form.cleaned_data["service"]
    return onward(then_or(request, "story"), request.network.slug, assessment_id, service=service)


def keep_who(
    request: NetworkRequest,
    form: WhoForm,
    teams: Sequence[Team],
    assessment_id: UUID,
    before: Assessment | None,
) -> HttpResponse | None:
    """Keeps the person of a valid form; the page that asks first whether they are known, if so."""
    try:
        known = before or recognised(request, form, teams, assessment_id)
        if isinstance(known, HttpResponse):
            return known
        if known is None or known is before:
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


def page(request: NetworkRequest, form: WhoForm, frame: Mapping[str, Any]) -> HttpResponse:
    lesson = offered(request.actor, REFER, here=request.get_full_path())
    context = {"form": form, "lesson": lesson, **frame}
    return render(request, "referrals/assessments/who.html", context)


def _goes_over(request: NetworkRequest, form: WhoForm, before: Before) -> bool:
    now = mark_of_person(form.person(), [relative for _place, relative in form.household()])
    holds = mark_of_who(before.told)
    return goes_over_anothers(request, form, before.assessment, holds=holds, now=now)
