"""Closing a referral with what came of it, and adding to that later."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly, typed_kept
from referrals.outcomes.actions import record_gains
from referrals.outcomes.forms import CloseForm, GainsForm, as_typed, rows_of
from referrals.outcomes.queries import gained_from
from referrals.outcomes.rules import Gained
from referrals.referrals import actions
from referrals.referrals.models import Referral
from referrals.referrals.presenters import moves
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral
from referrals.referrals.rules import Outcome, Status

# The button that makes room for one more award, and the number of those there is room for.
_ADD: Final = "add"
_ROWS: Final = "rows"


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def close(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    referral = _found(request, reference)
    words, needs = moves.closing(referral), referral.needs
    if request.method == "POST" and _ADD not in request.POST:
        form = CloseForm(request.POST, needs=needs, rows=_rows(request.POST))
        if form.is_valid() and _closed(request, reference, form):
            messages.success(request, words.done)
            return redirect(page_of_referral(network, reference))
    else:
        chosen = {"outcome": _outcome(request)} if request.method == "GET" else {}
        form = CloseForm(needs=needs, **_again(request, chosen))
    # Not before the action: whoever sends the form twice did what they wanted.
    with typed_kept(form):
        actions.prepare_move(actor=request.actor, reference=reference, name="close")
    return _page(request, referral, form, words)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def gains(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """Add to what was written down, or put it right."""
    referral = _found(request, reference)
    if referral.to_team_id not in request.actor.teams:
        raise NotAllowed(_("There is no such referral here."))
    if referral.status != Status.CLOSED:
        return redirect("referrals:close", network=network, reference=reference)
    words, before = moves.telling_gains(referral), gained_from(referral) or Gained()
    needs = list(dict.fromkeys([*referral.needs, *before.needs_met]))
    if request.method == "POST" and _ADD not in request.POST:
        form = GainsForm(request.POST, needs=needs, rows=_rows(request.POST))
        if form.is_valid() and _recorded(request, reference, form):
            messages.success(request, words.done)
            return redirect(page_of_referral(network, reference))
    else:
        room = len(rows_of(before)) or 1
        form = GainsForm(needs=needs, **_again(request, as_typed(before), rows=room))
    return _page(request, referral, form, words)


def _found(request: NetworkRequest, reference: str) -> Referral:
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    return referral


def _closed(request: NetworkRequest, reference: str, form: CloseForm) -> bool:
    said = form.cleaned_data
    try:
        actions.close(
            actor=request.actor,
            reference=reference,
            outcome=said["outcome"],
            note=said["note"],
            gained=said["gained"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _recorded(request: NetworkRequest, reference: str, form: GainsForm) -> bool:
    try:
        record_gains(actor=request.actor, reference=reference, gained=form.cleaned_data["gained"])
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _again(request: NetworkRequest, first: dict[str, Any], rows: int = 1) -> dict[str, Any]:
    """What is in the form to begin with; or as it was typed, with room for one award more."""
    if request.method == "GET":
        return {"initial": first, "rows": rows}
    typed: dict[str, Any] = {key: request.POST.get(key) for key in request.POST}
    typed["needs_met"] = request.POST.getlist("needs_met")
    return {"initial": typed, "rows": _rows(request.POST) + 1}


def _rows(data: QueryDict) -> int:
    typed = data.get(_ROWS, "")
    return int(typed) if typed.isdecimal() else 1


def _outcome(request: NetworkRequest) -> str:
    named = request.GET.get("outcome", "")
    return named if named in Outcome.values else ""


def _page(
    request: NetworkRequest, referral: Referral, form: GainsForm, words: moves.Words
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "words": words,
        "rows": [
            [form[f"{name}-{place}"] for name in ("kind", "scheme", "what", "amount")]
            for place in form.places
        ],
        "caption": f"{referral.reference} {needs_in_words(referral.needs)}",
        "back": page_of_referral(request.network.slug, referral.reference),
    }
    return render(request, "referrals/outcomes/close.html", context)
