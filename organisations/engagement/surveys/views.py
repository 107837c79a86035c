"""The survey of who works here: the desk opens it, everybody answers, all see the results."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.exports.tables import KINDS, download
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.surveys import actions
from organisations.engagement.surveys.forms import (
    AnswerForm,
    LastDayForm,
    WaveForm,
    answers_as_given,
)
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.presenters import (
    answer_page,
    days_of,
    facts_of,
    groups_shown,
    rows_of,
    state_of,
    survey_page,
    table_of,
    tables_shown,
    waves_shown,
)
from organisations.engagement.surveys.queries import (
    how_many_answered,
    is_open,
    own_answers,
    to_answer,
    wave_here,
    waves_of,
)
from organisations.engagement.surveys.rules import ITEMS, OPEN_FOR, items_of
from organisations.engagement.workstreams.rules import programme_year
from organisations.roles.rules import can_coordinate


def surveys_page(network: str, **kwargs: object) -> str:
    return reverse("organisations:surveys", kwargs={"network": network})


@require_safe
def surveys(request: NetworkRequest, network: str) -> HttpResponse:
    waves = waves_of(request.network.id)
    kind = KINDS.get(request.GET.get("format", ""))
    if kind:
        table = table_of({request.network.name: waves})
        return download(table, kind=kind, name=f"{network}-survey")
    context: dict[str, Any] = {
        "rows": rows_of(waves, actor=request.actor),
        "compared": waves_shown(waves),
        "told": any(wave.results for wave in waves),
        "to_answer": [
            {"title": wave.name, "href": answer_page(network, wave.pk)}
            for wave in to_answer(request.actor)
        ],
        "may_write": can_coordinate(request.actor),
    }
    return render(request, "organisations/engagement/surveys/list.html", context)


@require_safe
def survey(request: NetworkRequest, network: str, wave_id: UUID) -> HttpResponse:
    wave, desk = _found(request, wave_id), can_coordinate(request.actor)
    open_now = is_open(wave)
    context: dict[str, Any] = {
        "wave": wave,
        "tag": state_of(wave),
        "facts": facts_of(wave, answered=_answered(wave) if desk and not wave.results else None),
        "tables": tables_shown(wave),
        "groups": groups_shown(wave) if wave.results else [],
        "questions": [] if wave.results else [item.words for item in items_of(wave.items)],
        "answer": answer_page(network, wave.pk) if open_now else "",
        "answered": open_now and own_answers(request.actor, wave) is not None,
        "may_move": desk and wave.results is None and wave.closes_on >= timezone.localdate(),
    }
    return render(request, "organisations/engagement/surveys/one.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(survey_page)
def answer_survey(request: NetworkRequest, network: str, wave_id: UUID) -> HttpResponse:
    wave = _found(request, wave_id)
    if request.method == "GET" and not is_open(wave):
        messages.info(request, _("This survey is not open."))
        return redirect(survey_page(network, wave_id))
    before, data = own_answers(request.actor, wave), request.POST or None
    form = AnswerForm(data, items=items_of(wave.items), initial=answers_as_given(before))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_wave(actor=request.actor, wave_id=wave_id, said=form.said())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(
                request, _("Thank you. You can change your answers until the last day.")
            )
            return redirect(survey_page(network, wave_id))
    context = {"form": form, "wave": wave, "days": days_of(wave), "again": before is not None}
    return render(request, "organisations/engagement/surveys/answer.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(surveys_page)
def new_survey(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    form = WaveForm(request.POST or None, initial=first_shown())
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["wave_id"] or new_id()
        try:
            made = actions.open_wave(actor=request.actor, asking=form.asking(), wave_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Members are asked from the first day."))
            return redirect(survey_page(network, made.pk))
    return _write(request, form, title=_("Open a survey"), back=surveys_page(network))


@require_http_methods(["GET", "POST"])
@told_plainly(survey_page)
def move_last_day(request: NetworkRequest, network: str, wave_id: UUID) -> HttpResponse:
    _for_the_desk(request)
    wave, page = _found(request, wave_id), survey_page(network, wave_id)
    form = LastDayForm(request.POST or None, initial={"closes_on": wave.closes_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_last_day(
                actor=request.actor, wave_id=wave_id, closes_on=form.cleaned_data["closes_on"]
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page)
    return _write(request, form, title=_("Change the last day"), back=page)


def first_shown() -> dict[str, Any]:
    """What stands in an empty form: every question, from today."""
    today = timezone.localdate()
    return {
        "wave_id": str(new_id()),
        "year": str(programme_year(today)),
        "opens_on": today,
        "closes_on": today + OPEN_FOR,
        "items": [item.code for item in ITEMS],
    }


def _answered(wave: SurveyWave) -> int:
    with enter(system(wave.network_id)):
        return how_many_answered(wave.network_id, [wave]).get(wave.pk, 0)


def _found(request: NetworkRequest, wave_id: UUID) -> SurveyWave:
    wave = wave_here(request.actor, wave_id)
    if wave is None:
        raise Http404
    return wave


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(request: NetworkRequest, form: LastDayForm, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "warning": "", "button": ""}
    return render(request, "organisations/engagement/write.html", context)
