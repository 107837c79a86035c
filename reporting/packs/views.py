"""The network's reports: list, the desk's draft, and the reader's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.exports.tables import to_save
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate, can_read_reports
from reporting.exports.paper import set_on_paper
from reporting.packs import actions
from reporting.packs.forms import TimeForm
from reporting.packs.models import Pack
from reporting.packs.presenters import (
    file_name,
    page_of_pack,
    paper_of,
    row_of,
    sections_to_write,
    sent_rows,
    shown,
    tag_of,
    title_of,
)
from reporting.packs.queries import newer_version, pack_here, packs_page, sendings_of, words_of
from reporting.packs.rules import State
from reporting.packs.times import times_to_choose


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("reporting:packs", kwargs={"network": network}))
def packs(request: NetworkRequest, network: str) -> HttpResponse:
    """Those that the reader may see; for the desk, a form for another."""
    page, desk = packs_page(request.actor, request.GET), can_coordinate(request.actor)
    if not (page.rows or can_read_reports(request.actor)) or (
        request.method == "POST" and not desk
    ):
        raise Http404
    times = times_to_choose(request.actor.network.id) if desk else []
    form = TimeForm(request.POST if request.method == "POST" else None, times=times)
    if request.method == "POST" and form.is_valid():
        kind, first = form.chosen()
        try:
            made = actions.begin_pack(actor=request.actor, kind=kind, first=first)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page_of_pack(network, made.pk))
    context: dict[str, Any] = {
        "form": form,
        "rows": [row_of(one, actor=request.actor) for one in page.rows],
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
        "may_write": desk and bool(times),
        "may_read_all": can_read_reports(request.actor),
    }
    return render(request, "reporting/packs/list.html", context)


@require_safe
def pack(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    """A draft is the desk's, to write; one that was sent is read."""
    row = found_pack(request, pack_id)
    words = words_of(row)
    if row.status == State.DRAFT:
        context: dict[str, Any] = {
            "pack": row,
            "title": title_of(row),
            "tag": tag_of(row),
            "lines": shown(row, words)["lines"],
            "sections": sections_to_write(row, words),
        }
        return render(request, "reporting/packs/draft.html", context)
    newer, desk = newer_version(row), can_coordinate(request.actor)
    context = {
        "pack": row,
        "shown": shown(row, words),
        "preview": False,
        "newer": page_of_pack(network, newer.pk) if newer else "",
        "may_correct": desk and newer is None,
        "sent": sent_rows(sendings_of(row)) if desk else [],
    }
    return render(request, "reporting/packs/read.html", context)


@require_safe
def preview(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    """As a reader will see it."""
    row = found_pack(request, pack_id)
    context = {
        "pack": row,
        "shown": shown(row, words_of(row)),
        "preview": True,
        "newer": "",
        "may_correct": False,
        "sent": [],
    }
    return render(request, "reporting/packs/read.html", context)


@require_safe
def document(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    row = found_pack(request, pack_id)
    paper = paper_of(row, words_of(row), request.actor.network)
    made = set_on_paper(paper, at=timezone.localtime())
    return to_save(HttpResponse(made, content_type="application/pdf"), file_name(row, network))


@require_POST
@told_plainly(page_of_pack)
def count_again(request: NetworkRequest, network: str, pack_id: UUID) -> HttpResponse:
    actions.count_again(actor=request.actor, pack_id=pack_id)
    messages.success(request, _("The figures were counted again. Your words are as they were."))
    return redirect(page_of_pack(network, pack_id))


def found_pack(request: NetworkRequest, pack_id: UUID) -> Pack:
    """The table's wall knows who may read which."""
    row = pack_here(request.actor, pack_id)
    if row is None:
        raise Http404
    return row
