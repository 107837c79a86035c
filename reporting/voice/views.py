"""What people say at the end: by service for who reads reports, and to a manager of their own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.tenancy.requests import NetworkRequest
from organisations.directory.queries import service_for
from organisations.roles.rules import can_read_reports
from reporting.figures.rules import Period
from reporting.voice.presenters import (
    TITLES,
    as_table,
    cells_of,
    definitions,
    period_key,
    period_name,
    rows_of,
)
from reporting.voice.queries import periods_to_choose, voice_of
from reporting.voice.rules import MEASURES

# A manager's page: as far back as this many quarters and years.
_RECENT = 5


@require_safe
def voice(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_read_reports(request.actor):
        raise Http404
    choices = periods_to_choose(request.actor)
    period = _chosen(choices, request.GET.get("period", ""))
    found = voice_of(request.actor, period) if period else None
    kind = KINDS.get(request.GET.get("format", ""))
    if found and kind:
        name, mark = f"voice-{network}-{period_key(found.period)}", mark_of(request.actor.network)
        return download(as_table(found), kind=kind, name=name, mark=mark)
    context: dict[str, Any] = {
        "periods": _links(choices, period, reverse("reporting:voice", kwargs={"network": network})),
        "titles": [str(TITLES[one]) for one in MEASURES],
        "rows": rows_of(found) if found else [],
        "period": period_name(period) if period else "",
        "key": period_key(period) if period else "",
        "definitions": definitions(),
    }
    return render(request, "reporting/voice/voice.html", context)


@require_safe
def about_service(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    """For who manages the organisation, and who reads reports. The same figures as there."""
    found = service_for(request.actor, service_id)
    managed = found is not None and found.team.organisation_id in request.actor.managed
    if found is None or not (managed or can_read_reports(request.actor)):
        raise Http404
    periods = periods_to_choose(request.actor)[:_RECENT]
    context: dict[str, Any] = {
        "service": found,
        "titles": [str(TITLES[one]) for one in MEASURES],
        "rows": [
            (period_name(period), cells_of(voice_of(request.actor, period).tables, str(found.pk)))
            for period in periods
        ],
        "definitions": definitions(),
    }
    return render(request, "reporting/voice/service.html", context)


def _chosen(choices: list[Period], key: str) -> Period | None:
    """The newest quarter unless another was chosen."""
    return next((one for one in choices if period_key(one) == key), choices[0] if choices else None)


def _links(choices: list[Period], chosen: Period | None, page: str) -> list[dict[str, Any]]:
    return [
        {
            "text": period_name(one),
            "href": f"{page}?period={period_key(one)}",
            "here": one == chosen,
        }
        for one in choices
    ]
