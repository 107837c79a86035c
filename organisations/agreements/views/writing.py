"""The next version, for coordinators: clause by clause, compared, published, taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.agreements import actions, presenters
from organisations.agreements.drafting import Drafted, drafted
from organisations.agreements.forms import ClauseForm, PublishForm, RenewalForm
from organisations.agreements.models import Kind
from organisations.agreements.queries import version_for
from organisations.agreements.rules import first_day
from organisations.roles.rules import can_coordinate

View = Callable[..., HttpResponse]
_MOVES = {"up": True, "down": False}


def _for_the_desk(view: View) -> View:
    @wraps(view)
    def checked(request: NetworkRequest, **kwargs: Any) -> HttpResponse:
        if not can_coordinate(request.actor) or kwargs.get("kind", "charter") not in Kind.values:
            raise Http404
        return told_plainly(_editor)(view)(request, **kwargs)

    return checked


def _editor(network: str, kind: str = "", **_which: Any) -> str:
    return f"/{network}/agreements/{kind}/edit/" if kind else f"/{network}/agreements/"


@require_http_methods(["GET", "POST"])
@_for_the_desk
def edit(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    """The clauses in their order; the one form on the page is about the renewal."""
    found = drafted(request.actor, kind)
    form = RenewalForm(
        request.POST if request.method == "POST" else None,
        initial={"months": str(found.renew_months)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_renewal(actor=request.actor, kind=kind, months=form.months_typed())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("organisations:edit_agreement", network=network, kind=kind)
    context = {"form": form, **_shown(found)}
    return render(request, "organisations/agreements/edit.html", context)


@require_http_methods(["GET", "POST"])
@_for_the_desk
def edit_clause(request: NetworkRequest, network: str, kind: str, clause_id: str) -> HttpResponse:
    found = drafted(request.actor, kind)
    clause = next((one for one in found.clauses if one.id == clause_id), None)
    if clause is None:
        raise Http404
    form = ClauseForm(request.POST if request.method == "POST" else None, clause=clause)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_clause(
                actor=request.actor,
                kind=kind,
                clause=form.clause(clause_id),
                seen=form.cleaned_data["seen"],
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("organisations:edit_agreement", network=network, kind=kind)
    context = {"form": form, "heading": clause.title, "kind": kind}
    return render(request, "organisations/agreements/clause.html", context)


@require_http_methods(["GET", "POST"])
@_for_the_desk
def add_clause(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    form = ClauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_clause(actor=request.actor, kind=kind, clause=form.clause())
        messages.success(request, _("The clause stands at the end. Move it up where it belongs."))
        return redirect("organisations:edit_agreement", network=network, kind=kind)
    context = {"form": form, "heading": _("Add a clause"), "kind": kind}
    return render(request, "organisations/agreements/clause.html", context)


@require_POST
@_for_the_desk
def arrange(request: NetworkRequest, network: str, kind: str, clause_id: str) -> HttpResponse:
    """One tap: up, down, away, or back as it was in the last version."""
    do, which = request.POST.get("do", ""), {"kind": kind, "clause_id": clause_id}
    try:
        if do in _MOVES:
            actions.move_clause(actor=request.actor, up=_MOVES[do], **which)
        elif do == "remove":
            actions.remove_clause(actor=request.actor, **which)
            messages.success(request, _("Removed. You can bring it back below."))
        else:
            actions.bring_back(actor=request.actor, **which)
            messages.success(request, _("It is back as it stands in the last version."))
    except Problem as problem:
        if problem.code != Problem.code:
            raise
        messages.warning(request, str(problem.message))
    return redirect("organisations:edit_agreement", network=network, kind=kind)


@require_safe
@_for_the_desk
def preview(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    found = drafted(request.actor, kind)
    context = {"renewal": presenters.renewal_in_words(found.renew_months), **_shown(found)}
    return render(request, "organisations/agreements/preview.html", context)


@require_http_methods(["GET", "POST"])
@_for_the_desk
def publish(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    found, earliest = drafted(request.actor, kind), first_day(timezone.now())
    form = PublishForm(request.POST if request.method == "POST" else None, earliest=earliest)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.publish(actor=request.actor, kind=kind, day=form.cleaned_data["day"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(
                request, _("Published. The managers get an email that says what changed.")
            )
            return redirect(
                "organisations:agreement_version", network=network, version_id=version.pk
            )
    context = {"form": form, **_shown(found)}
    return render(request, "organisations/agreements/publish.html", context)


@require_POST
@_for_the_desk
def discard(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    actions.discard_draft(actor=request.actor, kind=kind)
    messages.success(request, _("The draft is gone. What is in force has not changed."))
    return redirect("organisations:agreements", network=network)


@require_POST
@_for_the_desk
def take_back(request: NetworkRequest, network: str, version_id: UUID) -> HttpResponse:
    if version_for(request.actor, version_id) is None:
        raise Http404
    version = actions.take_back(actor=request.actor, version_id=version_id)
    messages.success(request, _("Taken back. The managers are told. Its words are the draft now."))
    return redirect("organisations:edit_agreement", network=network, kind=version.kind)


def _shown(found: Drafted) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "title": presenters.name_of(found.kind),
        "begun": found.begun,
        "clauses": presenters.marked(found.clauses, found.changed),
        "changed": presenters.changes_shown(found.changed),
        "removed": [
            {"id": one.before.id, "title": one.title}
            for one in found.changed
            if one.before and not one.after
        ],
        "against": presenters.version_in_words(found.against, now=timezone.now()),
        "waiting": found.waiting,
    }
