"""Makes the drafts of the quarter and the year, a week after their end, and tells the desk."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from organisations.engagement.lead.queries import coordinators
from organisations.members.models import Organisation
from reporting.packs.making import new_draft
from reporting.packs.models import Pack
from reporting.packs.rules import DRAFT, DRAFTED, due_on


def make_drafts(network_id: UUID, _network_id: UUID) -> datetime | None:
    """Each once, however often it runs: a time that has a pack, sent or not, gets no other."""
    for kind, period in due_on(timezone.localdate()):
        there = Pack.objects.filter(network_id=network_id, kind=kind, first=period.first)
        if there.exists() or not _anybody(network_id, until=period.last):
            continue
        made = new_draft(network_id, kind, period, made_by=None)
        enqueue(
            DRAFTED,
            network_id=network_id,
            recipients=coordinators(network_id).values_list("id", flat=True),
            subject_id=made.pk,
            event_id=made.pk,
        )
    return None


def _anybody(network_id: UUID, *, until: object) -> bool:
    """A network that had no member then has nothing to tell."""
    rows = Organisation.objects.filter(network_id=network_id, registered_on__lte=until)
    return rows.exists()


def register() -> None:
    registry.register(DRAFT, make_drafts)
