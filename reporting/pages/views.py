"""Every figure by its section, and each on a page of its own. No figure has code here."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from organisations.roles.rules import can_read_reports
from reporting.figures.periods import days_of as dates_of
from reporting.figures.report import Figure, figures
from reporting.pages.asking import Question, question_of
from reporting.pages.controls import controls_of, days_of, narrowed_by
from reporting.pages.index import headline, other_pages, sections
from reporting.pages.notices import nothing_of, notices_of
from reporting.pages.presenters import shown
from reporting.pages.queries import first_day

_FILES: Final[dict[str, Promise]] = {
    "csv": gettext_lazy("Download as CSV"),
    "xlsx": gettext_lazy("Download as a spreadsheet (XLSX)"),
    "pdf": gettext_lazy("Download as PDF"),
}


@require_safe
def reports(request: NetworkRequest, network: str) -> HttpResponse:
    """What can be read, and the numbers asked for most."""
    if not can_read_reports(request.actor):
        raise Http404
    context = {
        "sections": sections(network),
        "headline": headline(request.network.id, today=timezone.localdate()),
        "others": other_pages(request.actor),
    }
    return render(request, "reporting/pages/reports.html", context)


@require_safe
def figure(request: NetworkRequest, network: str, code: str) -> HttpResponse:
    """Any period, any group, any part: everything chosen stands in the address."""
    asked_for = figures().get(code)
    if asked_for is None or not can_read_reports(request.actor):
        raise Http404
    today, since = timezone.localdate(), first_day(request.network.id)
    question = question_of(
        asked_for, request.network.id, request.GET.dict(), today=today, since=since
    )
    found = shown(asked_for, question.asked, before=question.before, sort=question.sort)
    context = {
        "figure": asked_for,
        "problems": [
            {"text": words, "href": f"#id_{name}"} for name, words in question.problems.items()
        ],
        "narrowed": narrowed_by(asked_for, question),
        "controls": controls_of(asked_for, question),
        "days": days_of(asked_for, question, request.GET),
        "period": dates_of(question.asked.period),
        "notices": notices_of(question, since=since, today=today),
        "nothing": nothing_of(question, found.sentence, since=since),
        "shown": found,
        "today": moments.full_date(today),
        **_links(request, asked_for, question),
    }
    return render(request, "reporting/pages/figure.html", context)


def _links(request: NetworkRequest, asked_for: Figure, question: Question) -> dict[str, Any]:
    names = {"network": request.network.slug, "code": asked_for.code}
    page, query = reverse("reporting:figure", kwargs=names), question.query()
    return {
        "page": page,
        "link": request.build_absolute_uri(f"{page}?{query}"),
        "sorted_by": lambda code: f"{page}?{question.query(sort=code)}#table",
        "downloads": [
            (words, f"{reverse('reporting:download', kwargs={**names, 'format': kind})}?{query}")
            for kind, words in _FILES.items()
        ],
    }
