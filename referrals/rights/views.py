"""Requests by right: the list with its clock, taking one, and each of its steps."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from referrals.clients.actions import read_client
from referrals.clients.presenters import page_of_person
from referrals.papers.printing import pdf_of
from referrals.rights import actions, forms, presenters, queries
from referrals.rights.counting import count, went
from referrals.rights.erasing import open_referrals
from referrals.rights.finding import held_by
from referrals.rights.models import RightsRequest
from referrals.rights.presenters import page_of_request
from referrals.rights.rules import Kind, State
from referrals.rights.wording import restriction_line

# One step each: what does it, and the form that asks why, where one does.
_STEPS: Final[dict[str, tuple[Callable[..., None], type[Form] | None]]] = {
    "identity": (actions.check_identity, forms.IdentityForm),
    "longer": (actions.take_longer, forms.LongerForm),
    "restrict": (actions.restrict, forms.RestrictForm),
    "lift": (actions.lift, forms.LiftForm),
    "refuse": (actions.refuse, forms.RefuseForm),
    "propose": (actions.propose, None),
    "take-back": (actions.take_back_proposal, None),
    "agree": (actions.agree, None),
    "finish": (actions.finish, None),
    "uphold": (actions.uphold, None),
    "withdraw": (actions.withdraw_request, None),
}


def _person_page(network: str, client_id: UUID, **_: Any) -> str:
    return page_of_person(network, client_id)


@require_safe
def requests(request: NetworkRequest, network: str) -> HttpResponse:
    """Everybody who may act on one; the desk all of them."""
    actor, today = request.actor, timezone.localdate()
    if not actor.envelopes and not can_coordinate(actor):
        raise Http404
    shown = partial(presenters.item_of, network=network, today=today)
    context = {
        "open": [shown(one) for one in queries.open_requests(actor)],
        "ended": [shown(one) for one in queries.ended_requests(actor)],
        "may_find": can_coordinate(actor),
    }
    return render(request, "referrals/rights/requests.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def find(request: NetworkRequest, network: str) -> HttpResponse:
    """The desk takes a request: of the person it learns with which teams something is held."""
    if not can_coordinate(request.actor):
        raise Http404
    form = forms.FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        names = ("given_name", "family_name", "date_of_birth", "phone")
        held = held_by(request.actor.network.id, **{name: told[name] for name in names})
        made = _taken(form, partial(actions.take_at_desk, actor=request.actor, held=held))
        if made:
            return redirect(page_of_request(network, made.pk))
    return render(request, "referrals/rights/find.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(_person_page)
def ask(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    """From the page of a person whom the team knows."""
    client = read_client(actor=request.actor, client_id=client_id)
    form = forms.WishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        take = partial(actions.take_from_team, actor=request.actor, client_id=client_id)
        if made := _taken(form, take):
            return redirect(page_of_request(network, made.pk))
    context = {"form": form, "client": client, "back": page_of_person(network, client_id)}
    return render(request, "referrals/rights/ask.html", context)


@never_cache
@require_safe
@told_plainly(page_of_request)
def one(request: NetworkRequest, network: str, request_id: UUID) -> HttpResponse:
    asked = queries.request_of(request.actor, request_id)
    context = _shown(asked, request.actor)
    return render(request, "referrals/rights/request.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_request)
def step(request: NetworkRequest, network: str, request_id: UUID, deed: str) -> HttpResponse:
    """What asks why has a page; the rest is one tap."""
    if deed not in _STEPS:
        raise Http404
    action, form_class = _STEPS[deed]
    asked = queries.request_of(request.actor, request_id)
    if not _may_act(asked, request.actor):
        raise Http404
    back = page_of_request(network, asked.pk)
    act = partial(action, actor=request.actor, request_id=asked.pk)
    if form_class is forms.RefuseForm and asked.kind == Kind.OBJECT:
        form_class = forms.RefuseObjectionForm
    if form_class is None:
        if request.method == "POST":
            _tapped(request, act)
        return redirect(back)
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _stepped(form, deed, act):
        messages.success(request, _("It is written down."))
        return redirect(back)
    context = {"form": form, "back": back, "asked": Kind(asked.kind).label}
    return render(request, "referrals/rights/step.html", context)


@never_cache
@require_POST
@told_plainly(page_of_request)
def copy(request: NetworkRequest, network: str, request_id: UUID, form: str) -> HttpResponse:
    """The record itself, for the person. Each time is noted, so it is no page to come back to."""
    if form not in ("page", "pdf", "json"):
        raise Http404
    record = actions.release(actor=request.actor, request_id=request_id)
    if form == "pdf":
        answer = pdf_of(record.paper, name="record")
    elif form == "json":
        answer = JsonResponse(
            record.as_json, json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        answer["Content-Disposition"] = 'attachment; filename="record.json"'
    else:
        context = {"paper": record.paper, "back": page_of_request(network, request_id)}
        answer = render(request, "referrals/rights/record.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _shown(asked: RightsRequest, actor: Actor) -> dict[str, Any]:
    now, today = timezone.now(), timezone.localdate()
    held = queries.restrictions_of(asked.clients)
    may_act = _may_act(asked, actor)
    waits_on = (
        open_referrals(actor.network.id, asked.clients)
        if asked.kind == Kind.ERASE and can_coordinate(actor)
        else []
    )
    return {
        "title": str(Kind(asked.kind).label),
        "request_id": asked.pk,
        "tag": presenters.tag_of(asked, today),
        "clock": presenters.clock_of(asked, today),
        "near": presenters.is_near(asked, today),
        "facts": presenters.facts_of(asked, queries.teams_named(asked.teams), actor),
        "steps": presenters.steps_of(list(asked.steps.all()), now),
        "may": presenters.buttons_of(asked, actor=actor, restricted=bool(held), may_act=may_act),
        "restricted": restriction_line(held),
        "tell_them": presenters.what_to_tell(asked),
        "upheld": presenters.what_upholding_does(),
        **_what_goes(asked, actor),
        "waits_on": waits_on,
        "first": asked.proposed_by.name if asked.proposed_by else "",
        "erases": asked.kind == Kind.ERASE,
        "records": len(asked.clients),
    }


def _what_goes(asked: RightsRequest, actor: Actor) -> dict[str, Any]:
    """Of an erasure: beforehand what would go, afterwards what went."""
    nothing: dict[str, Any] = {"stays": [], "goes": [], "kept": [], "went": [], "whole": True}
    if asked.kind != Kind.ERASE:
        return nothing
    if asked.state == State.DONE:
        return {**nothing, "went": presenters.counted_rows(went(asked.clients))}
    if asked.state != State.OPEN:
        return nothing
    counted = count(actor, asked.clients)
    return {
        **nothing,
        "stays": presenters.what_stays(),
        "goes": presenters.counted_rows(counted.goes),
        "kept": presenters.counted_rows(counted.stays),
        "whole": counted.whole,
    }


def _may_act(asked: RightsRequest, actor: Actor) -> bool:
    """Managers look on."""
    return can_coordinate(actor) or bool({asked.team_id, *asked.teams} & set(actor.teams))


def _taken(form: Any, take: Callable[..., RightsRequest]) -> RightsRequest | None:
    try:
        return take(wish=form.wish())
    except Problem as problem:
        add_problem(form, problem)
        return None


def _stepped(form: Form, step: str, act: Callable[..., None]) -> bool:
    why = form.cleaned_data["why"]
    try:
        act(**{"identity" if step == "identity" else "why": why})
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _tapped(request: NetworkRequest, act: Callable[..., None]) -> None:
    try:
        act()
    except Problem as problem:
        if type(problem) is not Problem:
            raise
        messages.warning(request, str(problem.message))
    else:
        messages.success(request, _("It is written down."))
