"""What people needed and nobody could take: need and reason, never a person."""

from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.roles.rules import can_coordinate
from organisations.signposting.queries import given_by_need
from referrals.desk.presenters.desk import REASONS, unmet_rows
from referrals.desk.queries import unmet_by_need

_DAYS: Final = 90


@require_safe
def unmet(request: NetworkRequest, network: str) -> HttpResponse:
    """404 for anybody but the network's coordinators."""
    if not can_coordinate(request.actor):
        raise Http404
    since = timezone.now() - timedelta(days=_DAYS)
    counted = unmet_by_need(request.actor, since=since)
    context: dict[str, Any] = {
        "days": _DAYS,
        "reasons": list(REASONS.values()),
        "rows": unmet_rows(counted, given_by_need(request.actor, since=since)),
    }
    return render(request, "referrals/desk/unmet.html", context)
