from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.paging.keyset import cursor_in
from ccs.tenancy.requests import NetworkRequest
from referrals.messages.queries import unread_in
from referrals.referrals.forms import FilterForm
from referrals.referrals.presenters.lists import empty_words, page_links, tabs
from referrals.referrals.presenters.wording import page_of_referral, row_of
from referrals.referrals.queries import Box, find_referral, referrals_in
from referrals.referrals.rules import normalise_reference


@require_safe
def referral_list(request: NetworkRequest, network: str) -> HttpResponse:
    """One of the three lists of the actor's teams, or the referral that was searched for."""
    actor = request.actor
    if not actor.envelopes:
        raise Http404
    typed = request.GET.get("q", "").strip()
    if typed:
        found = find_referral(normalise_reference(typed), actor=actor)
        if found is not None:
            return redirect(page_of_referral(network, found.reference))
    asked = request.GET.get("box", "")
    box = Box(asked) if asked in Box.values else Box.RECEIVED
    form = FilterForm(
        request.GET, box=box, teams={team: actor.team_names[team] for team in actor.envelopes}
    )
    page = referrals_in(box, actor=actor, filters=form.filters, cursor=cursor_in(request.GET))
    now, unread = timezone.now(), unread_in([row.pk for row in page.rows], actor=actor)
    context: dict[str, Any] = {
        "box": box,
        "heading": box.label,
        "tabs": tabs(network, box),
        "empty": empty_words(box),
        "filter": form,
        "filtered": any(form.cleaned_data.values()),
        "typed": typed,
        "items": [
            row_of(referral, actor=actor, now=now, unread=unread.get(referral.pk, 0))
            for referral in page.rows
        ],
        "links": page_links(page, request.GET),
    }
    return render(request, "referrals/referrals/list.html", context)
