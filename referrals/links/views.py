"""Answering from an email. Looking changes nothing, for programs open links too."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.accounts.codes import ask_for_code
from ccs.limits.rates import within_rate
from ccs.tenancy.context import Context, enter
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.queries import actor_for
from referrals.links.actions import answer_by_link
from referrals.links.models import AnswerLink
from referrals.links.presenters import asked_shown
from referrals.links.queries import AskedByEmail, asked_by, own_link, still_good
from referrals.links.rules import ANSWERS
from referrals.referrals.presenters import moves
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.views.asking import decline_form

# A whole council may share one address; nobody opens so many emails in a minute.
_RATE: Final = "60/m/ip"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked_by_email(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever is wrong with a link, the answer is the same."""
    if not within_rate(request, "answer_link", rate=_RATE):
        return _no_longer(request, status=HTTPStatus.TOO_MANY_REQUESTS)
    asked = asked_by(token)
    if asked is None:
        return _no_longer(request, status=HTTPStatus.NOT_FOUND)
    answer = request.POST.get("answer", "")
    with translation.override(asked.language):
        if answer not in ANSWERS or _is_somebody_else(request, asked):
            return _look(request, asked)
        return _begin(request, asked, answer)


def _look(request: HttpRequest, asked: AskedByEmail, *, wait: bool = False) -> HttpResponse:
    context = {
        "asked": asked_shown(asked.referral, now=timezone.now()),
        "network_name": asked.network_name,
        "somebody_else": _is_somebody_else(request, asked),
        "wait": wait,
        "page": page_of_referral(asked.network, asked.referral.reference),
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.OK
    return render(request, "referrals/links/look.html", context, status=status)


def _begin(request: HttpRequest, asked: AskedByEmail, answer: str) -> HttpResponse:
    """On to the answer: at once for who is signed in, else after the code."""
    ready = reverse(
        f"referrals:{answer}_by_link",
        kwargs={
            "network": asked.network,
            "reference": asked.referral.reference,
            "link_id": asked.link_id,
        },
    )
    if request.user.is_authenticated:
        return _accepted(request, asked) if answer == "accept" else redirect(ready)
    if not ask_for_code(request, asked.user, then=ready):
        return _look(request, asked, wait=True)
    return redirect("account_confirm_login_code")


def _accepted(request: HttpRequest, asked: AskedByEmail) -> HttpResponse:
    reference = asked.referral.reference
    with enter(Context(user=asked.user.pk)):
        actor = actor_for(user_id=asked.user.pk, slug=asked.network)
        if actor is None:
            return _no_longer(request, status=HTTPStatus.NOT_FOUND)
        try:
            answer_by_link(actor=actor, reference=reference, link_id=asked.link_id, answer="accept")
        except Problem:  # a colleague was first, in the moment between
            return _no_longer(request, status=HTTPStatus.NOT_FOUND)
    messages.success(request, _accepted_in_words())
    return redirect(page_of_referral(asked.network, reference))


def _accepted_in_words() -> str:
    return _("You have accepted this. The referrer has been told.")


def _is_somebody_else(request: HttpRequest, asked: AskedByEmail) -> bool:
    return request.user.is_authenticated and request.user.pk != asked.user.pk


def _no_longer(request: HttpRequest, *, status: HTTPStatus) -> HttpResponse:
    return render(request, "referrals/links/no_longer.html", status=status)


def _page(network: str, reference: str, **_others: object) -> str:
    return page_of_referral(network, reference)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def accept_by_link(
    request: NetworkRequest, network: str, reference: str, link_id: UUID
) -> HttpResponse:
    link = _own(request, reference, link_id)
    if request.method == "POST":
        answer_by_link(actor=request.actor, reference=reference, link_id=link_id, answer="accept")
        messages.success(request, _accepted_in_words())
        return redirect(page_of_referral(network, reference))
    return _ready(request, link, "referrals/links/accept.html", {})


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def decline_by_link(
    request: NetworkRequest, network: str, reference: str, link_id: UUID
) -> HttpResponse:
    link = _own(request, reference, link_id)
    form, words = decline_form(request, link.referral), moves.declining(link.referral)
    if form.is_valid() and _declined(request, reference, link_id, form):
        messages.success(request, words.done)
        return redirect(page_of_referral(network, reference))
    context = {"form": form, "words": words}
    return _ready(request, link, "referrals/links/decline.html", context)


def _declined(request: NetworkRequest, reference: str, link_id: UUID, form: Form) -> bool:
    told = form.cleaned_data
    try:
        answer_by_link(
            actor=request.actor, reference=reference, link_id=link_id, answer="decline", **told
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _ready(
    request: NetworkRequest, link: AnswerLink, template: str, context: dict[str, Any]
) -> HttpResponse:
    """The one button; the referral itself, as it is now, for a link that is no good any more."""
    page = page_of_referral(request.network.slug, link.referral.reference)
    if not still_good(link, link.referral):
        messages.info(request, _("This link no longer works. You see how things are now."))
        return redirect(page)
    shown = asked_shown(link.referral, now=timezone.now())
    return render(request, template, {"asked": shown, "page": page, **context})


def _own(request: NetworkRequest, reference: str, link_id: UUID) -> AnswerLink:
    link = own_link(link_id, actor=request.actor, reference=reference)
    if link is None or link.referral.to_team_id not in request.actor.teams:
        raise Http404
    return link
