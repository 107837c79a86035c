"""What people said and may be quoted with: for coordinators, who choose from it for a note."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from referrals.learning import actions
from referrals.learning.forms import ChooseForm, QuoteFilterForm
from referrals.learning.presenters import quote_row
from referrals.learning.queries import (
    notes_for,
    quote_to_choose,
    quotes_to_choose,
    services_quoted,
)


def _quotes_page(network: str, **parts: object) -> str:
    return f"/{network}/learning/quotes/"


@require_safe
def quotes(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    services = services_quoted(request.actor)
    form = QuoteFilterForm(request.GET, services=services)
    found = quotes_to_choose(request.actor, form.wanted)
    context = {
        "filter": form,
        "filtered": any(request.GET.values()),
        "rows": [quote_row(one, dict(services)) for one in found],
    }
    return render(request, "referrals/learning/quotes.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_quotes_page)
def choose(request: NetworkRequest, network: str, quote_id: UUID) -> HttpResponse:
    """Into which note, and what of it is left out."""
    _for_the_desk(request)
    quote = quote_to_choose(quote_id)
    if quote is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    notes = notes_for(request.actor)
    form = ChooseForm(data, notes=notes, initial={"note": request.GET.get("note", "")})
    if request.method == "POST" and form.is_valid():
        note_id = UUID(form.cleaned_data["note"])
        try:
            actions.add_quote(
                actor=request.actor, note_id=note_id, quote_id=quote_id, left_out=form.parts
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The quote is in the note."))
            return redirect("referrals:learning_note", network=network, note_id=note_id)
    context: dict[str, Any] = {
        "form": form,
        "quote": quote_row(quote, dict(services_quoted(request.actor))),
        "any_note": bool(notes),
    }
    return render(request, "referrals/learning/choose.html", context)


@require_POST
@told_plainly(_quotes_page)
def remove(request: NetworkRequest, network: str, note_id: UUID, quote_id: UUID) -> HttpResponse:
    _for_the_desk(request)
    actions.remove_quote(actor=request.actor, note_id=note_id, quote_id=quote_id)
    return redirect("referrals:learning_note", network=network, note_id=note_id)


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404
