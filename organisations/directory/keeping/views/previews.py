"""A service as members and as everybody would see it, whatever its state."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from networks.networks.queries import network_by_id
from organisations.directory.keeping.presenters import page
from organisations.directory.keeping.queries import as_everybody_sees
from organisations.directory.keeping.views.sections import service_here
from organisations.directory.models import Service
from organisations.directory.page import page_of
from organisations.directory.page_queries import entry_of, parts_of
from organisations.directory.rules import Audience
from organisations.places.queries import area_names
from organisations.public import presenters as public
from organisations.public.service_page import facts_of


@require_safe
def preview(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = service_here(request, service_id)
    here = page("preview_service", request.actor, service)
    is_published = service.status == Service.Status.PUBLISHED
    if request.GET.get("as") == "public":
        shown = _for_everybody(request, service)
        context = {"other": here, "other_text": _("See it as members see it"), **shown}
    else:
        shown = _for_members(request, service)
        other = f"{here}?as=public"
        context = {"other": other, "other_text": _("See it as everybody sees it"), **shown}
    context |= {
        "service": service,
        "publish": "" if is_published else page("publish_service", request.actor, service),
    }
    return render(request, "organisations/directory/keeping/preview.html", context)


def _for_members(request: NetworkRequest, service: Service) -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate(now)
    parts = parts_of(service, actor=request.actor, today=today)
    entry = entry_of(service, actor=request.actor, today=today)
    return {
        "said": _("This is how members of the network see it."),
        "part": "organisations/directory/service_body.html",
        "shown": page_of(service, parts, entry, actor=request.actor, now=now),
        "closed": "",
        "may_refer": False,
    }


def _for_everybody(request: NetworkRequest, service: Service) -> dict[str, Any]:
    if service.audience != Audience.PUBLIC:
        said = _("It is for members of the network only. Nobody else sees it.")
        return {"said": said, "shown": None, "part": ""}
    network, now = network_by_id(request.actor.network.id), timezone.now()
    seen = as_everybody_sees(service)
    codes = {row.code for row in seen.areas.all()} | set(network.area_codes)
    opening, is_open = public.opening_of(seen, now)
    return {
        "said": _("This is how everybody sees it."),
        "part": "organisations/directory/keeping/everybody.html",
        "shown": facts_of(seen, network, areas=area_names(codes), now=now),
        "organisation": public.organisation_of(seen),
        "opening": opening,
        "is_open": is_open,
        "calls": public.calls_of(seen),
    }
