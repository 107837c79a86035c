"""What time does to a capacity: a service opens on its day, and a team is asked after 30 days."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from organisations.capacity.actions.changing import REOPEN, open_again
from organisations.capacity.actions.setting import ASK
from organisations.capacity.models import Capacity
from organisations.capacity.rules import CONFIRMED_FOR, State, day_begins
from organisations.directory.models import Service
from organisations.members.rules import is_joining
from organisations.roles.queries import people_told_about

# The one who holds the row may be waiting for this very job: nobody waits for both.
_HELD_FOR: Final = timedelta(minutes=1)


def reopen(network_id: UUID, service_id: UUID) -> datetime | None:
    """On its day or any later one. Opened by hand meanwhile, or done before: nothing happens."""
    row = _locked(service_id)
    if row is None:
        return _later(service_id)
    if row.state != State.PAUSED or row.reopens_on is None or row.set_aside is not None:
        return None
    now = timezone.now()
    due = day_begins(row.reopens_on)
    if due > now:
        return due
    open_again(row, now=now)
    # Full again at once is possible where the limit was lowered: that has scheduled its own day.
    return day_begins(row.reopens_on) if row.reopens_on else None


def ask(network_id: UUID, service_id: UUID) -> datetime | None:
    """Once after each confirmation: whoever does not answer is not asked every day."""
    row = _locked(service_id)
    if row is None:
        return _later(service_id)
    now = timezone.now()
    due = row.confirmed_at + CONFIRMED_FOR
    if due > now:
        return due
    if not _is_offered(row.service):
        return now + CONFIRMED_FOR
    if row.asked_at and row.asked_at >= due:
        return None
    row.asked_at = now
    row.save(update_fields=["asked_at"])
    enqueue(
        ASK,
        network_id=network_id,
        recipients=people_told_about(row.service.team_id),
        subject_id=service_id,
        event_id=new_id(),
    )
    return None


def _locked(service_id: UUID) -> Capacity | None:
    return (
        Capacity.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("service__team__organisation")
        .filter(service_id=service_id)
        .first()
    )


def _later(service_id: UUID) -> datetime | None:
    """Somebody is changing it now; or there is no such service any more."""
    held = Capacity.objects.filter(service_id=service_id).exists()
    return timezone.now() + _HELD_FOR if held else None


def _is_offered(service: Service) -> bool:
    organisation = service.team.organisation
    gone = service.team.closed_on or is_joining(service.team)
    gone = gone or (organisation and organisation.left_on)
    return service.status == Service.Status.PUBLISHED and not gone


def register() -> None:
    registry.register(REOPEN, reopen)
    registry.register(ASK, ask)
