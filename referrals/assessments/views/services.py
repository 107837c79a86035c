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
from ccs.ui.typed import plain
from organisations.needs.rules import need_labels
from referrals.assessments.actions import open_assessment
from referrals.assessments.actions.unmet import record_nobody
from referrals.assessments.forms import ServicesForm
from referrals.assessments.forms.services import NOBODY, SEARCH, WATCH, id_in, with_together
from referrals.assessments.marks import mark_of_chosen
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.choices import (
    Chooser,
    choices_of,
    matches_to_show,
)
from referrals.assessments.presenters.nobody import unmet_in_words
from referrals.assessments.presenters.suggested import Suggestion, suggestions_of
from referrals.assessments.presenters.together import together_of
from referrals.assessments.queries import asks_of, chosen_in, desk_chosen_in, needed_in, watched_by
from referrals.assessments.search import Search, search_for, suggested_in
from referrals.assessments.standing import can_be_asked, unmet_needs
from referrals.assessments.views.framed import framed
from referrals.assessments.views.watching import watch
from referrals.assessments.views.who import onward, sent_page, then_or
from referrals.desk.actions import choose_desk
from referrals.desk.queries import desk_can_find
from referrals.drafts.models import Step
from referrals.drafts.recall import Kept, recall, saved
from referrals.referrals.actions import choose_services


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def choose(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    if not needed_in(assessment):
        return onward("story", network, assessment_id)
    return (_choose if request.method == "POST" else _begin)(request, assessment)


def _choose(request: NetworkRequest, assessment: Assessment) -> HttpResponse:
    data = with_together(request.POST)
    posted = [key for one in data.getlist("services") if (key := id_in(one))]
    search = search_for(assessment, also=posted)
    asking = search.asking
    offered = [one.service_id for one in search.matches if can_be_asked(one, asking)]
    form = ServicesForm(data, offered=offered)
    if form.is_valid() and _kept(request, form, assessment.pk):
        return _onward(request, assessment, search, form)
    return _page(request, assessment, search, form, [])


def _onward(
    request: NetworkRequest, assessment: Assessment, search: Search, form: ServicesForm
) -> HttpResponse:
    network = request.network.slug
    if NOBODY in form.data:
        record_nobody(actor=request.actor, assessment=assessment, search=search)
        return onward("nobody", network, assessment.pk)
    if watched := id_in(form.data.get(WATCH, "")):
        watch(request, watched)
    if form.goes_on():
        return onward(then_or(request, "agree"), network, assessment.pk)
    place = "#search" if SEARCH in form.data else ""
    return redirect(f"{request.path}{_shown_next(form)}{place}")


def _begin(request: NetworkRequest, assessment: Assessment) -> HttpResponse:
    """What was ticked before; else what whoever declined has suggested, if it still fits."""
    chosen = chosen_in(assessment)
    begun_from = id_in(request.GET.get("service", ""))
    named = suggested_in(assessment)
    kept = recall(request, assessment.pk, Step.SERVICES, holds=mark_of_chosen(chosen))
    text = plain(request.GET.get("q", ""))[:100]
    also = [*chosen, begun_from, *(one.suggested_service_id for one in named)]
    search = search_for(
        assessment, text=text, everything="all" in request.GET, also=[key for key in also if key]
    )
    suggestions = suggestions_of(named, search, now=timezone.now(), actor=request.actor)
    fitting = [] if chosen else [one.service_id for one in suggestions if one.fits]
    ticked = [*chosen, *filter(None, [begun_from]), *fitting]
    if kept.data is not None:
        ticked = [key for one in kept.data.getlist("services") if (key := id_in(one))]
    to_desk = kept.data.get("desk") == "on" if kept.data is not None else desk_chosen_in(assessment)
    form = ServicesForm(chosen=ticked, text=text, to_desk=to_desk)
    return _page(request, assessment, search, form, suggestions, kept=kept)


def _shown_next(form: ServicesForm) -> str:
    """All, what meets the needs, or a text: by buttons, so that what is ticked is kept."""
    asked = {"all": {"all": "yes"}, "needs": {}}
    query = asked.get(form.data.get(SEARCH, form.data.get("view", "")))
    query = {"q": form.cleaned_data["q"]} if query is None else query
    return f"?{urlencode(query)}" if any(query.values()) else ""


def _kept(request: NetworkRequest, form: ServicesForm, assessment_id: UUID) -> bool:
    try:
        chosen = form.service_ids()
        choose_services(actor=request.actor, assessment_id=assessment_id, service_ids=chosen)
        choose_desk(
            actor=request.actor,
            assessment_id=assessment_id,
            chosen=form.to_desk(),
            besides=chosen,
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    saved(request, assessment_id, Step.SERVICES)
    return True


def _page(
    request: NetworkRequest,
    assessment: Assessment,
    search: Search,
    form: ServicesForm,
    suggestions: list[Suggestion],
    *,
    kept: Kept | None = None,
) -> HttpResponse:
    everything, text, ticked = "all" in request.GET, search.asked.text, form.ticked()
    asking, narrowed = search.asking, bool(text or everything)
    shown = matches_to_show(search, ticked=ticked)
    chooser = Chooser(request.actor, timezone.now(), ticked, watched_by(request.actor))
    unmet = {} if narrowed else unmet_needs(search.asked.needs, search.matches, asking)
    context: dict[str, Any] = {
        "form": form,
        "assessment": assessment,
        "client": assessment.client,
        **framed(request, assessment, Step.SERVICES, kept=kept),
        "needs": ", ".join(need_labels(list(search.asked.needs))),
        "no_place": search.no_place,
        "desk_can": desk_can_find(assessment),
        "unmet": unmet_in_words(unmet),
        "suggestions": suggestions,
        "together": None if narrowed else together_of(search, asking, ticked=ticked),
        "searched": text,
        "everything": everything,
        "choices": choices_of(
            search, shown, asks=asks_of([one.service_id for one in shown]), chooser=chooser
        ),
        "here": reverse(
            "referrals:choose_services",
            kwargs={"network": request.network.slug, "assessment_id": assessment.pk},
        ),
    }
    return render(request, "referrals/assessments/services.html", context)
