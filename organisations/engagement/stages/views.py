"""The network's stage, for its members; the coordination matrix, for the desk and analysts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.stages import actions
from organisations.engagement.stages.forms import MatrixForm, StageForm
from organisations.engagement.stages.presenters import (
    matrix_shown,
    readings_shown,
    stages_shown,
)
from organisations.engagement.stages.queries import everything_said, readings_of, stages_of
from organisations.engagement.stages.rules import LEVELS, STAGES
from organisations.roles.rules import can_coordinate, can_read_reports

# More columns than these are not compared at a glance.
_MOST_DAYS = 4


def stage_page(network: str, **kwargs: object) -> str:
    return reverse("organisations:stage", kwargs={"network": network})


def matrix_page(network: str, **kwargs: object) -> str:
    return reverse("organisations:matrix", kwargs={"network": network})


@require_safe
def stage(request: NetworkRequest, network: str) -> HttpResponse:
    desk = can_coordinate(request.actor)
    said = everything_said(request.network.id) if desk else stages_of(request.network.id)
    context: dict[str, Any] = {
        "stages": stages_shown(said),
        "meanings": [(one.name, one.about) for one in STAGES],
        "may_write": desk,
        "may_read_matrix": can_read_reports(request.actor),
    }
    return render(request, "organisations/engagement/stages/stage.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(stage_page)
def say_stage(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    first = {"stage_id": str(new_id()), "since": timezone.localdate()}
    form = StageForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["stage_id"] = said["stage_id"] or new_id()
        try:
            actions.say_stage(actor=request.actor, **said)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Members see it now."))
            return redirect(stage_page(network))
    return _write(request, form, title=_("Say which stage it is"), back=stage_page(network))


@require_POST
@told_plainly(stage_page)
def take_back_stage(request: NetworkRequest, network: str, stage_id: UUID) -> HttpResponse:
    taken_back = request.POST.get("taken_back") != "no"
    actions.take_back_stage(actor=request.actor, stage_id=stage_id, taken_back=taken_back)
    return redirect(stage_page(network))


@require_safe
def matrix(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_read_reports(request.actor):
        raise Http404
    readings, desk = readings_of(request.network.id), can_coordinate(request.actor)
    context: dict[str, Any] = {
        "matrix": matrix_shown(readings[:_MOST_DAYS][::-1]) if readings else None,
        "older": len(readings) > _MOST_DAYS,
        "readings": readings_shown(
            readings_of(request.network.id, all_said=True) if desk else readings
        ),
        "levels": [(one.name, one.about) for one in LEVELS],
        "may_write": desk,
    }
    return render(request, "organisations/engagement/stages/matrix.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(matrix_page)
def assess(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    data = request.POST if request.method == "POST" else None
    form = MatrixForm(data, initial={"assessed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.assess(
                actor=request.actor,
                levels=form.levels(),
                assessed_on=said["assessed_on"],
                said_by=said["said_by"],
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The assessment is kept."))
            return redirect(matrix_page(network))
    return _write(request, form, title=_("Assess coordination"), back=matrix_page(network))


@require_POST
@told_plainly(matrix_page)
def take_back_assessment(request: NetworkRequest, network: str) -> HttpResponse:
    try:
        recorded_at = datetime.fromisoformat(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    taken_back = request.POST.get("taken_back") != "no"
    actions.take_back_assessment(
        actor=request.actor, recorded_at=recorded_at, taken_back=taken_back
    )
    return redirect(matrix_page(network))


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(request: NetworkRequest, form: Any, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "warning": "", "button": ""}
    return render(request, "organisations/engagement/write.html", context)
