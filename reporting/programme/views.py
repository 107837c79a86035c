"""Figures of all live networks, for who oversees the programme: no person, and no practice."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.accounts.requests import SignedInRequest
from ccs.exports.tables import KINDS, download
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.ui.problems import add_problem
from networks.programme.queries import live_networks
from networks.programme.views import for_the_programme
from organisations.engagement.surveys.everywhere import open_everywhere
from organisations.engagement.surveys.forms import WaveForm
from organisations.engagement.surveys.presenters import table_of
from organisations.engagement.surveys.views import first_shown
from reporting.programme.engagement import coordination, engagement, workstreams
from reporting.programme.kpis import kpis
from reporting.programme.report import Page
from reporting.programme.shown import file_of, page_shown
from reporting.programme.side_by_side import side_by_side
from reporting.programme.surveys import surveys


@require_safe
@for_the_programme
def figures(request: SignedInRequest) -> HttpResponse:
    period = request.GET.get("choice", "")
    return _page(request, side_by_side(live_networks(), period, timezone.localdate()), "networks")


@require_safe
@for_the_programme
def indicators(request: SignedInRequest) -> HttpResponse:
    return _page(request, kpis(live_networks(), timezone.localdate()), "kpis")


@require_safe
@for_the_programme
def engaged(request: SignedInRequest) -> HttpResponse:
    period = request.GET.get("choice", "")
    return _page(request, engagement(live_networks(), period, timezone.localdate()), "engagement")


@require_safe
@for_the_programme
def funded(request: SignedInRequest) -> HttpResponse:
    return _page(request, workstreams(live_networks()), "funded-work")


@require_safe
@for_the_programme
def coordinated(request: SignedInRequest) -> HttpResponse:
    return _page(request, coordination(live_networks()), "coordination")


@require_safe
@for_the_programme
def asked(request: SignedInRequest) -> HttpResponse:
    page, told = surveys(live_networks(), request.GET.get("choice", ""))
    kind = KINDS.get(request.GET.get("format", ""))
    if kind and request.GET.get("table") == "answers":
        every = table_of({network.name: waves for network, waves in told})
        return download(every, kind=kind, name="survey-answers")
    return _page(request, page, "surveys", is_survey=True)


@require_http_methods(["GET", "POST"])
@for_the_programme
def new_survey(request: SignedInRequest) -> HttpResponse:
    """The same questions in every live network, each asked as its own."""
    form = WaveForm(request.POST or None, initial=first_shown())
    if request.method == "POST" and form.is_valid():
        series = form.cleaned_data["wave_id"] or new_id()
        try:
            number = open_everywhere(user_id=request.user.pk, asking=form.asking(), series=series)
        except Problem as problem:
            add_problem(form, problem)
        else:
            said = _("Members of %(n)d networks are asked from the first day.") % {"n": number}
            messages.success(request, said)
            return redirect("programme:surveys")
    names = [network.name for network in live_networks()]
    return render(request, "reporting/programme/survey.html", {"form": form, "names": names})


def _page(
    request: SignedInRequest, page: Page, name: str, *, is_survey: bool = False
) -> HttpResponse:
    answer = file_of(page, request.GET.dict(), name=f"programme-{name}")
    if answer is not None:
        return answer
    context: dict[str, Any] = {"page": page_shown(page), "is_survey": is_survey}
    return render(request, "reporting/programme/page.html", context)
