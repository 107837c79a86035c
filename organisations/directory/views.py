"""Find services, and read about one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.capacity.rules import can_set_capacity
from organisations.directory.forms import FindForm
from organisations.directory.presenters import details_of, service_rows, tag_of, why_not
from organisations.directory.queries import find_services, service_for
from organisations.needs.rules import need_labels
from organisations.roles.rules import can_refer


@require_safe
def services(request: NetworkRequest, network: str) -> HttpResponse:
    form = FindForm(request.GET)
    needs = form.needs()
    found = find_services(request.actor, needs=needs, text=form.text(), only_open=form.only_open())
    context: dict[str, Any] = {
        "form": form,
        "needs": ", ".join(need_labels(needs)),
        "filtered": bool(needs or form.text() or form.only_open()),
        "services": service_rows(found, wanted=needs, actor=request.actor, now=timezone.now()),
    }
    return render(request, "organisations/directory/services.html", context)


@require_safe
def service(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    found = service_for(request.actor, service_id)
    if found is None:
        raise Http404
    closed = why_not(found)
    context: dict[str, Any] = {
        "service": found,
        "state": tag_of(found),
        "rows": details_of(found, timezone.now()),
        "closed": closed,
        "may_refer": can_refer(request.actor) and not closed,
        "may_set_capacity": can_set_capacity(request.actor, team_id=found.team_id),
    }
    return render(request, "organisations/directory/service.html", context)
