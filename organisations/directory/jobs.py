"""What time does to a service: after six months its team is asked whether it is still right."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from organisations.directory.actions import SERVICE_CHECK
from organisations.directory.models import Service
from organisations.directory.rules import ASKED_AGAIN_AFTER, check_due
from organisations.members.models import Membership
from organisations.members.rules import is_joining
from organisations.roles.models import OrganisationRole
from organisations.roles.queries import people_told_about

# Who holds the row may be waiting for this very job: nobody waits for both.
_HELD_FOR: Final = timedelta(minutes=1)


def ask_if_still_right(network_id: UUID, service_id: UUID) -> datetime | None:
    """The team first; whoever does not answer in 30 days is asked again, and the manager too."""
    rows = Service.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    service = rows.select_related("team__organisation").filter(pk=service_id).first()
    if service is None:
        held = Service.objects.filter(pk=service_id).exists()
        return timezone.now() + _HELD_FOR if held else None
    if not _is_offered(service):
        return None
    now = timezone.now()
    due = check_due(service.checked_at, service.asked_at)
    if due and due > now:
        return due
    enqueue(
        SERVICE_CHECK,
        network_id=network_id,
        recipients=_asked(service),
        subject_id=service_id,
        event_id=new_id(),
    )
    service.asked_at = now
    service.save(update_fields=["asked_at"])
    return now + ASKED_AGAIN_AFTER


def _asked(service: Service) -> list[UUID]:
    """Its people; when they have not answered, or there are none, its managers with them."""
    people = people_told_about(service.team_id)
    checked, asked = service.checked_at, service.asked_at
    is_unanswered = asked is not None and (checked is None or asked > checked)
    if people and not is_unanswered:
        return people
    return list(dict.fromkeys([*people, *_managers(service.team.organisation_id)]))


def _managers(organisation_id: UUID | None) -> list[UUID]:
    if organisation_id is None:
        return []
    managing = OrganisationRole.objects.filter(
        content_object=organisation_id, permission__codename="manage"
    )
    users = list(managing.values_list("user_id", flat=True))
    here = Membership.objects.filter(user__in=users, left_at=None).order_by("id")
    return list(here.values_list("id", flat=True))


def _is_offered(service: Service) -> bool:
    organisation = service.team.organisation
    gone = service.team.closed_on or is_joining(service.team)
    gone = gone or (organisation and organisation.left_on)
    return service.status == Service.Status.PUBLISHED and not gone


def register() -> None:
    registry.register(SERVICE_CHECK, ask_if_still_right)
