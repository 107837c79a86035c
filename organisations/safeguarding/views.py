from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.requests import NetworkRequest
from ccs.ui import phones
from networks.networks.queries import network_by_id
from organisations.roles.rules import can_coordinate
from organisations.safeguarding.actions import keep_care_phones
from organisations.safeguarding.forms import CarePhonesForm


@require_http_methods(["GET", "POST"])
def care_phones(request: NetworkRequest, network: str) -> HttpResponse:
    """For the coordinators of the network."""
    if not can_coordinate(request.actor):
        raise Http404
    kept = network_by_id(request.network.id)
    known = {"children": kept.children_care_phone, "adults": kept.adults_care_phone}
    form = CarePhonesForm(
        request.POST if request.method == "POST" else None,
        initial={name: phones.shown(phone) for name, phone in known.items() if phone},
    )
    if form.is_bound and form.is_valid():
        keep_care_phones(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Everybody who makes a referral sees these numbers now."))
        return redirect("organisations:care_phones", network=network)
    return render(request, "organisations/safeguarding/phones.html", {"form": form})
