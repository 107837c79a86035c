"""Figures of a year that nobody can count here: coordinators enter them, analysts read them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.workstreams.rules import programme_year, year_in_words
from organisations.engagement.yearly.actions import can_enter, enter_figure
from organisations.engagement.yearly.queries import figures_entered, versions_of
from organisations.engagement.yearly.rules import ENTRIES_BY_CODE, FIRST_YEAR
from organisations.roles.rules import can_coordinate, can_read_reports
from reporting.yearly.forms import YearFigureForm, as_entered
from reporting.yearly.presenters import rows_of, versions_shown, year_page, years_to_choose


@require_safe
def year_figures(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_read_reports(request.actor):
        raise Http404
    this_year = programme_year(timezone.localdate())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() else this_year - 1
    if not FIRST_YEAR <= year <= this_year:
        raise Http404
    entered = figures_entered(request.network.id, [year])
    context: dict[str, Any] = {
        "year": year_in_words(year),
        "rows": rows_of(entered, year=year, network=network),
        "years": years_to_choose(this_year, network=network, shown=year),
        "may_write": can_coordinate(request.actor),
    }
    return render(request, "reporting/yearly/year.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(year_page)
def year_figure(request: NetworkRequest, network: str, year: int, code: str) -> HttpResponse:
    if not can_enter(request.actor, year, code):
        raise Http404
    entry, versions = ENTRIES_BY_CODE[code], versions_of(request.network.id, year, code)
    first = as_entered(versions[0] if versions else None)
    form = YearFigureForm(request.POST or None, entry=entry, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            enter_figure(
                actor=request.actor,
                year=year,
                code=code,
                entered=form.entered(),
                seen=form.version_seen(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The figure is kept, and what it said before too."))
            return redirect(year_page(network, year))
    context = {
        "form": form,
        "title": _("%(figure)s, %(year)s") % {"figure": entry.title, "year": year_in_words(year)},
        "about": entry.about,
        "back": year_page(network, year),
        "versions": versions_shown(versions),
    }
    return render(request, "reporting/yearly/enter.html", context)
