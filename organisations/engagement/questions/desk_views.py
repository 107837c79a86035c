"""What only the desk does with questions and help pages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.paging.keyset import cursor_in
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.questions import actions, keeping, queries
from organisations.engagement.questions.forms import (
    PageForm,
    RecordForm,
    WantedForm,
    as_typed,
    begun_from,
)
from organisations.engagement.questions.models import HelpPage, HelpQuestion
from organisations.engagement.questions.presenters import (
    history_shown,
    months_shown,
    page_links,
    page_rows,
    question_page,
    question_row,
)
from organisations.engagement.questions.rules import Said
from organisations.roles.rules import can_coordinate


def _pages(network: str, **_where: object) -> str:
    return reverse("organisations:help_pages", kwargs={"network": network})


def _page(network: str, page_id: UUID) -> str:
    return reverse("organisations:help_page", kwargs={"network": network, "page_id": page_id})


@require_safe
def questions(request: NetworkRequest, network: str) -> HttpResponse:
    """All that was asked, and how much in each month; 404 for anybody but the coordinators."""
    _only_desk(request)
    form = WantedForm(request.GET)
    wanted, cursor = form.wanted, cursor_in(request.GET)
    page = queries.questions_page(request.actor, wanted=wanted, cursor=cursor)
    now = timezone.now()
    context = {
        "filter": form,
        "filtered": any((wanted.state, wanted.topic, wanted.text)),
        "rows": [question_row(one, network=network, now=now) for one in page.rows],
        "links": page_links(page, request.GET),
        "months": months_shown(queries.asked_by_month(request.actor)),
    }
    return render(request, "organisations/help/questions.html", context)


@require_http_methods(["GET", "POST"])
def record(request: NetworkRequest, network: str) -> HttpResponse:
    _only_desk(request)
    posted = request.POST if request.method == "POST" else None
    named = queries.organisations_to_name(request.actor)
    form = RecordForm(posted, organisations=named, initial={"question_id": str(new_id())})
    if posted is not None and form.is_valid():
        try:
            kept = actions.record_asked(
                actor=request.actor,
                asked=form.asked(),
                channel=form.cleaned_data["channel"],
                organisation_id=form.organisation_id,
                question_id=form.cleaned_data["question_id"] or new_id(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(question_page(network, kept.pk))
    return render(request, "organisations/help/record.html", {"form": form})


@require_POST
@told_plainly(question_page)
def join(request: NetworkRequest, network: str, question_id: UUID) -> HttpResponse:
    try:
        other = UUID(request.POST.get("to", ""))
    except ValueError as error:
        raise Http404 from error
    actions.join(actor=request.actor, question_id=question_id, to_id=other)
    messages.success(request, _("Joined. One answer goes to both."))
    return redirect(question_page(network, other))


@require_POST
@told_plainly(question_page)
def apart(request: NetworkRequest, network: str, question_id: UUID) -> HttpResponse:
    actions.take_apart(actor=request.actor, question_id=question_id)
    messages.success(request, _("It is a question of its own again."))
    return redirect(question_page(network, question_id))


@require_safe
def pages(request: NetworkRequest, network: str) -> HttpResponse:
    _only_desk(request)
    shown = queries.help_pages(request.actor)
    context = {
        "rows": [
            {**row, "id": page.pk}
            for page, row in zip(shown, page_rows(shown, network=network), strict=True)
        ],
        "withdrawn": page_rows(queries.withdrawn_pages(request.actor), network=network),
    }
    return render(request, "organisations/help/pages.html", context)


@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, network: str) -> HttpResponse:
    """From nothing, or as the answer to a question (`?question=`)."""
    _only_desk(request)
    begun = _question(request)
    posted = request.POST if request.method == "POST" else None
    form = PageForm(posted, initial=_begun(begun) | {"page_id": str(new_id())})
    if posted is not None and form.is_valid():
        try:
            page = keeping.write_page(
                actor=request.actor,
                written=form.written(),
                page_id=form.cleaned_data["page_id"] or new_id(),
                question_id=begun.pk if begun else None,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Everybody in the network can read it now."))
            return redirect(_page(network, page.pk))
    back = question_page(network, begun.pk) if begun else _pages(network)
    context = {"form": form, "title": _("Write a help page"), "back": back, "history": []}
    return render(request, "organisations/help/write.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def change(request: NetworkRequest, network: str, page_id: UUID) -> HttpResponse:
    _only_desk(request)
    found = _found(request, page_id)
    posted = request.POST if request.method == "POST" else None
    form = PageForm(posted, initial=as_typed(found))
    if posted is not None and form.is_valid():
        try:
            keeping.change_page(
                actor=request.actor,
                page_id=page_id,
                written=form.written(),
                seen=form.was_seen,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(_page(network, page_id))
    context = {
        "form": form,
        "title": _("Change the help page"),
        "back": _page(network, page_id),
        "history": history_shown(queries.versions_of(found)),
    }
    return render(request, "organisations/help/write.html", context)


@require_POST
@told_plainly(_pages)
def shown(request: NetworkRequest, network: str, page_id: UUID) -> HttpResponse:
    """Withdrawn, or shown again."""
    again = request.POST.get("shown") == "yes"
    act = keeping.show_page_again if again else keeping.withdraw_page
    act(actor=request.actor, page_id=page_id)
    words = _("Members find it again.") if again else _("Members no longer find it.")
    messages.success(request, words)
    return redirect(_page(network, page_id))


@require_POST
@told_plainly(_pages)
def move(request: NetworkRequest, network: str, page_id: UUID) -> HttpResponse:
    keeping.move_page_up(actor=request.actor, page_id=page_id)
    return redirect(_pages(network))


def _begun(question: HelpQuestion | None) -> dict[str, Any]:
    if question is None:
        return {}
    answers = [one for one in queries.thread_of(question) if one.kind == Said.ANSWER]
    return begun_from(question, answers[-1].words if answers else "")


def _question(request: NetworkRequest) -> HelpQuestion | None:
    try:
        key = UUID(request.GET.get("question", ""))
    except ValueError:
        return None
    return queries.question_for(request.actor, key)


def _found(request: NetworkRequest, page_id: UUID) -> HelpPage:
    found = queries.help_page_for(request.actor, page_id)
    if found is None:
        raise Http404
    return found


def _only_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404
