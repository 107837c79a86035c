"""All the columns in one query: each of a team's is a short scan of its own index."""

from dataclasses import replace

from django.db.models import Value

from ccs.tenancy.actor import Actor
from referrals.assessments.rules import URGENCIES
from referrals.board.rules import COLUMNS, MOST_CARDS
from referrals.filters.rules import Box, Filters
from referrals.referrals.models import Referral
from referrals.referrals.queries.boxes import rows_of

_ORDER = ("next_action_at", "id")


def cards_of(actor: Actor, filters: Filters) -> dict[str, list[Referral]]:
    """By column, what is due first; one more than is shown where there is more."""
    teams = [team for team in actor.envelopes if filters.team in (None, team)]
    parts = [
        scan.annotate(column=Value(place)).order_by(*_ORDER)[: MOST_CARDS + 1]
        for place, column in enumerate(COLUMNS)
        for narrowed in _scans(column.box, replace(filters, status=column.status))
        for team in teams
        for scan in rows_of(column.box, team, narrowed)
    ]
    found = list(parts[0].union(*parts[1:], all=True)) if parts else []
    cards: dict[str, list[Referral]] = {column.name: [] for column in COLUMNS}
    for row in sorted(found, key=lambda one: (one.next_action_at, one.pk)):
        column = cards[COLUMNS[row.column].name]
        if len(column) <= MOST_CARDS:
            column.append(row)
    return cards


def _scans(box: Box, filters: Filters) -> list[Filters]:
    """The sent ones are held apart by urgency."""
    if box == Box.RECEIVED:
        return [filters]
    return [replace(filters, urgency=urgency) for urgency in URGENCIES]
