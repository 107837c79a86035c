"""Past referrals: what was brought in, bringing in more, and taking it back. The desk alone."""

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.accounts.idle import unattended
from ccs.exports.tables import CSV, Table, download
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from reporting.history import actions, queries, showing
from reporting.history.actions.undoing import why_not
from reporting.history.columns import LAYOUTS
from reporting.history.columns_in_words import columns_of
from reporting.history.forms import FilesForm
from reporting.history.models import HistoryUpload
from reporting.history.remembered import told
from reporting.history.reports import MOST_PROBLEMS, Report, report_from
from reporting.history.tasks import wake, wake_to_undo

_State = HistoryUpload.State
_UNDER_WAY = (_State.CHECKING, _State.IMPORTING)


def history_page(network: str, **kwargs: object) -> str:
    return reverse("reporting:history", kwargs={"network": network})


def files_page(network: str, upload_id: UUID, **kwargs: object) -> str:
    where = {"network": network, "upload_id": upload_id}
    return reverse("reporting:history_files", kwargs=where)


def import_page(network: str, import_id: UUID, **kwargs: object) -> str:
    where = {"network": network, "import_id": import_id}
    return reverse("reporting:history_import", kwargs=where)


@require_safe
def history(request: NetworkRequest, network: str) -> HttpResponse:
    _desk_alone(request)
    context = {
        "imports": showing.import_items(queries.imports_of(request.network.id), network),
        "uploads": showing.upload_items(queries.open_uploads(request.network.id), network),
    }
    return render(request, "reporting/history/history.html", context)


@require_safe
def template(request: NetworkRequest, network: str, file: str) -> HttpResponse:
    """The heads of one file and an example."""
    _desk_alone(request)
    if file not in LAYOUTS:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{LAYOUTS[file].name}"'
    # Spreadsheet programs take a file without this mark for one in another alphabet.
    response.write("\ufeff")
    csv.writer(response).writerows(LAYOUTS[file].template)
    return response


@require_http_methods(["GET", "POST"])
@told_plainly(history_page)
def add(request: NetworkRequest, network: str) -> HttpResponse:
    _desk_alone(request)
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        try:
            upload = actions.choose_files(
                actor=request.actor, chosen=form.chosen(), upload_id=form.the_id, wake=wake
            )
            return redirect(files_page(network, upload.pk))
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "form": form,
        "columns": [(LAYOUTS[file].name, columns_of(file)) for file in LAYOUTS],
    }
    return render(request, "reporting/history/add.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(files_page)
def files(request: NetworkRequest, network: str, upload_id: UUID) -> HttpResponse:
    """What was found in them; then, on a press, they are brought in."""
    upload = _upload(request, upload_id)
    if request.method == "POST":
        actions.bring_in(actor=request.actor, upload_id=upload_id, wake=wake)
        return redirect(files_page(network, upload_id))
    if upload.state in _UNDER_WAY:
        return render(request, "reporting/history/reading.html", _way(upload))
    return render(request, "reporting/history/found.html", _found(upload))


@require_safe
@unattended
def progress(request: NetworkRequest, network: str, upload_id: UUID) -> HttpResponse:
    """A part of the page, asked for again and again while a worker reads."""
    upload = _upload(request, upload_id)
    response = render(request, "reporting/history/progress.html", _way(upload))
    if upload.state not in _UNDER_WAY:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def problems(request: NetworkRequest, network: str, upload_id: UUID) -> HttpResponse:
    """All that were kept, to work through in a spreadsheet."""
    report = _report(_upload(request, upload_id))
    heads = [_("File"), _("Row"), _("Column"), _("Problem")]
    table = Table(_("Problems"), heads, showing.problem_cells(report.problems))
    return download(table, kind=CSV, name="problems")


@require_POST
@told_plainly(files_page)
def discard(request: NetworkRequest, network: str, upload_id: UUID) -> HttpResponse:
    actions.discard(actor=request.actor, upload_id=upload_id)
    messages.success(request, _("The files are gone. Nothing else changed."))
    return redirect(history_page(network))


@require_http_methods(["GET", "POST"])
@told_plainly(import_page)
def one_import(request: NetworkRequest, network: str, import_id: UUID) -> HttpResponse:
    """What it brought; and undoing it, with what that does said before."""
    _desk_alone(request)
    row = queries.import_of(request.network.id, import_id)
    if row is None:
        raise Http404
    if request.method == "POST":
        actions.ask_to_undo(actor=request.actor, import_id=import_id, wake=wake_to_undo)
        return redirect(import_page(network, import_id))
    context = {
        "row": row,
        "title": showing.moment(row.at),
        "facts": showing.import_facts(row),
        "refused": "" if row.undo_asked_at else why_not(row),
    }
    return render(request, "reporting/history/import.html", context)


def _desk_alone(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _upload(request: NetworkRequest, upload_id: UUID) -> HistoryUpload:
    _desk_alone(request)
    upload = queries.upload_of(request.network.id, upload_id)
    if upload is None:
        raise Http404
    return upload


def _way(upload: HistoryUpload) -> dict[str, Any]:
    return {
        "upload": upload,
        "percent": told(upload.pk),
        "importing": upload.state == _State.IMPORTING,
    }


def _report(upload: HistoryUpload) -> Report:
    return report_from(upload.report) if upload.report else Report()


def _found(upload: HistoryUpload) -> dict[str, Any]:
    report = _report(upload)
    return {
        "upload": upload,
        "report": report,
        "ready": upload.state == _State.CHECKED and report.writes,
        "counts": showing.count_rows(report),
        "years": showing.year_rows(report),
        "changes": showing.change_rows(report),
        "unlisted": showing.unlisted_words(report),
        "problems": showing.problem_rows(report.problems),
        "wrong": showing.wrong_words(report),
        "remarks": showing.remarks(report),
        "most": MOST_PROBLEMS,
    }
