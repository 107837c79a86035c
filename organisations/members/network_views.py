"""The network itself: who leads it, whom to ring, and what there is to find about it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.tenancy.actor import NetworkRef
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import phones
from ccs.ui.navigation import behind_hub
from organisations.engagement.facts import engagement_facts
from organisations.members.queries import lead_of


@require_safe
def about_network(request: NetworkRequest, network: str) -> HttpResponse:
    lead = lead_of(request.actor)
    context = {
        "facts": [
            *_facts(request.network, lead.organisation.name if lead else ""),
            *engagement_facts(request.actor),
        ],
        "places": behind_hub(request.actor, "organisations:network"),
    }
    return render(request, "organisations/members/network.html", context)


def _facts(network: NetworkRef, lead: str) -> list[tuple[str, str]]:
    phone = phones.shown(network.helpline_phone) if network.helpline_phone else ""
    rows = [
        (_("Led by"), lead),
        (_("Helpline"), phone),
        (_("Hours"), network.helpline_hours),
        (_("Email"), network.helpline_email),
    ]
    return [(name, value) for name, value in rows if value]
