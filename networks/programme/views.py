"""All live networks side by side, for who oversees the programme."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccs.accounts.requests import SignedInRequest
from networks.programme.queries import live_networks, oversees_programme


@require_safe
@login_required
@never_cache
def programme(request: SignedInRequest) -> HttpResponse:
    if not oversees_programme(request.user.pk):
        raise Http404
    counts, today = import_string(settings.NETWORK_FIGURES), timezone.localdate()
    rows: list[dict[str, Any]] = []
    for network in live_networks():
        organisations, accepted = counts(network.pk, today)
        rows.append({"name": network.name, "organisations": organisations, "accepted": accepted})
    return render(request, "networks/programme/programme.html", {"rows": rows})
