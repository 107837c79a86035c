"""The three lists of a team: what it received, what it sent, what has ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from ccs.paging.keyset import Cursor, Page, page_in_ranks, page_of
from ccs.tenancy.actor import Actor
from organisations.capacity.rules import day_begins
from organisations.members.models import Team
from referrals.assessments.rules import URGENCIES
from referrals.filters.rules import Box as Box
from referrals.filters.rules import Filters as Filters
from referrals.filters.rules import Order, order_of
from referrals.referrals.models import Referral
from referrals.referrals.rules import ENDED, OPEN, Status

# What a row of a list shows, and nothing else of the envelope.
IN_A_LIST: Final = (
    "id", "reference", "status", "needs", "urgency", "service_name", "from_team_id", "to_team_id",
    "owner_team_id", "from_name", "to_name", "created_at", "ended_at", "next_action_at",
    "self_referred", "assigned_to_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scan:
    """One team's rows on one side, by the time that orders them: what one index holds."""

    by: str
    newest_first: bool = False
    in_ranks: bool = False


_SIDES: Final[dict[Box, tuple[str, ...]]] = {
    Box.RECEIVED: ("to_team",),
    Box.SENT: ("from_team",),
    Box.ENDED: ("from_team", "to_team"),
}
_ORDERS: Final[dict[Order, _Scan]] = {
    Order.NEXT: _Scan("next_action_at"),
    Order.NEWEST: _Scan("created_at", newest_first=True),
    Order.OLDEST: _Scan("created_at"),
    Order.URGENCY: _Scan("next_action_at", in_ranks=True),
}
_ENDED_ORDERS: Final[dict[Order, _Scan]] = {
    Order.NEWEST: _Scan("ended_at", newest_first=True),
    Order.OLDEST: _Scan("ended_at"),
}


def referrals_in(
    box: Box,
    *,
    actor: Actor,
    filters: Filters | None = None,
    cursor: Cursor | None = None,
    size: int = 25,
) -> Page[Referral]:
    """Envelopes of the actor's teams, a page at a time; drafts are on the home page instead.

    Two queries where the other side is chosen, else one.
    """
    filters = filters or Filters()
    order = order_of(filters, box)
    scan = (_ENDED_ORDERS if box == Box.ENDED else _ORDERS)[order]
    others = _teams_of(filters.other) if filters.other else None
    groups = [
        [
            rows
            for team in _teams(actor, filters)
            for rows in rows_of(box, team, narrowed, others=others)
        ]
        for narrowed in _by_urgency(box, order, filters)
    ]
    if not any(groups):
        return Page(rows=[], previous="", next="")
    if scan.in_ranks:
        return page_in_ranks(groups, by=scan.by, cursor=cursor, size=size)
    scans = [one for group in groups for one in group]
    return page_of(scans, by=scan.by, newest_first=scan.newest_first, cursor=cursor, size=size)


def rows_of(
    box: Box, team: UUID, filters: Filters, *, others: Collection[UUID] | None = None
) -> list[QuerySet[Referral]]:
    """A team's rows in a box: one scan for each side of it."""
    return [_rows(box, side, team, filters, others) for side in _SIDES[box]]


def _by_urgency(box: Box, order: Order, filters: Filters) -> Sequence[Filters]:
    """Apart by urgency where the index holds them so: the most urgent first."""
    apart = order == Order.URGENCY or (box, order) == (Box.SENT, Order.NEXT)
    if not apart or filters.urgency:
        return [filters]
    return [replace(filters, urgency=urgency) for urgency in URGENCIES]


def _teams(actor: Actor, filters: Filters) -> list[UUID]:
    return [team for team in actor.envelopes if filters.team in (None, team)]


def _teams_of(other: UUID) -> list[UUID]:
    """The teams of an organisation; or a team itself, as the desk is of none."""
    return list(
        Team.objects.filter(Q(organisation=other) | Q(pk=other)).values_list("pk", flat=True)
    )


def _rows(
    box: Box, side: str, team: UUID, filters: Filters, others: Collection[UUID] | None
) -> QuerySet[Referral]:
    # The index is partial: its condition must stand in the query word for word.
    statuses = ENDED if box == Box.ENDED else OPEN
    rows = Referral.objects.filter(**{side: team}, status__in=statuses).only(*IN_A_LIST)
    rows = rows.exclude(status=Status.DRAFT)
    asked = {
        "status": filters.status,
        "needs__contains": [filters.need] if filters.need else None,
        "urgency": filters.urgency,
        "service": filters.service,
        "assigned_to" if side == "to_team" else "sent_by": filters.worker,
        "next_action_at__lt": timezone.now() if filters.late else None,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if filters.unassigned:
        rows = rows.filter(**{"assigned_to" if side == "to_team" else "sent_by": None})
    if others is not None:
        rows = rows.filter(**{f"{_across(side)}__in": others})
    return _between(rows, box, filters)


def _between(rows: QuerySet[Referral], box: Box, filters: Filters) -> QuerySet[Referral]:
    """Sent on one of these days, the last one too."""
    if filters.sent_from:
        begin = day_begins(filters.sent_from)
        rows = rows.filter(sent_at__gte=begin)
        if box == Box.ENDED:
            # Nothing ends before it was sent: this is what bounds the scan of the index.
            rows = rows.filter(ended_at__gte=begin)
    if filters.sent_to:
        rows = rows.filter(sent_at__lt=day_begins(filters.sent_to + timedelta(days=1)))
    return rows


def _across(side: str) -> str:
    return "to_team" if side == "from_team" else "from_team"
