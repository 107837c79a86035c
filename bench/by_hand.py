"""The same numbers by GROUP BY over the envelopes, written without a look at how sums are made."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from reporting.figures.rules import Period

Rows = dict[tuple[str, ...], int]

_YES_NO: Final = "CASE WHEN {} THEN 'yes' ELSE 'no' END"
# Of each measure, the time that dates it, and which envelopes have it.
_MEASURES: Final = {
    "sent": ("sent_at", "status <> 'draft' AND to_team_id IS NOT NULL"),
    "accepted": ("accepted_at", "status IN ('accepted', 'in_progress', 'closed')"),
    "answered": ("answered_at", "status <> 'draft'"),
    "contacted": ("first_contact_at", "contact_minutes IS NOT NULL"),
    "declined": ("ended_at", "status = 'declined'"),
    "withdrawn": ("ended_at", "status = 'withdrawn'"),
    "closed": ("ended_at", "status = 'closed'"),
}
# A cube, a measure, and keys: as the cube calls them, and as they stand in an envelope.
ASKED: Final = [
    ("routes", "accepted", {"from_sector": "from_sector", "to_sector": "to_sector"}),
    ("routes", "sent", {"to_type": "to_type", "to_scheme": "to_scheme"}),
    ("senders", "accepted", {"from_organisation": "coalesce(from_organisation_id::text, '')"}),
    ("receivers", "withdrawn", {"to_organisation": "coalesce(to_organisation_id::text, '')"}),
    ("services", "sent", {"service": "coalesce(service_id::text, '')"}),
    ("needs", "sent", {"need": "unnest(needs)"}),
    ("reasons", "declined", {"reason": "decline_reason"}),
    ("reasons", "closed", {"reason": "outcome"}),
    ("waits", "answered", {"urgency": "urgency", "in_time": _YES_NO.format("answer_in_time")}),
    ("waits", "contacted", {"urgency": "urgency", "in_time": _YES_NO.format("contact_in_time")}),
]


def grouped(network: UUID, measure: str, columns: dict[str, str], period: Period) -> Rows:
    """From midnight to midnight in London, inside the system's context."""
    at, condition = _MEASURES[measure]
    places = ", ".join(str(number) for number in range(1, len(columns) + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns.values())}, count(*) FROM referrals_referral"  # noqa: S608 - names are our own
            f" WHERE network_id = %s AND {condition}"
            f" AND {at} >= %s::timestamp AT TIME ZONE 'Europe/London'"
            f" AND {at} < %s::timestamp AT TIME ZONE 'Europe/London'"
            f" GROUP BY {places}",
            [network, period.first, period.last + timedelta(days=1)],
        )
        return {tuple(map(str, key)): int(n) for *key, n in cursor.fetchall()}
