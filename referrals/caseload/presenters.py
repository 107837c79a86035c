"""The file's columns: an envelope in each row, and what of the letter was asked for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.exports.tables import Cell, Table
from referrals.assessments.models import Assessment
from referrals.caseload.rules import Part, Wanted
from referrals.clients.models import Client
from referrals.clients.wording import contact_rows, ways_to_reach
from referrals.outcomes.presenters import gains_in_words
from referrals.outcomes.rules import Gained
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    ending_of,
    needs_in_words,
    sender_of,
    urgency_in_words,
)
from referrals.referrals.rules import Status

Letters = Mapping[UUID, tuple[Assessment, Client]]
# What came of each referral, where somebody said so.
Came = Mapping[UUID, Gained]


def table_of(
    wanted: Wanted,
    rows: Sequence[Referral],
    *,
    names: Mapping[UUID, str],
    letters: Letters,
    came: Came,
) -> Table:
    return Table(
        title=str(wanted.box.label),
        heads=[*_heads(), *(str(part.label) for part in wanted.parts)],
        rows=[[*_envelope(row, names), *_letter(row, wanted.parts, letters, came)] for row in rows],
    )


def _heads() -> list[str]:
    return [
        _("Reference"), _("Status"), _("Needs"), _("How soon"), _("Service"), _("From"), _("To"),
        _("Given to"), _("Sent"), _("Accepted"), _("First contact"), _("Next action by"),
        _("Ended"), _("What came of it"),
    ]  # fmt: skip


def _envelope(row: Referral, names: Mapping[UUID, str]) -> list[Cell]:
    return [
        row.reference,
        str(Status(row.status).label),
        needs_in_words(row.needs),
        urgency_in_words(row.urgency),
        row.service_name,
        sender_of(row),
        row.to_name,
        names.get(row.assigned_to_id, "") if row.assigned_to_id else "",
        row.sent_at,
        row.accepted_at,
        row.first_contact_at,
        row.next_action_at,
        row.ended_at,
        ending_of(row),
    ]


def _letter(row: Referral, parts: Sequence[Part], letters: Letters, came: Came) -> list[Cell]:
    """Empty where the actor's teams may not open it."""
    if row.assessment_id not in letters:
        return [None] * len(parts)
    assessment, client = letters[row.assessment_id]
    if client.is_erased:
        return [_("Erased") if part == Part.NAME else None for part in parts]
    cells: dict[Part, Any] = {
        Part.NAME: client.full_name,
        Part.CONTACT: _contact(client),
        Part.STORY: assessment.story,
        Part.CAME: gains_in_words(came[row.pk]) if row.pk in came else "",
    }
    return [cells[part] for part in parts]


def _contact(client: Client) -> str:
    """What is safe first: whoever rings must not put them at risk."""
    safe, not_safe = ways_to_reach(client, safe=True), ways_to_reach(client, safe=False)
    said = [
        _("Safe: %(ways)s") % {"ways": safe} if safe else "",
        _("Not safe: %(ways)s") % {"ways": not_safe} if not_safe else "",
        *(f"{name}: {value}" for name, value in contact_rows(client)),
    ]
    return "; ".join(filter(None, said))


def file_name(wanted: Wanted, network: str) -> str:
    """`hamlets-received-2026-11-01-to-2026-11-30`."""
    return f"{network}-{wanted.box.value}-{wanted.since}-to-{wanted.until}"
