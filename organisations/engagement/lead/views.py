"""The page about the lead: who leads, what is proposed, and the answer to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.lead import actions
from organisations.engagement.lead.forms import AnswerForm, ProposeForm, TakeBackForm
from organisations.engagement.lead.models import LeadHandover
from organisations.engagement.lead.presenters import closed_row, handover_shown, what_happens
from organisations.engagement.lead.queries import (
    closed_handovers,
    coordinators,
    could_lead,
    desk_of,
    handover_seen,
    lead_now,
    open_handover,
    people_of,
)
from organisations.engagement.lead.rules import may_answer, may_propose, may_take_back
from organisations.members.forms import OrganisationForm


def _page(network: str, **_others: object) -> str:
    return f"/{network}/lead/"


@require_safe
def lead(request: NetworkRequest, network: str) -> HttpResponse:
    now, waiting = lead_now(request.actor.network.id), open_handover(request.actor)
    leads = may_propose(request.actor, now.organisation_id if now else None)
    context: dict[str, Any] = {
        "now": now,
        "handover": handover_shown(waiting, actor=request.actor) if waiting else None,
        "may_propose": leads and waiting is None,
        "closed": [closed_row(one) for one in closed_handovers(request.actor)],
    }
    return render(request, "organisations/engagement/lead/lead.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def propose(request: NetworkRequest, network: str) -> HttpResponse:
    """The organisation first, by GET: who may coordinate depends on it."""
    now = lead_now(request.actor.network.id)
    if not may_propose(request.actor, now.organisation_id if now else None):
        raise Http404
    choices = list(could_lead(request.actor).order_by("name").values_list("pk", "name"))
    which = OrganisationForm(request.GET, choices=choices, nothing=_("Choose"))
    chosen = which.chosen()
    form = _propose_form(request, chosen) if chosen else None
    if form and chosen and form.is_valid() and _proposed(request, form, chosen):
        return redirect("organisations:lead", network=network)
    context: dict[str, Any] = {
        "which": which,
        "chosen": dict(choices).get(chosen, "") if chosen else "",
        "happens": what_happens(),
    }
    return render(
        request,
        "organisations/engagement/lead/propose.html",
        context | {"form": form or which, "asked": form},
    )


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def answer(request: NetworkRequest, network: str, handover_id: UUID) -> HttpResponse:
    handover = _found(request, handover_id)
    if handover.to_organisation_id not in request.actor.managed:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        reason = form.cleaned_data["reason"]
        actions.answer_lead(actor=request.actor, handover_id=handover_id, yes=yes, reason=reason)
        messages.success(request, _("Thank you. We are telling those who asked."))
        return redirect("organisations:lead", network=network)
    if not may_answer(request.actor, handover):
        return redirect("organisations:lead", network=network)
    return _shown(request, "answer.html", handover, form)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def take_back(request: NetworkRequest, network: str, handover_id: UUID) -> HttpResponse:
    handover = _found(request, handover_id)
    if not may_propose(request.actor, handover.from_organisation_id):
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.take_back_lead(actor=request.actor, handover_id=handover_id, reason=reason)
        messages.success(request, _("The proposal has been taken back."))
        return redirect("organisations:lead", network=network)
    if not may_take_back(request.actor, handover):
        return redirect("organisations:lead", network=network)
    return _shown(request, "take_back.html", handover, form)


def _shown(
    request: NetworkRequest, template: str, handover: LeadHandover, form: Any
) -> HttpResponse:
    context = {"form": form, "handover": handover_shown(handover, actor=request.actor)}
    return render(request, f"organisations/engagement/lead/{template}", context)


def _found(request: NetworkRequest, handover_id: UUID) -> LeadHandover:
    handover = handover_seen(request.actor, handover_id)
    if handover is None:
        raise Http404
    return handover


def _propose_form(request: NetworkRequest, chosen: UUID) -> ProposeForm:
    here = request.actor.network.id
    desk, coordinating = desk_of(here), list(coordinators(here).values_list("pk", "name"))
    already = {key for key, _name in coordinating}
    people = people_of(here, chosen).exclude(pk__in=already)
    return ProposeForm(
        request.POST if request.method == "POST" else None,
        people=list(people.values_list("pk", "name")),
        coordinators=coordinating,
        desk_name=desk.name if desk else "",
    )


def _proposed(request: NetworkRequest, form: ProposeForm, chosen: UUID) -> bool:
    try:
        actions.propose_lead(actor=request.actor, proposal=form.proposal(chosen))
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("We are asking their managers by email."))
    return True
