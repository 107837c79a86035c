"""The desk asks a team once more whether what its service can take is still right."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.actions.setting import ASK
from organisations.capacity.models import Capacity
from organisations.capacity.rules import asked_lately, is_confirmed
from organisations.roles.queries import people_told_about
from organisations.roles.rules import can_coordinate


@transaction.atomic
def ask_again(*, actor: Actor, service_id: UUID) -> None:
    """Asked within a day, nobody is asked twice; Problem where somebody has just confirmed it."""
    rows = Capacity.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("service").filter(service_id=service_id).first()
    if row is None or not can_coordinate(actor):
        raise NotAllowed(_("There is no such service here."))
    now = timezone.now()
    if is_confirmed(row.confirmed_at, now=now):
        raise Problem(_("They have confirmed it meanwhile."))
    if asked_lately(row.asked_at, now=now):
        return
    row.asked_at = now
    row.save(update_fields=["asked_at"])
    enqueue(
        ASK,
        network_id=row.network_id,
        recipients=people_told_about(row.service.team_id),
        subject_id=service_id,
        event_id=new_id(),
    )
    record("capacity.asked", actor=actor, subject_kind="service", subject_id=service_id)
