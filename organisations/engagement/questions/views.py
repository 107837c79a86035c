"""Help: what there is to read, and asking the helpline. For everybody who is signed in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.questions import actions, queries
from organisations.engagement.questions.forms import AnswerForm, AskForm, FurtherForm, SearchForm
from organisations.engagement.questions.models import HelpQuestion
from organisations.engagement.questions.presenters import (
    page_rows,
    page_shown,
    product_rows,
    product_shown,
    question_page,
    question_row,
    thread_shown,
    to_join,
)
from organisations.engagement.questions.product import PAGES
from organisations.engagement.questions.rules import TOPICS_OF_PAGES, State, Topic
from organisations.roles.rules import can_coordinate


@require_safe
def help_(request: NetworkRequest, network: str) -> HttpResponse:
    """The helpline, the network's pages, the product's, and one's own questions."""
    actor, now = request.actor, timezone.now()
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
    topic = _topic(request)
    own = [] if text or topic else queries.own_questions(actor)
    context = {
        "filter": form,
        "text": text,
        "topic": str(Topic(topic).label) if topic else "",
        "topics": [] if text or topic else Topic.choices,
        "pages": page_rows(queries.help_pages(actor, text=text, topic=topic), network=network),
        "product": product_rows(network=network, text=text, topic=topic),
        "own": [question_row(one, network=network, now=now) for one in own],
        "may_keep": can_coordinate(actor),
    }
    return render(request, "organisations/help/help.html", context)


@require_safe
def product(request: NetworkRequest, network: str, slug: str) -> HttpResponse:
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    context = {"page": product_shown(page), "topic": page.topic}
    return render(request, "organisations/help/product.html", context)


@require_safe
def help_page(request: NetworkRequest, network: str, page_id: UUID) -> HttpResponse:
    found = queries.help_page_for(request.actor, page_id)
    if found is None:
        raise Http404
    context = {
        "page": page_shown(found),
        "page_id": found.pk,
        "withdrawn": found.withdrawn_at is not None,
        "may_keep": can_coordinate(request.actor),
    }
    return render(request, "organisations/help/page.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: NetworkRequest, network: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    first = {"question_id": str(new_id()), "topic": request.GET.get("topic", "")}
    form = AskForm(posted, initial=first)
    if posted is not None and form.is_valid():
        try:
            key = form.cleaned_data["question_id"] or new_id()
            asked = actions.ask(actor=request.actor, asked=form.asked(), question_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Asked. You get an email when there is an answer."))
            return redirect(question_page(network, asked.pk))
    return render(request, "organisations/help/ask.html", {"form": form})


@require_http_methods(["GET", "POST"])
@told_plainly(question_page)
def question(request: NetworkRequest, network: str, question_id: UUID) -> HttpResponse:
    """The asker reads and asks on; the desk answers."""
    found = _found(request, question_id)
    desk = can_coordinate(request.actor)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            _say(request, found, form)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(question_page(network, question_id))
    thread = queries.thread_of(found)
    context: dict[str, Any] = {
        "form": form,
        "question": found,
        "thread": thread_shown(found, thread, now=timezone.now()),
        "waits": found.state == State.WAITING,
        "is_own": found.asked_by_id is not None and found.asked_by_id == request.actor.member_id,
        "page": page_shown(found.page) if found.page else None,
        "desk": _for_the_desk(request, found) if desk else None,
    }
    return render(request, "organisations/help/question.html", context)


@require_POST
@told_plainly(question_page)
def helps(request: NetworkRequest, network: str, question_id: UUID) -> HttpResponse:
    actions.say_it_helps(actor=request.actor, question_id=question_id)
    messages.success(request, _("Thank you. The desk is glad to know."))
    return redirect(question_page(network, question_id))


def _topic(request: NetworkRequest) -> str:
    """The one that was chosen, or that of the page from which somebody came."""
    chosen = request.GET.get("topic", "")
    if chosen in Topic.values:
        return chosen
    return TOPICS_OF_PAGES.get(request.GET.get("from", ""), "")


def _say(request: NetworkRequest, found: HelpQuestion, form: AnswerForm | FurtherForm) -> None:
    words = form.cleaned_data["words"]
    if isinstance(form, FurtherForm):
        actions.ask_on(actor=request.actor, question_id=found.pk, words=words)
        messages.success(request, _("Asked. You get an email when there is an answer."))
        return
    actions.answer(
        actor=request.actor,
        question_id=found.pk,
        words=words,
        seen=form.was_seen,
        page_id=form.page_id,
    )
    messages.success(request, _("Answered."))


def _form(request: NetworkRequest, found: HelpQuestion) -> AnswerForm | FurtherForm:
    """A coordinator who asked something themselves asks on, and a colleague answers."""
    posted = request.POST if request.method == "POST" else None
    own = found.asked_by_id is not None and found.asked_by_id == request.actor.member_id
    if own or not can_coordinate(request.actor):
        return FurtherForm(posted)
    seen = str(len(queries.thread_of(found)))
    return AnswerForm(posted, pages=queries.help_pages(request.actor), initial={"seen": seen})


def _for_the_desk(request: NetworkRequest, found: HelpQuestion) -> dict[str, Any]:
    actor = request.actor
    joined = queries.joined_to(found)
    others = [] if found.joined_to_id else queries.alike(found)
    return {
        "answers": isinstance(_form(request, found), AnswerForm),
        "joined": to_join(joined, actor=actor),
        "alike": to_join(others, actor=actor),
        "main": to_join([found.joined_to], actor=actor)[0] if found.joined_to else None,
    }


def _found(request: NetworkRequest, question_id: UUID) -> HelpQuestion:
    found = queries.question_for(request.actor, question_id)
    if found is None:
        raise Http404
    return found
