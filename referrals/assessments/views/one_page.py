"""Everything on one page, for the practised: the same forms and actions as step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.languages import said_to
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.choices import start_on_one_page, starts_on_one_page
from organisations.members.models import Team
from organisations.members.queries import referring_teams
from referrals.assessments.actions import open_assessment
from referrals.assessments.forms import ServicesForm, WhatForm, WhoForm
from referrals.assessments.forms.one_page import AGREED, CHECK, NEXT_TIME, OnePage
from referrals.assessments.forms.services import id_in
from referrals.assessments.marks import mark_of_chosen, mark_of_what, mark_of_who
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.choices import Chooser, choices_of, matches_to_show
from referrals.assessments.queries import (
    asks_of,
    begun_assessment,
    chosen_in,
    needed_in,
    told_in,
    watched_by,
)
from referrals.assessments.rules import Person, Told, moved_needs
from referrals.assessments.search import Search, search_for
from referrals.assessments.standing import can_be_asked
from referrals.assessments.views.begin import is_used
from referrals.assessments.views.framed import framed
from referrals.assessments.views.what import keep_what
from referrals.assessments.views.who import keep_who, onward, sent_page
from referrals.consent.forms import AgreeForm
from referrals.consent.presenters import words_to_say
from referrals.consent.queries import current_consent
from referrals.drafts.models import Step
from referrals.drafts.recall import Kept, goes_over_anothers, mark_of, recall, saved
from referrals.prompts.presenters import asked_about
from referrals.prompts.queries import prompts_of
from referrals.referrals.actions import choose_services
from referrals.referrals.actions.agreeing import agree

_NOBODY = Told(client=Person(""), needs=())


@dataclass(frozen=True, slots=True)
class Saved:
    """What there is of the conversation: nothing before anything was looked for."""

    key: UUID
    assessment: Assessment | None = None
    told: Told = _NOBODY
    search: Search | None = None

    @property
    def chosen(self) -> list[UUID]:
        return chosen_in(self.assessment) if self.assessment else []

    @property
    def mark(self) -> str:
        if self.assessment is None:
            return ""
        danger = self.assessment.danger
        parts = (mark_of_who(self.told), mark_of_what(self.told, danger))
        return mark_of(*parts, mark_of_chosen(self.chosen))


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/")
def one_page(request: NetworkRequest, network: str) -> HttpResponse:
    """Before there is anything to go on with."""
    if not request.actor.teams:
        raise Http404
    if not referring_teams(request.actor):
        return render(request, "referrals/assessments/cannot.html")
    key = id_in(request.POST.get("id") or request.GET.get("id", ""))
    before = begun_assessment(request.actor, key) if key else None
    if key is None or is_used(before):
        fresh = {**request.GET.dict(), "id": str(new_id())}
        return redirect(f"{request.path}?{urlencode(fresh)}")
    if before:
        return one_page_of(request, network=network, assessment_id=key)
    return _answer(request, Saved(key))


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def one_page_of(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """Of a conversation that nothing was sent from."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id, to_change=True)
    return _answer(request, _saved_of(request, assessment))


def _saved_of(request: NetworkRequest, assessment: Assessment) -> Saved:
    posted = request.POST.getlist("services")
    also = [key for one in posted if (key := id_in(one))] + chosen_in(assessment)
    search = search_for(assessment, also=also) if needed_in(assessment) else None
    return Saved(assessment.pk, assessment, told_in(assessment), search)


def _answer(request: NetworkRequest, before: Saved) -> HttpResponse:
    kept = recall(request, before.key, Step.ONE_PAGE, holds=before.mark)
    forms = _forms(request, before, request.POST if request.method == "POST" else kept.data)
    if request.method != "POST":
        kept.filled(forms.who)
        if kept.data is not None:
            forms.clear()
        return _page(request, before, forms, kept)
    if forms.who.asks_for_a_row() or forms.who.goes_back():
        forms.clear()
        return _page(request, before, forms, kept)
    return _posted(request, before, forms) or _page(request, before, forms, kept)


def _posted(request: NetworkRequest, before: Saved, forms: OnePage) -> HttpResponse | None:
    """None while there is something to mend. What can be kept is, whatever else is wrong."""
    if not forms.told_is_valid or _goes_over(request, before, forms):
        return None
    teams = _teams(request, before)
    asked = keep_who(request, forms.who, teams, before.key, before.assessment)
    if asked or forms.who.errors:
        return asked
    places = [place for place, _relative in forms.who.household()]
    if not keep_what(request, forms.what, before.key, needs=_moved(forms.what, places)):
        return None
    start_on_one_page(actor=request.actor, yes=NEXT_TIME in request.POST)
    return _onward(request, before, forms)


def _onward(request: NetworkRequest, before: Saved, forms: OnePage) -> HttpResponse | None:
    assessment = open_assessment(actor=request.actor, assessment_id=before.key)
    network = request.network.slug
    if assessment.danger_open:
        saved(request, before.key, Step.ONE_PAGE)
        return onward("danger", network, before.key)
    if CHECK not in request.POST or forms.services is None or forms.agree is None:
        return _looked_for(request, before, forms)
    if not all([forms.services.is_valid(), forms.agree.is_valid()]):
        return None
    if not _agreed(request, forms.services, forms.agree, before.key):
        return None
    saved(request, before.key, Step.ONE_PAGE)
    return onward("check", network, before.key)


def _looked_for(request: NetworkRequest, before: Saved, forms: OnePage) -> HttpResponse:
    """The page again with what fits below; what is ticked and can be asked stays ticked."""
    form = forms.services
    if form is not None:
        can = {value for value, _label in form.fields["services"].choices}  # type: ignore[attr-defined]
        ticked = [key for key in form.ticked() if str(key) in can]
        choose_services(actor=request.actor, assessment_id=before.key, service_ids=ticked)
    saved(request, before.key, Step.ONE_PAGE)
    kwargs = {"network": request.network.slug, "assessment_id": before.key}
    return redirect(f"{reverse('referrals:one_page_of', kwargs=kwargs)}#services")


def _agreed(request: NetworkRequest, services: ServicesForm, form: AgreeForm, key: UUID) -> bool:
    ids = services.service_ids()
    try:
        choose_services(actor=request.actor, assessment_id=key, service_ids=ids)
        agree(
            actor=request.actor,
            assessment_id=key,
            service_ids=ids,
            names_desk=False,
            agreed=form.agreed(),
        )
    except Problem as problem:
        add_problem(services if problem.field == "services" else form, problem)
        return False
    return True


def _forms(request: NetworkRequest, before: Saved, data: Any) -> OnePage:
    assessment, known = before.assessment, before.told if before.assessment else None
    service = request.GET.get("service", "")
    initial = {"id": str(before.key), "service": service}
    page = OnePage(
        who=WhoForm(data, teams=_teams(request, before), told=known, initial=initial),
        what=WhatForm(
            data,
            told=before.told,
            danger=assessment.danger if assessment else "",
            service=service,
        ),
    )
    if before.search is None:
        return page
    found = before.search
    offered = [one.service_id for one in found.matches if can_be_asked(one, found.asking)]
    form = AgreeForm(
        data if data is not None and CHECK in data else None,
        languages=_said_to(request, before),
        before=current_consent(before.key),
    )
    form.prefix = AGREED
    ticked = before.chosen or [key for key in [id_in(service)] if key]
    return replace(page, services=ServicesForm(data, offered=offered, chosen=ticked), agree=form)


def _said_to(request: NetworkRequest, before: Saved) -> list[str]:
    return said_to(request.network, before.assessment.client.languages if before.assessment else ())


def _teams(request: NetworkRequest, before: Saved) -> Sequence[Team]:
    return [before.assessment.team] if before.assessment else referring_teams(request.actor)


def _moved(form: WhatForm, places: list[int | None]) -> Any:
    """What each of the household needs goes with them, whoever was taken out or put in."""
    return moved_needs(form.needs(), places=places)


def _goes_over(request: NetworkRequest, before: Saved, forms: OnePage) -> bool:
    return goes_over_anothers(request, forms.who, before.assessment, holds=before.mark, now="")


def _page(request: NetworkRequest, before: Saved, forms: OnePage, kept: Kept) -> HttpResponse:
    asked = prompts_of(request.actor, language=translation.get_language())
    context: dict[str, Any] = {
        "form": forms,
        "assessment": before.assessment,
        "asked": asked_about(asked),
        "next_time": starts_on_one_page(request.actor),
        "words": words_to_say(_said_to(request, before)),
        **_choices(request, before, forms.services),
        **framed(request, before.assessment, Step.ONE_PAGE, kept=kept, assessment_id=before.key),
    }
    return render(request, "referrals/assessments/one_page.html", context)


def _choices(request: NetworkRequest, before: Saved, form: ServicesForm | None) -> dict[str, Any]:
    if before.search is None or form is None:
        return {"choices": None}
    ticked = form.ticked()
    shown = matches_to_show(before.search, ticked=ticked)
    chooser = Chooser(request.actor, timezone.now(), ticked, watched_by(request.actor))
    asks = asks_of([one.service_id for one in shown])
    return {"choices": choices_of(before.search, shown, asks=asks, chooser=chooser)}
