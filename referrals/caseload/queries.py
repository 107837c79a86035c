"""A team's own rows for a file: one table at a time, by lists of ids."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ccs.tenancy.actor import Actor
from organisations.capacity.rules import day_begins
from referrals.assessments.models import Assessment
from referrals.caseload.rules import MOST_ROWS, Wanted
from referrals.clients.models import Client
from referrals.filters.rules import Box, Filters
from referrals.referrals.models import Referral
from referrals.referrals.queries.boxes import rows_of

_SHOWN = (
    "id", "reference", "assessment_id", "status", "needs", "urgency", "service_name", "from_name",
    "to_name", "to_team_id", "self_referred", "assigned_to_id", "sent_at", "accepted_at",
    "first_contact_at", "next_action_at", "ended_at", "decline_reason", "outcome",
)  # fmt: skip


def envelopes_wanted(wanted: Wanted, *, actor: Actor) -> list[Referral]:
    """In the order of the period's days; one more than may be exported where there are more."""
    by = "ended_at" if wanted.box == Box.ENDED else "sent_at"
    scans = [
        _within(rows, by, wanted)
        for team in actor.envelopes
        for rows in rows_of(wanted.box, team, Filters())
    ]
    rows = scans[0].union(*scans[1:]).order_by(by, "id") if scans[1:] else scans[0]
    return list(rows[: MOST_ROWS + 1])


def letters_of(assessment_ids: Collection[UUID]) -> dict[UUID, tuple[Assessment, Client]]:
    """By assessment, those that an open share lets the context's teams read; two queries."""
    found = Assessment.objects.filter(pk__in=assessment_ids).only("id", "story", "client_id")
    told = {one.pk: one for one in found}
    people = Client.objects.in_bulk([one.client_id for one in told.values()])
    return {pk: (one, people[one.client_id]) for pk, one in told.items() if one.client_id in people}


def _within(rows: QuerySet[Referral], by: str, wanted: Wanted) -> QuerySet[Referral]:
    period: dict[str, Any] = {
        f"{by}__gte": day_begins(wanted.since),
        f"{by}__lt": day_begins(wanted.until + timedelta(days=1)),
    }
    return rows.filter(**period).only(*_SHOWN).order_by(by, "id")[: MOST_ROWS + 1]
