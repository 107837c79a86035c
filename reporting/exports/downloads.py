"""A figure's file, at once: figures are small."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from organisations.roles.rules import can_read_reports
from reporting.exports.files import EXTENSIONS, Told, file_of
from reporting.figures.asking import asked_of_query, count
from reporting.figures.report import Asked, figures
from reporting.pages.rules import Compare, before


@require_safe
def download(
    request: NetworkRequest,
    network: str,
    code: str,
    format: str,  # noqa: A002 - as the address of the API calls it
) -> HttpResponse:
    """Of the same question as the page, and of what it is compared with.

    What is wrong in it, the page says.
    """
    figure = figures().get(code)
    if figure is None or format not in EXTENSIONS or not can_read_reports(request.actor):
        raise Http404
    page = reverse("reporting:figure", kwargs={"network": network, "code": code})
    now, compare = timezone.now(), request.GET.get("compare", Compare.NONE)
    try:
        asked = asked_of_query(
            figure, request.actor.network.id, request.GET.dict(), today=timezone.localdate(now)
        )
    except Problem:
        return redirect(_whole(page, request))
    if "period" in request.GET or compare not in list(Compare):
        # The page alone knows its lists: it makes days of a choice.
        return redirect(_whole(page, request))
    earlier = _before(asked, Compare(compare))
    told = Told(
        figure=figure,
        asked=asked,
        sheet=count(figure, asked),
        network=request.actor.network,
        link=settings.SITE_URL + _again(page, asked, compare),
        made_at=now,
        before=earlier,
        then=count(figure, earlier) if earlier else None,
    )
    return file_of(told, format)


def _whole(page: str, request: NetworkRequest) -> str:
    """The page with what was asked, wrong or right."""
    query = request.GET.urlencode()
    return f"{page}?{query}" if query else page


def _before(asked: Asked, compare: Compare) -> Asked | None:
    period = before(asked.period, compare)
    return replace(asked, period=period) if period else None


def _again(page: str, asked: Asked, compare: str) -> str:
    """With every choice, those too that nobody had to make: so it stays the same tomorrow."""
    words = {
        "from": asked.period.first.isoformat(),
        "to": asked.period.last.isoformat(),
        "compare": "" if compare == Compare.NONE else compare,
        "group": asked.group,
        **asked.filters,
    }
    return f"{page}?{urlencode({name: word for name, word in words.items() if word})}"
