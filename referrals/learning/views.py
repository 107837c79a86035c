"""What the network has learnt: members read it, coordinators write it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem
from organisations.roles.rules import can_coordinate
from referrals.learning import actions
from referrals.learning.forms import NoteForm, as_typed
from referrals.learning.models import LearningNote
from referrals.learning.presenters import (
    figures_of,
    history_shown,
    note_shown,
    page_of,
    rows_of,
    tag_of,
)
from referrals.learning.queries import history_of, note_for, notes_for, quotes_in
from referrals.learning.rules import NoteState


@require_safe
def learning(request: NetworkRequest, network: str) -> HttpResponse:
    context = {
        "rows": rows_of(notes_for(request.actor), actor=request.actor),
        "may_write": can_coordinate(request.actor),
    }
    return render(request, "referrals/learning/list.html", context)


@require_safe
def note(request: NetworkRequest, network: str, note_id: UUID) -> HttpResponse:
    found = _found(request, note_id)
    desk = can_coordinate(request.actor)
    context: dict[str, Any] = {
        "note": note_shown(found, quotes_in([found]).get(found.pk, [])),
        "note_id": found.pk,
        "tag": tag_of(found) if desk else None,
        "figures": figures_of(found, actor=request.actor),
        "history": history_shown(history_of(found)) if desk else [],
        "choices": _choices(found) if desk else [],
        "may_write": desk,
    }
    return render(request, "referrals/learning/note.html", context)


@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    data = request.POST if request.method == "POST" else None
    languages = request.network.languages
    first = {"note_id": str(new_id()), "language": (languages or ("en",))[0]}
    form = NoteForm(data, languages=languages, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_note(
                actor=request.actor, learnt=form.learnt(), note_id=_key(form.cleaned_data)
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The note is kept as a draft."))
            return redirect(page_of(made, actor=request.actor))
    return _form(request, form, title=_("Write a learning note"), back="")


@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, network: str, note_id: UUID) -> HttpResponse:
    _for_the_desk(request)
    found = _found(request, note_id)
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, languages=request.network.languages, initial=as_typed(found))
    page = page_of(found, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_note(actor=request.actor, note_id=found.pk, learnt=form.learnt())
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page)
    return _form(request, form, title=_("Change the note"), back=page)


@require_POST
def shown(request: NetworkRequest, network: str, note_id: UUID) -> HttpResponse:
    """One click: members, everybody, or a draft again."""
    _for_the_desk(request)
    found = _found(request, note_id)
    try:
        actions.show_note(
            actor=request.actor, note_id=found.pk, state=request.POST.get("state", "")
        )
    except Problem as problem:
        messages.warning(request, str(problem.message))
    return redirect(page_of(found, actor=request.actor))


def _found(request: NetworkRequest, note_id: UUID) -> LearningNote:
    found = note_for(request.actor, note_id)
    if found is None:
        raise Http404
    return found


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _key(said: dict[str, Any]) -> UUID:
    try:
        return UUID(said["note_id"])
    except ValueError:
        return new_id()


def _choices(found: LearningNote) -> list[tuple[str, str]]:
    """What it can be made instead, by button."""
    words = {
        NoteState.MEMBERS: _("Show it to members"),
        NoteState.PUBLIC: _("Show it to everybody"),
        NoteState.DRAFT: _("Make it a draft again"),
    }
    return [(str(state), label) for state, label in words.items() if state != found.state]


def _form(request: NetworkRequest, form: NoteForm, *, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "referrals/learning/write.html", context)
