"""The page of one service, for the members of its network."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.capacity.presenters import Control, controls_of
from organisations.capacity.queries import is_watched, own_capacities
from organisations.capacity.rules import State, can_set_capacity
from organisations.directory.models import Service
from organisations.directory.page import page_of, route_closed
from organisations.directory.page_queries import Parts, entry_of, parts_of
from organisations.directory.presenters import why_not
from organisations.directory.queries import capacity_of, service_for
from organisations.directory.rules import Audience, can_keep
from organisations.roles.rules import can_refer
from organisations.signposting.links import signposting_page
from organisations.signposting.rules import can_be_given


@require_safe
def service(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    found = service_for(actor, service_id)
    if found is None:
        raise Http404
    today = timezone.localdate(now)
    entry = entry_of(found, actor=actor, today=today)
    parts = parts_of(found, actor=actor, today=today)
    closed = why_not(found) or route_closed(found, entry)
    is_paused = capacity_of(found).state == State.PAUSED
    can_watch = is_paused and can_refer(actor) and actor.member_id is not None
    context: dict[str, Any] = {
        "service": found,
        "shown": page_of(found, parts, entry, actor=actor, now=now),
        "closed": closed,
        "may_refer": can_refer(actor) and not closed,
        "controls": _controls(request, found, now=now),
        "give": _give(request, found, parts),
        "may_keep": can_keep(actor, team_id=found.team_id),
        "may_hear": found.team.organisation_id in actor.managed,
        "can_watch": can_watch,
        "is_watched": can_watch and is_watched(actor, found.pk),
    }
    return render(request, "organisations/directory/service.html", context)


def _give(request: NetworkRequest, service: Service, parts: Parts) -> str:
    """Where to give a person its details, if these are for everybody."""
    phones = [one.phone for one in parts.contacts if one.audience == Audience.PUBLIC]
    if not can_be_given(service.audience, phones):
        return ""
    return signposting_page(request.actor, service_id=service.pk, back=request.path)


def _controls(request: NetworkRequest, service: Service, *, now: datetime) -> list[Control]:
    """The one tap, for those who do the work."""
    if not can_set_capacity(request.actor, team_id=service.team_id):
        return []
    rows = own_capacities(request.actor, [service.pk])
    return controls_of(rows, actor=request.actor, now=now, page=request.path)
