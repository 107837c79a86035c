"""Many invitations from one file: looked at first, then sent, all of them or none."""

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.joining import actions, queries
from organisations.joining.forms import TableForm
from organisations.joining.rules import can_decide
from organisations.joining.table import MOST_BYTES, Table, read
from organisations.joining.table import template as template_rows
from organisations.joining.views.desk import list_page


@require_safe
def template(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_decide(request.actor):
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    # Spreadsheet programs take a file without this mark for one in another alphabet.
    response.write("\ufeff")
    csv.writer(response).writerows(template_rows())
    return response


@require_http_methods(["GET", "POST"])
@told_plainly(list_page)
def table(request: NetworkRequest, network: str) -> HttpResponse:
    """The file comes once. What was looked at is carried along and looked at again."""
    if not can_decide(request.actor):
        raise Http404
    content = request.POST.get("content", "")
    if request.method == "POST" and content:
        looked = _look(request, content.encode())
        if not looked.wrong:
            return _invited(request, network, looked)
        return _show(request, TableForm(), looked, "")
    form = TableForm(request.POST, files=request.FILES) if request.method == "POST" else TableForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["table"]
        # A file that was not kept is larger than what we take.
        kept = file.read() if file.size <= MOST_BYTES else b""
        if kept:
            looked = _look(request, kept)
            text = "" if looked.wrong else kept.decode("utf-8-sig")
            return _show(request, form, looked, text)
        form.add_error("table", _("Choose a CSV file that is not empty and not over 500 KB"))
    return _show(request, form, None, "")


def _look(request: NetworkRequest, content: bytes) -> Table:
    taken = set(queries.names_taken(request.network.id))
    return read(content, taken=taken, language=(request.network.languages or ("en",))[0])


def _invited(request: NetworkRequest, network: str, looked: Table) -> HttpResponse:
    number = actions.invite_all(actor=request.actor, invitations=looked.invitations)
    messages.success(
        request,
        ngettext(
            "We are sending %(n)d invitation by email.",
            "We are sending %(n)d invitations by email.",
            number,
        )
        % {"n": number},
    )
    return redirect(list_page(network))


def _show(
    request: NetworkRequest, form: TableForm, looked: Table | None, content: str
) -> HttpResponse:
    context = {
        "form": form,
        "looked": looked,
        "content": content,
        "button": _button(len(looked.invitations)) if looked else "",
        "back": list_page(request.network.slug),
    }
    return render(request, "organisations/joining/table.html", context)


def _button(number: int) -> str:
    return ngettext("Invite %(n)d organisation", "Invite %(n)d organisations", number) % {
        "n": number
    }
