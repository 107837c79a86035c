"""Moves that ask something first, each on a page of its own: decline, take back, ask, close."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly, typed_kept
from referrals.desk.actions import desk_answer, desk_decline, desk_return
from referrals.desk.brokering_forms import DeskDeclineForm
from referrals.referrals import actions
from referrals.referrals.forms import (
    TEAM,
    AnswerForm,
    AssignForm,
    DeclineForm,
    QuestionForm,
    ReopenForm,
    WithdrawForm,
)
from referrals.referrals.models import Referral
from referrals.referrals.presenters import moves
from referrals.referrals.presenters.history import last_question
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral, services_to_suggest
from referrals.referrals.rules import reopening
from referrals.referrals.views.detail import people_of


@dataclass(frozen=True, slots=True)
class Asking:
    """A move: its form for a referral, the words around it, and the action that does it."""

    name: str
    form: Callable[[NetworkRequest, Referral], Form]
    words: Callable[[NetworkRequest, Referral], moves.Words]
    act: Callable[..., Referral]


def decline_form(request: NetworkRequest, referral: Referral) -> DeclineForm:
    services = services_to_suggest(referral, actor=request.actor)
    choices = [(str(key), f"{name}, {team}") for key, name, team in services]
    return DeclineForm(request.POST or None, services=choices)


def assign_form(request: NetworkRequest, referral: Referral) -> AssignForm:
    given_to = str(referral.assigned_to_id or TEAM[0])
    people = people_of(request, referral)
    return AssignForm(request.POST or None, people=people, initial={"assigned_to": given_to})


def _plain(words: Callable[[Referral], moves.Words]) -> Callable[..., moves.Words]:
    return lambda request, referral: words(referral)


def _answering(request: NetworkRequest, referral: Referral) -> moves.Words:
    """With the question, for who may open the letter that it is a part of."""
    letter = actions.read_letter(actor=request.actor, referral=referral)
    return moves.answering(referral, question=last_question(letter.messages) if letter else "")


DECLINE = Asking("decline", decline_form, _plain(moves.declining), actions.decline)
WITHDRAW = Asking(
    "withdraw",
    lambda request, referral: WithdrawForm(request.POST or None),
    _plain(moves.withdrawing),
    actions.withdraw,
)
RETURN = Asking(
    "return",
    lambda request, referral: QuestionForm(request.POST or None),
    _plain(moves.asking),
    actions.return_to_sender,
)
ANSWER = Asking(
    "answer",
    lambda request, referral: AnswerForm(request.POST or None),
    _answering,
    actions.answer,
)


# The same questions about a referral that is with the desk, before there is a receiver.
AT_DESK = {
    DECLINE: Asking(
        "desk_decline",
        lambda request, referral: DeskDeclineForm(request.POST or None),
        _plain(moves.nobody_found),
        desk_decline,
    ),
    RETURN: replace(RETURN, name="desk_return", words=_plain(moves.desk_asking), act=desk_return),
    ANSWER: replace(ANSWER, name="desk_answer", act=desk_answer),
}
UNDO = Asking(
    "undo",
    # Nothing is asked: what is sent may be empty.
    lambda request, referral: Form(request.POST if request.method == "POST" else None),
    _plain(moves.undoing),
    actions.undo,
)
ASSIGN = Asking("assign", assign_form, _plain(moves.assigning), actions.assign)
REOPEN = Asking(
    "reopen",
    lambda request, referral: ReopenForm(request.POST or None),
    _plain(moves.reopening),
    actions.reopen,
)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def decline(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, DECLINE)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def withdraw(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, WITHDRAW)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def return_to_sender(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, RETURN)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def answer(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, ANSWER)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def undo(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, UNDO)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def assign(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, ASSIGN)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def reopen(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return _ask(request, network, reference, REOPEN)


def _ask(request: NetworkRequest, network: str, reference: str, asking: Asking) -> HttpResponse:
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    if referral.to_team_id is None:
        asking = AT_DESK.get(asking, asking)
    form, words = asking.form(request, referral), asking.words(request, referral)
    if request.method == "POST" and _done(request, reference, asking, form):
        messages.success(request, words.done)
        return redirect(page_of_referral(network, reference))
    # Not before the action: whoever sends the form twice did what they wanted.
    with typed_kept(form):
        name = asking.name
        if asking is REOPEN:
            name = reopening(contacted=referral.first_contact_at is not None)
        actions.prepare_move(actor=request.actor, reference=reference, name=name)
    context: dict[str, Any] = {
        "form": form,
        "words": words,
        "caption": f"{reference} {needs_in_words(referral.needs)}",
        "back": page_of_referral(network, reference),
    }
    return render(request, "referrals/referrals/ask.html", context)


def _done(request: NetworkRequest, reference: str, asking: Asking, form: Form) -> bool:
    if not form.is_valid():
        return False
    try:
        asking.act(actor=request.actor, reference=reference, **form.cleaned_data)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
