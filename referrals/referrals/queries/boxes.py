"""The three lists of a team: what it received, what it sent, what has ended."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from ccs.paging.keyset import Cursor, Page, page_of
from ccs.tenancy.actor import Actor
from referrals.filters.rules import Box
from referrals.referrals.models import Referral
from referrals.referrals.rules import ENDED, OPEN, Status

# What a row of a list shows, and nothing else of the envelope.
IN_A_LIST: Final = (
    "id", "reference", "status", "needs", "urgency", "service_name", "from_team_id", "to_team_id",
    "owner_team_id", "from_name", "to_name", "created_at", "ended_at", "next_action_at",
    "self_referred",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    status: str = ""
    need: str = ""
    urgency: str = ""
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    by: str
    newest_first: bool
    sides: tuple[str, ...]
    statuses: tuple[str, ...]


_ORDERS: Final[dict[Box, _Order]] = {
    Box.RECEIVED: _Order("next_action_at", newest_first=False, sides=("to_team",), statuses=OPEN),
    Box.SENT: _Order("created_at", newest_first=True, sides=("from_team",), statuses=OPEN),
    Box.ENDED: _Order(
        "ended_at", newest_first=True, sides=("from_team", "to_team"), statuses=ENDED
    ),
}


def referrals_in(
    box: Box, *, actor: Actor, filters: Filters | None = None, cursor: Cursor | None = None
) -> Page[Referral]:
    """Envelopes of the actor's teams, a page at a time; drafts are on the home page instead."""
    order, filters = _ORDERS[box], filters or Filters()
    teams = [team for team in actor.envelopes if filters.team in (None, team)]
    scans = [_scan(order, side, team, filters) for team in teams for side in order.sides]
    if not scans:
        return Page(rows=[], previous="", next="")
    return page_of(scans, by=order.by, newest_first=order.newest_first, cursor=cursor)


def _scan(order: _Order, side: str, team: UUID, filters: Filters) -> QuerySet[Referral]:
    # The index is partial: its condition must stand in the query word for word.
    rows = Referral.objects.filter(**{side: team}, status__in=order.statuses).only(*IN_A_LIST)
    rows = rows.exclude(status=Status.DRAFT)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.need:
        rows = rows.filter(needs__contains=[filters.need])
    if filters.urgency:
        rows = rows.filter(urgency=filters.urgency)
    return rows
