from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ccs.outbox.actions import retry_failed
from ccs.outbox.queries import failed_by_channel
from ccs.paging.keyset import cursor_in
from ccs.tenancy.requests import NetworkRequest
from networks.networks.queries import network_by_id, working_hours
from organisations.capacity.queries import unconfirmed
from organisations.roles.rules import can_coordinate
from referrals.aftercare.desk_presenters import in_words
from referrals.aftercare.queries import waiting_for_desk as aftercare_for_desk
from referrals.desk.forms import DeskFilterForm
from referrals.desk.presenters.desk import (
    findings_shown,
    quiet_shown,
    unconfirmed_shown,
    unsent_in_words,
)
from referrals.desk.queries import (
    envelopes_of_network,
    findings_of_network,
    quiet_teams,
    teams_of_network,
    waiting_for_desk,
)
from referrals.referrals.presenters.lists import page_links
from referrals.referrals.presenters.wording import row_of
from referrals.voice.presenters.calls import not_called_shown
from referrals.voice.queries import waiting_calls

# Working days in which somebody of a team should have signed in.
_QUIET_DAYS: Final = 10


@require_safe
def desk(request: NetworkRequest, network: str) -> HttpResponse:
    """Every envelope of the network; 404 for anybody but its coordinators."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    form = DeskFilterForm(request.GET, teams=teams_of_network(actor))
    page = envelopes_of_network(actor=actor, filters=form.filters, cursor=cursor_in(request.GET))
    now = timezone.now()
    hours = working_hours(network_by_id(actor.network.id))
    since = hours.days_before(now, _QUIET_DAYS)
    context = {
        "filter": form,
        "filtered": any(form.cleaned_data.values()),
        "items": [row_of(referral, actor=actor, now=now) for referral in page.rows],
        "links": page_links(page, request.GET),
        "waiting": [row_of(referral, actor=actor, now=now) for referral in waiting_for_desk(actor)],
        "aftercare": in_words(aftercare_for_desk(actor, hours=hours, now=now)),
        "not_called": not_called_shown(network, waiting_calls(actor), now=now),
        "findings": findings_shown(network, findings_of_network(actor)),
        "quiet": quiet_shown(quiet_teams(actor, since=since)),
        "unconfirmed": unconfirmed_shown(unconfirmed(actor, now=now), actor, now),
        "emails": unsent_in_words(failed_by_channel(network_id=actor.network.id)),
    }
    return render(request, "referrals/desk/desk.html", context)


@require_POST
def retry_emails(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_coordinate(request.actor):
        raise Http404
    retry_failed(network_id=request.actor.network.id)
    messages.success(request, _("They are being sent again."))
    return redirect(reverse("referrals:desk", kwargs={"network": network}))
