"""Long lists: asking for one, seeing how far it is, and taking it away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.exports.tables import KINDS, to_save
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate, can_read_reports
from reporting.exports import actions
from reporting.exports.forms import ExportForm
from reporting.exports.models import Export
from reporting.exports.presenters import file_name, page_of, row_of, shown
from reporting.exports.queries import export_here, exports_page, may_take, pieces_of
from reporting.figures.rules import programme_year


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("reporting:exports", kwargs={"network": network}))
def exports(request: NetworkRequest, network: str) -> HttpResponse:
    """Those there are, and a form for another."""
    if not can_read_reports(request.actor):
        raise Http404
    form = ExportForm(request.POST if request.method == "POST" else None, initial=_usual())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_for_export(actor=request.actor, wanted=form.wanted())
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page_of(network, made.pk))
    page = exports_page(request.actor, request.GET)
    context: dict[str, Any] = {
        "form": form,
        "rows": [row_of(one, actor=request.actor) for one in page.rows],
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
        "in_full": can_coordinate(request.actor),
    }
    return render(request, "reporting/exports/list.html", context)


@never_cache
@require_safe
def export(request: NetworkRequest, network: str, export_id: UUID) -> HttpResponse:
    row = _found(request, export_id)
    return render(
        request,
        "reporting/exports/one.html",
        {"export": shown(row, actor=request.actor), "key": row.pk},
    )


@never_cache
@require_safe
def export_file(request: NetworkRequest, network: str, export_id: UUID) -> HttpResponseBase:
    """Sent a piece at a time. What is not there yet, or no more, its page says."""
    row = _found(request, export_id)
    if not may_take(request.actor, row):
        return redirect(page_of(network, row.pk))
    answer = StreamingHttpResponse(
        pieces_of(row, request.actor.context), content_type=KINDS[row.format].content_type
    )
    answer["Content-Length"] = str(row.size)
    return to_save(answer, file_name(row, network))


@require_POST
@told_plainly(page_of)
def again(request: NetworkRequest, network: str, export_id: UUID) -> HttpResponse:
    actions.try_again(actor=request.actor, export_id=export_id)
    messages.success(request, _("It goes on where it stopped."))
    return redirect(page_of(network, export_id))


def _found(request: NetworkRequest, export_id: UUID) -> Export:
    row = export_here(request.actor, export_id) if can_read_reports(request.actor) else None
    if row is None:
        raise Http404
    return row


def _usual() -> dict[str, Any]:
    """The programme year until today."""
    today = timezone.localdate()
    return {"first": programme_year(today).first, "last": today}
