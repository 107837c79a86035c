"""What a network keeps and erases: for its coordinators."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from networks.networks.queries import network_by_id
from networks.settings.presenters import rows_of
from networks.settings.queries import known
from networks.settings.rules import Group
from organisations.roles.rules import can_coordinate
from referrals.retention.keeping import kept_and_why
from referrals.retention.presenters import preview_of, runs_shown
from referrals.retention.queries import runs_of


@require_safe
def keeping(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_coordinate(request.actor):
        raise Http404
    here = network_by_id(request.network.id)
    where = {"network": network}
    context = {
        "limits": rows_of(Group.KEEPING, known(here, Group.KEEPING)),
        "change": reverse(
            "networks:change_settings", kwargs={**where, "group": Group.KEEPING.value}
        ),
        "preview": preview_of(here),
        "runs": runs_shown(runs_of(here.pk)),
        "kept": kept_and_why(),
        "back": reverse("networks:settings", kwargs=where),
    }
    return render(request, "referrals/retention/keeping.html", context)
