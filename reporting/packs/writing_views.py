"""What the desk does with a pack: its words, to whom it goes, and what is corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from reporting.packs import actions
from reporting.packs.forms import CorrectForm, SendForm, WordsForm
from reporting.packs.models import Pack
from reporting.packs.presenters import page_of_pack, section_shown, sent_rows, title_of
from reporting.packs.queries import readers_of, readers_of_reports, sendings_of, words_of
from reporting.packs.rules import WITH_WORDS, State
from reporting.packs.views import found_pack


def _page(network: str, pack_id: UUID, **_others: object) -> str:
    return page_of_pack(network, pack_id)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def section(request: NetworkRequest, network: str, pack_id: UUID, section: str) -> HttpResponse:
    """One section's figures, and the desk's words to them."""
    row = _for_the_desk(request, pack_id)
    if section not in WITH_WORDS or row.status != State.DRAFT:
        raise Http404
    found = words_of(row).get(section)
    initial = {"text": found.text if found else "", "seen": str(found.version if found else 0)}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_words(
                actor=request.actor,
                pack_id=pack_id,
                section=section,
                text=form.cleaned_data["text"],
                seen=form.seen_version(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Your words are saved."))
            return redirect(page_of_pack(network, pack_id))
    context = {
        "form": form,
        "section": section_shown(row, section),
        "title": title_of(row),
        "back": page_of_pack(network, pack_id),
    }
    return render(request, "reporting/packs/section.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def send(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    """Whoever reads reports is chosen already; who has it stands below."""
    row = _for_the_desk(request, pack_id)
    sendings = sendings_of(row)
    have = {one.member_id for one in sendings}
    people = [one for one in readers_of(request.actor.network.id) if one.pk not in have]
    usual = readers_of_reports(request.actor.network.id) - {request.actor.member_id}
    initial = {"members": [str(one.pk) for one in people if one.pk in usual]}
    form = SendForm(
        request.POST if request.method == "POST" else None, people=people, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_pack(actor=request.actor, pack_id=pack_id, members=form.chosen())
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The report is sent. They get a link by email."))
            return redirect(page_of_pack(network, pack_id))
    context: dict[str, Any] = {
        "form": form,
        "people": people,
        "title": title_of(row),
        "first": row.status == State.DRAFT,
        "sent": sent_rows(sendings),
        "back": page_of_pack(network, pack_id),
    }
    return render(request, "reporting/packs/send.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def correct(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    """A new version: the one that was sent stays as it is."""
    row = _for_the_desk(request, pack_id)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.correct(
                actor=request.actor, pack_id=pack_id, why=form.cleaned_data["why"]
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page_of_pack(network, made.pk))
    context = {"form": form, "title": title_of(row), "back": page_of_pack(network, pack_id)}
    return render(request, "reporting/packs/correct.html", context)


def _for_the_desk(request: NetworkRequest, pack_id: UUID) -> Pack:
    if not can_coordinate(request.actor):
        raise Http404
    return found_pack(request, pack_id)
