from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.limits.rates import within_rate
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.caseload.actions import export_caseload
from referrals.caseload.forms import ExportForm
from referrals.caseload.presenters import file_name
from referrals.caseload.rules import MOST_ROWS

# Of each person: enough to get a file right, and not to take everything away bit by bit.
_RATE: Final = "20/h/user"


def export_page(network: str, **kwargs: object) -> str:
    return reverse("referrals:export", kwargs={"network": network})


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(export_page)
def export(request: NetworkRequest, network: str) -> HttpResponse:
    """Asks for what, and answers a POST with the file."""
    actor = request.actor
    if not actor.envelopes:
        raise Http404
    form = ExportForm(request.POST or None, letters=bool(actor.teams))
    if request.method == "POST" and form.is_valid():
        answer = _file(request, network, form)
        if answer is not None:
            return answer
    context: dict[str, Any] = {
        "form": form,
        "letters": bool(actor.teams),
        "most": f"{MOST_ROWS:,}",
        "back": reverse("referrals:list", kwargs={"network": network}) + "?box=received",
    }
    return render(request, "referrals/caseload/export.html", context)


def _file(request: NetworkRequest, network: str, form: ExportForm) -> HttpResponse | None:
    if not within_rate(request, "caseload_export", rate=_RATE):
        form.add_error(None, _("You have exported many times in the last hour. Try again later."))
        return None
    wanted = form.wanted
    try:
        table = export_caseload(actor=request.actor, wanted=wanted)
    except Problem as problem:
        add_problem(form, problem)
        return None
    kind = KINDS[form.cleaned_data["kind"]]
    mark = mark_of(request.actor.network)
    return download(table, kind=kind, name=file_name(wanted, network), mark=mark)
