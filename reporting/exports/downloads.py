"""A figure's file, at once: figures are small."""

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
from reporting.figures.report import figures


@require_safe
def download(
    request: NetworkRequest,
    network: str,
    code: str,
    format: str,  # noqa: A002 - as the address of the API calls it
) -> HttpResponse:
    """Of the same question as the page: what is wrong in it, the page says."""
    figure = figures().get(code)
    if figure is None or format not in EXTENSIONS or not can_read_reports(request.actor):
        raise Http404
    page = reverse("reporting:figure", kwargs={"network": network, "code": code})
    query = request.GET.urlencode()
    link = f"{page}?{query}" if query else page
    now = timezone.now()
    try:
        asked = asked_of_query(
            figure, request.actor.network.id, request.GET.dict(), today=timezone.localdate(now)
        )
    except Problem:
        return redirect(link)
    told = Told(
        figure=figure,
        asked=asked,
        sheet=count(figure, asked),
        network=request.actor.network,
        link=f"{settings.SITE_URL}{link}",
        made_at=now,
    )
    return file_of(told, format)
