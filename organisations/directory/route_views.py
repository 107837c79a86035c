"""Which services do not take referrals from everybody, and from whom they do."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ccs.paging.by_name import around
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from organisations.directory.models import ReferralRoute, Service
from organisations.directory.page_queries import restricted_services
from organisations.directory.rules import can_keep
from organisations.members.presenters import full_name


@require_safe
def routes(request: NetworkRequest, network: str) -> HttpResponse:
    """Everybody of the network reads them; who keeps the service is led to where they change."""
    page = restricted_services(request.actor, request.GET)
    context: dict[str, Any] = {
        "services": [_shown(request, service) for service in page.rows],
        **around(page),
    }
    return render(request, "organisations/directory/routes.html", context)


def _shown(request: NetworkRequest, service: Service) -> dict[str, Any]:
    where = {"network": request.network.slug, "service_id": service.pk}
    may_change = can_keep(request.actor, team_id=service.team_id)
    change = reverse("organisations:keep_section", kwargs={**where, "section": "refer"})
    return {
        "name": service.name,
        "href": reverse("organisations:service", kwargs=where),
        "team": full_name(service.team),
        "kind": service.get_route_display(),
        "from": [_from(route) for route in service.routes.all()],
        "change": change if may_change else "",
    }


def _from(route: ReferralRoute) -> str:
    parts = [route.organisation.name]
    if route.places is not None:
        parts.append(ngettext("%(n)d place", "%(n)d places", route.places) % {"n": route.places})
    if route.starts_on:
        parts.append(_("from %(day)s") % {"day": moments.full_date(route.starts_on)})
    if route.ends_on:
        parts.append(_("until %(day)s") % {"day": moments.full_date(route.ends_on)})
    return ", ".join(parts)
