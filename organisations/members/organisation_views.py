"""The page of one organisation, for everybody in its network."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.directory.queries import reply_figures_of
from organisations.directory.rules import can_manage_places
from organisations.members.organisation_page import page_of
from organisations.members.organisation_queries import organisation_here, services_of


@require_safe
def organisation(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    found = organisation_here(request.actor, organisation_id)
    if found is None:
        raise Http404
    services = services_of(request.actor, [team.pk for team in found.teams.all()])
    figure = reply_figures_of(organisation_id).get(None)
    context: dict[str, Any] = {
        "organisation": found,
        "shown": page_of(found, services, figure, actor=request.actor, now=timezone.now()),
        "may_keep_places": can_manage_places(request.actor, organisation_id=organisation_id),
    }
    return render(request, "organisations/members/organisation.html", context)
