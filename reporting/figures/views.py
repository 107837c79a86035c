from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.roles.rules import can_read_reports
from reporting.figures.presenters import Column, column_of, figures_of
from reporting.figures.queries import summary_of
from reporting.figures.rules import programme_year, so_far, whole_months_of, year_before


@require_safe
def reports(request: NetworkRequest, network: str) -> HttpResponse:
    """This programme year and the last."""
    if not can_read_reports(request.actor):
        raise Http404
    columns = _columns(request)
    context = {"columns": columns, "figures": figures_of(columns)}
    return render(request, "reporting/figures/reports.html", context)


def _columns(request: NetworkRequest) -> list[Column]:
    """Whole months stand apart while a month is running: only they can be annualised."""
    year = programme_year(timezone.localdate())
    now = so_far(year, today=timezone.localdate())
    whole = whole_months_of(now)
    periods = [(_("This year so far"), now)]
    if whole and whole != now:
        periods.append((_("This year, whole months"), whole))
    periods.append((_("Last year"), year_before(year)))
    return [
        column_of(title, period, summary_of(request.actor, period)) for title, period in periods
    ]
