"""The desk's page: what waits for a human, and one tap to each next step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ccs.outbox.actions import retry_failed
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from referrals.desk.presenters.waiting import (
    beyond,
    counts_shown,
    desk_page,
    rows_of,
    whose_shown,
)
from referrals.desk.waiting.listing import Whose, waiting_list
from referrals.desk.waiting.rows import kind_of


@require_safe
def desk(request: NetworkRequest, network: str) -> HttpResponse:
    """404 for anybody but the network's coordinators."""
    actor, now = request.actor, timezone.now()
    if not can_coordinate(actor):
        raise Http404
    asked = request.GET.get("whose", "")
    whose = Whose(asked) if asked in list(Whose) else Whose.ALL
    kind = kind_of(request.GET.get("kind", ""))
    chosen = kind.code if kind else ""
    listing = waiting_list(actor, now=now, whose=whose, chosen=chosen)
    context = {
        "rows": rows_of(listing, actor=actor, now=now),
        "counts": counts_shown(listing, network=network, whose=whose, chosen=chosen),
        "whose": whose_shown(network, whose=whose, chosen=chosen),
        "beyond": beyond(listing, network=network, whose=whose, chosen=chosen),
        "kind": str(kind.label) if kind else "",
        "back": {"whose": str(whose), "kind": chosen},
        "narrowed": bool(chosen or whose),
        "printed": moments.full_date(timezone.localdate(now)),
    }
    return render(request, "referrals/desk/desk.html", context)


@require_POST
def retry_emails(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_coordinate(request.actor):
        raise Http404
    retry_failed(network_id=request.actor.network.id)
    messages.success(request, _("They are being sent again."))
    return redirect(desk_page(network))
