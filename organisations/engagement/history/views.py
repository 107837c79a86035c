"""The network's history: who led when, who joined and left in counts, and what was agreed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from organisations.engagement.history.queries import history_of, years_of


@require_safe
def history(request: NetworkRequest, network: str) -> HttpResponse:
    here = request.actor.network.id
    events = [
        {
            "title": one.title,
            "text": one.text,
            "when": moments.full_date(one.on),
            "machine": one.on.isoformat(),
        }
        for one in history_of(here)
    ]
    context = {"events": events, "years": years_of(here)}
    return render(request, "organisations/engagement/history/history.html", context)
