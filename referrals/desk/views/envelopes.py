"""Every referral of the network, as an envelope."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.paging.keyset import cursor_in
from ccs.tenancy.requests import NetworkRequest
from organisations.roles.rules import can_coordinate
from referrals.desk.forms import DeskFilterForm
from referrals.desk.queries import envelopes_of_network, teams_of_network
from referrals.referrals.presenters.lists import page_links
from referrals.referrals.presenters.wording import row_of


@require_safe
def envelopes(request: NetworkRequest, network: str) -> HttpResponse:
    """404 for anybody but the network's coordinators."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    form = DeskFilterForm(request.GET, teams=teams_of_network(actor))
    page = envelopes_of_network(actor=actor, filters=form.filters, cursor=cursor_in(request.GET))
    now = timezone.now()
    context = {
        "filter": form,
        "filtered": any(form.cleaned_data.values()),
        "items": [row_of(referral, actor=actor, now=now) for referral in page.rows],
        "links": page_links(page, request.GET),
    }
    return render(request, "referrals/desk/envelopes.html", context)
