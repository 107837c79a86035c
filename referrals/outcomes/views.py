"""Closing a referral with what came of it, and adding to that later."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly, typed_kept
from organisations.engagement.lessons.presenters import offered
from organisations.engagement.lessons.rules import CLOSE
from referrals.clients.presenters import page_of_person
from referrals.outcomes.actions import record_gains, record_learnt
from referrals.outcomes.award_fields import AskedAbout
from referrals.outcomes.forms import CloseForm, GainsForm, as_typed, asked_needs
from referrals.outcomes.presenters import Stood, outcome_shown
from referrals.outcomes.queries import gained_from, learnt_versions, met_elsewhere, story_learnt
from referrals.outcomes.rules import Gained
from referrals.outcomes.schemes import scheme_of_service
from referrals.referrals import actions
from referrals.referrals.models import Referral
from referrals.referrals.presenters import moves
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral
from referrals.referrals.rules import Outcome, Status

# The button that makes room for one more award, and the number of those there is room for.
_ADD: Final = "add"
_ROWS: Final = "rows"

F = TypeVar("F", bound=GainsForm)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def close(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    referral = _found(request, reference)
    words, before = moves.closing(referral), _before(request, referral)
    asked = _asked(referral, before, request.network.country)
    if request.method == "POST" and _ADD not in request.POST:
        form = CloseForm(request.POST, rows=_rows(request.POST), **asked)
        if form.is_valid() and _closed(request, reference, form):
            messages.success(request, words.done)
            return redirect(page_of_referral(network, reference))
    elif request.method == "POST":
        form = _with_one_more(CloseForm, request.POST, asked)
    else:
        first = {"outcome": _outcome(request), **as_typed(before)}
        form = CloseForm(initial=first, rows=len(before.awards), **asked)
    # Not before the action: whoever sends the form twice did what they wanted.
    with typed_kept(form):
        actions.prepare_move(actor=request.actor, reference=reference, name="close")
    return _page(request, form, words, page_of_referral(network, reference), _caption(referral))


@sensitive_post_parameters()
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
    asked, back = (
        _asked(referral, before, request.network.country),
        page_of_referral(network, reference),
    )
    form = _form(request, before, asked)
    if form.is_bound and form.is_valid() and _recorded(request, reference, form):
        messages.success(request, words.done)
        return redirect(back)
    return _page(request, form, words, back, _caption(referral))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, **_: f"/{network}/")
def learnt(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """What the team that was told learnt later, about its own help or about the whole story."""
    story = story_learnt(assessment_id, actor=request.actor)
    if story is None:
        raise Http404
    words, versions = moves.telling_learnt(), learnt_versions(assessment_id)
    before = versions[0].gained if versions else Gained()
    about = AskedAbout(asked_needs(story.needs, before), request.network.country)
    asked = {"about": about, "elsewhere": met_elsewhere(assessment_id, besides=None)}
    form, back = _form(request, before, asked), page_of_person(network, story.client_id)
    if form.is_bound and form.is_valid() and _learnt(request, assessment_id, form):
        messages.success(request, words.done)
        return redirect(back)
    shown = outcome_shown(versions, now=timezone.now())
    caption, stood = needs_in_words(story.needs), shown.before if shown else ()
    return _page(request, form, words, back, caption, stood=stood)


def _found(request: NetworkRequest, reference: str) -> Referral:
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    return referral


def _before(request: NetworkRequest, referral: Referral) -> Gained:
    """What its team said when it closed it before: it was opened again, and is not asked twice."""
    if referral.to_team_id not in request.actor.teams:
        return Gained()
    return gained_from(referral) or Gained()


def _asked(referral: Referral, before: Gained, country: str) -> dict[str, Any]:
    own = scheme_of_service(
        scheme=referral.to_scheme, service=referral.service_name, country=country
    )
    needs = asked_needs(referral.needs, before)
    return {
        "about": AskedAbout(needs, country, scheme_code=own, scheme=referral.to_scheme),
        "elsewhere": met_elsewhere(referral.assessment_id, besides=referral.pk),
    }


def _form(request: NetworkRequest, before: Gained, asked: dict[str, Any]) -> GainsForm:
    if request.method == "GET":
        return GainsForm(initial=as_typed(before), rows=len(before.awards), **asked)
    if _ADD in request.POST:
        return _with_one_more(GainsForm, request.POST, asked)
    return GainsForm(request.POST, rows=_rows(request.POST), **asked)


def _with_one_more(form: "type[F]", data: QueryDict, asked: dict[str, Any]) -> "F":
    """As it was typed, not judged yet, with room for one award more."""
    typed = form(data, rows=_rows(data), **asked)
    first = {name: typed[name].data for name in typed.fields}
    return form(initial=first, rows=_rows(data) + 1, **asked)


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


def _learnt(request: NetworkRequest, assessment_id: UUID, form: GainsForm) -> bool:
    said = form.cleaned_data["gained"]
    try:
        record_learnt(actor=request.actor, assessment_id=assessment_id, gained=said)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _rows(data: QueryDict) -> int:
    typed = data.get(_ROWS, "")
    return int(typed) if typed.isdecimal() else 1


def _outcome(request: NetworkRequest) -> str:
    named = request.GET.get("outcome", "")
    return named if named in Outcome.values else ""


def _caption(referral: Referral) -> str:
    return f"{referral.reference} {needs_in_words(referral.needs)}"


def _page(
    request: NetworkRequest,
    form: GainsForm,
    words: moves.Words,
    back: str,
    caption: str,
    *,
    stood: Sequence[Stood] = (),
) -> HttpResponse:
    """`stood` is what was written down before, where no other page shows it."""
    context = {"form": form, "words": words, "caption": caption, "back": back, "stood": stood}
    context["lesson"] = offered(request.actor, CLOSE, here=request.path)
    return render(request, "referrals/outcomes/close.html", context)
