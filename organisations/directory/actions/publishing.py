"""A service comes into the lists, goes out of them, and is said to be still right."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from organisations.directory.actions.asking import SERVICE_CHECK, ask_in_six_months
from organisations.directory.actions.checking import check, check_publishable
from organisations.directory.actions.keeping import lock_service, note
from organisations.directory.actions.parts import details_of
from organisations.directory.models import Service
from organisations.members.rules import is_joining, is_paused


@transaction.atomic
def publish_service(*, actor: Actor, service_id: UUID) -> Service:
    """A draft, or one that was withdrawn. Who publishes has looked: it counts as checked.

    Raises Problem for what is missing, and for a secret place in a service for everybody.
    """
    service = lock_service(actor=actor, service_id=service_id)
    if service.status == Service.Status.PUBLISHED:
        return service
    if is_joining(service.team):
        raise Problem(
            _("It is published by itself on the day your organisation goes live in the network.")
        )
    if is_paused(service.team):
        raise Problem(_("Your organisation is paused. Publish it when your organisation is back."))
    details = details_of(service)
    check(details, team=service.team)
    check_publishable(details, team=service.team)
    now = timezone.now()
    service.checked_at = now
    _become(service, Service.Status.PUBLISHED, actor=actor, now=now)
    ask_in_six_months(service, now)
    return service


@transaction.atomic
def withdraw_service(*, actor: Actor, service_id: UUID) -> Service:
    """Out of every list, search and feed. What was sent to it stays, and can be answered."""
    service = lock_service(actor=actor, service_id=service_id)
    if service.status == Service.Status.DRAFT:
        raise Conflict(_("A draft is in no list: there is nothing to withdraw."))
    if service.status == Service.Status.WITHDRAWN:
        return service
    _become(service, Service.Status.WITHDRAWN, actor=actor, now=timezone.now())
    cancel(SERVICE_CHECK, subject_ids=[service.pk])
    return service


@transaction.atomic
def confirm_service(*, service_id: UUID, actor: Actor) -> Service:
    """Everything its page says is still right, says somebody who runs it."""
    service = lock_service(actor=actor, service_id=service_id)
    if service.status != Service.Status.PUBLISHED:
        raise Conflict(_("Only a published service can be confirmed."))
    now = timezone.now()
    service.checked_at = now
    service.save(update_fields=["checked_at"])
    note(service, actor=actor, what=[{"field": "checked"}], at=now)
    record("service.confirmed", actor=actor, subject_kind="service", subject_id=service.pk)
    ask_in_six_months(service, now)
    return service


def _become(service: Service, status: str, *, actor: Actor, now: datetime) -> None:
    what = {"field": "status", "before": service.status, "after": status}
    service.status = status
    service.save(update_fields=["status", "checked_at", "changed_at"])
    note(service, actor=actor, what=[what], at=now)
    record(f"service.{status}", actor=actor, subject_kind="service", subject_id=service.pk)
