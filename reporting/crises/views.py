"""Repeat crises, and what the aftercare found, for who reads reports."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from organisations.roles.rules import can_read_reports
from reporting.aftercare.queries import aftercare_of
from reporting.crises.presenters import (
    DEFINITION,
    aftercare_rows,
    as_table,
    heads,
    missing_of,
    rows_of,
)
from reporting.crises.queries import SIX, repeat_crises
from reporting.disclosure.sheets import periods_due
from reporting.voice.presenters import period_key, period_name


@require_safe
def crises(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_read_reports(request.actor):
        raise Http404
    choices = periods_due(SIX, timezone.localdate())
    wanted = request.GET.get("period", "")
    period = next((one for one in choices if period_key(one) == wanted), choices[0])
    figure = repeat_crises(request.actor, period)
    kind = KINDS.get(request.GET.get("format", ""))
    if kind:
        name = f"repeat-crises-{network}-{period_key(period)}"
        return download(
            as_table(figure, period), kind=kind, name=name, mark=mark_of(request.actor.network)
        )
    page = reverse("reporting:crises", kwargs={"network": network})
    context: dict[str, Any] = {
        "period": period_name(period),
        "key": period_key(period),
        "counted_on": moments.full_date(figure.counted_on) if figure.counted_on else "",
        "definition": DEFINITION,
        "nobody": figure.nobody,
        "heads": heads(),
        "rows": rows_of(figure),
        "missing": missing_of(figure),
        "aftercare": aftercare_rows(aftercare_of(request.actor, period)),
        "others": [
            {"text": period_name(one), "href": f"{page}?period={period_key(one)}"}
            for one in choices
            if one != period
        ],
    }
    return render(request, "reporting/crises/crises.html", context)
