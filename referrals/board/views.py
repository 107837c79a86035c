from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from referrals.board.presenters import Board, columns_shown, whose_links
from referrals.board.queries import cards_of
from referrals.filters.queries import names_of_workers, workers_of
from referrals.filters.rules import Box, Filters, filters_in


@require_safe
def board(request: NetworkRequest, network: str) -> HttpResponse:
    """The open work of the actor's teams by what it waits for: four queries, however much."""
    actor = request.actor
    if not actor.envelopes:
        raise Http404
    asked = filters_in(request.GET, Box.RECEIVED)
    filters = Filters(team=asked.team, worker=asked.worker, unassigned=asked.unassigned)
    cards, workers = cards_of(actor, filters), workers_of(actor)
    names, given = dict(workers), {row.assigned_to_id for rows in cards.values() for row in rows}
    gone = [key for key in given if key and key not in names]
    shown = Board(
        actor=actor, filters=filters, names=names | names_of_workers(gone), now=timezone.now()
    )
    columns = columns_shown(shown, cards)
    context = {
        "columns": columns,
        "whose": whose_links(shown, workers),
        "give_to": [{"value": "", "text": _("Choose a colleague")}]
        + [{"value": str(key), "text": name} for key, name in workers],
        "teams": [
            {"value": str(key), "text": name, "selected": key == filters.team}
            for key, name in actor.team_names.items()
        ],
        "may_do": any(card["tick"] for column in columns for card in column["cards"]),
    }
    return render(request, "referrals/board/board.html", context)
