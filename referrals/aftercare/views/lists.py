"""The checks of somebody's teams: due now, coming, done."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.paging.keyset import cursor_in
from ccs.tenancy.requests import NetworkRequest
from referrals.aftercare.forms import TeamFilterForm
from referrals.aftercare.list_presenters import empty_words, page_links, rows_shown, tabs
from referrals.aftercare.listing import Shelf, checks_on, teams_asking


@require_safe
def aftercare(request: NetworkRequest, network: str) -> HttpResponse:
    """What is due first. Who only manages a team sees the envelopes, as everywhere."""
    actor, asked = request.actor, request.GET
    if not actor.envelopes:
        raise Http404
    shelf = Shelf(asked["list"]) if asked.get("list") in Shelf.values else Shelf.DUE
    teams = teams_asking(actor)
    form = TeamFilterForm(asked, teams=teams, shelf=shelf)
    team_id = form.chosen()
    rows, page = checks_on(shelf, actor=actor, team_id=team_id, cursor=cursor_in(asked))
    context: dict[str, Any] = {
        "heading": shelf.label,
        "tabs": tabs(network, shelf, team_id),
        "items": rows_shown(rows, actor=actor, teams=_names(teams), now=timezone.now()),
        "links": page_links(page, shelf, team_id),
        "empty": empty_words(shelf),
        "filter": form if len(teams) > 1 else None,
    }
    return render(request, "referrals/aftercare/list.html", context)


def _names(teams: Any) -> dict[UUID, str]:
    return {team.pk: team.name for team in teams} if len(teams) > 1 else {}
