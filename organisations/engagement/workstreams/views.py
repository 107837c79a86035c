"""Funded work: the desk writes it down, analysts read it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.parties import members_to_name
from organisations.engagement.workstreams import actions
from organisations.engagement.workstreams.forms import WorkstreamForm, workstream_as_typed
from organisations.engagement.workstreams.presenters import table_of, totals_shown, years_shown
from organisations.engagement.workstreams.queries import (
    removed_workstreams,
    workstream_here,
    workstreams_by_year,
)
from organisations.engagement.workstreams.rules import programme_year
from organisations.roles.rules import can_coordinate, can_read_reports


def workstreams_page(network: str, **kwargs: object) -> str:
    return reverse("organisations:workstreams", kwargs={"network": network})


@require_safe
def workstreams(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_read_reports(request.actor):
        raise Http404
    years, desk = workstreams_by_year(request.network.id), can_coordinate(request.actor)
    kind = KINDS.get(request.GET.get("format", ""))
    if kind:
        mark = mark_of(request.actor.network)
        return download(table_of(years), kind=kind, name=f"{network}-funded-work", mark=mark)
    context: dict[str, Any] = {
        "years": years_shown(years),
        "totals": totals_shown(years),
        "removed": removed_workstreams(request.actor) if desk else [],
        "may_write": desk,
    }
    return render(request, "organisations/engagement/workstreams/list.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(workstreams_page)
def new_workstream(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    year = str(programme_year(timezone.localdate()))
    form = _form(request, {"workstream_id": str(new_id()), "year": year})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["workstream_id"] or new_id()
        try:
            actions.write_workstream(actor=request.actor, funded=form.funded(), workstream_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("It is written down."))
            return redirect(workstreams_page(network))
    return _write(request, form, title=_("Write down funded work"))


@require_http_methods(["GET", "POST"])
@told_plainly(workstreams_page)
def change_workstream(request: NetworkRequest, network: str, workstream_id: UUID) -> HttpResponse:
    _for_the_desk(request)
    row = workstream_here(request.actor, workstream_id)
    if row is None:
        raise Http404
    form = _form(request, workstream_as_typed(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_workstream(
                actor=request.actor, workstream_id=workstream_id, funded=form.funded()
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(workstreams_page(network))
    return _write(request, form, title=_("Change funded work"))


@require_POST
@told_plainly(workstreams_page)
def remove_workstream(request: NetworkRequest, network: str, workstream_id: UUID) -> HttpResponse:
    removed = request.POST.get("removed") != "no"
    actions.remove_workstream(actor=request.actor, workstream_id=workstream_id, removed=removed)
    said = _("It is taken off, and can be brought back below.") if removed else _("It is back.")
    messages.success(request, said)
    return redirect(workstreams_page(network))


def _form(request: NetworkRequest, first: dict[str, Any]) -> WorkstreamForm:
    data = request.POST if request.method == "POST" else None
    return WorkstreamForm(data, members=members_to_name(request.actor), initial=first)


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(request: NetworkRequest, form: WorkstreamForm, *, title: str) -> HttpResponse:
    back = workstreams_page(request.network.slug)
    context = {"form": form, "title": title, "back": back, "warning": "", "button": ""}
    return render(request, "organisations/engagement/write.html", context)
