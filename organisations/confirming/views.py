"""One click from an email: still right. Looking changes nothing, for programs open links too."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from ccs.ui.problems import add_problem
from organisations.capacity.actions import confirm_capacity, set_capacity
from organisations.capacity.forms import PauseForm
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State
from organisations.confirming.links import Kind, Question, question_in
from organisations.confirming.presenters import done_in_words, question_shown
from organisations.confirming.queries import acting_on, asked_about
from organisations.directory.actions import confirm_service


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever is wrong with a link, the answer is the same."""
    question = question_in(token)
    if question is None:
        return _no_longer(request)
    with acting_on(question) as actor:
        capacity = actor and asked_about(actor, question)
        if not actor or not capacity:
            return _no_longer(request)
        with translation.override(actor.language):
            if request.method == "POST":
                return _answered(request, actor, question, capacity)
            return _asked(request, actor, question, capacity, PauseForm())


def _answered(
    request: HttpRequest, actor: Actor, question: Question, capacity: Capacity
) -> HttpResponse:
    form = PauseForm(request.POST)
    if question.kind == Kind.CAPACITY and request.POST.get("answer") == "pause":
        if not form.is_valid() or not _paused(form, actor, question):
            return _asked(request, actor, question, capacity, form)
        return _done(request, actor, question, capacity, "pause")
    confirm = confirm_capacity if question.kind == Kind.CAPACITY else confirm_service
    try:
        confirm(service_id=question.service_id, actor=actor)
    except Problem:
        return _no_longer(request)
    return _done(request, actor, question, capacity, "right")


def _paused(form: PauseForm, actor: Actor, question: Question) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        set_capacity(service_id=question.service_id, actor=actor, state=State.PAUSED, reason=reason)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _asked(
    request: HttpRequest, actor: Actor, question: Question, capacity: Capacity, form: PauseForm
) -> HttpResponse:
    shown = question_shown(capacity, question.kind, actor=actor, now=timezone.now())
    context: dict[str, Any] = {"asked": shown}
    if form.is_bound:
        context["form"] = form
    return render(request, "organisations/confirming/question.html", context | {"pause": form})


def _done(
    request: HttpRequest, actor: Actor, question: Question, capacity: Capacity, what: str
) -> HttpResponse:
    shown = question_shown(capacity, question.kind, actor=actor, now=timezone.now())
    context = {"asked": shown, "text": done_in_words(question.kind, what)}
    return render(request, "organisations/confirming/done.html", context)


def _no_longer(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/confirming/no_longer.html", status=404)
