"""The desk lets in, approves, or turns down; and what happens on the first live day."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from organisations.capacity.actions import open_first
from organisations.directory.actions import details_of, publish_service
from organisations.directory.actions.checking import missing
from organisations.directory.models import Service
from organisations.joining.actions.changing import (
    become,
    check_state,
    forget_contact_later,
    lock_for_desk,
    noted,
    tell_organisation,
)
from organisations.joining.actions.inviting import send
from organisations.joining.actions.leaving import let_go
from organisations.joining.models import Joining, State
from organisations.joining.queries import names_taken, services_of, steps_of
from organisations.joining.rules import INSIDE, LONGEST_TEXT, plain
from organisations.members.models import Organisation


@transaction.atomic
def let_in(*, actor: Actor, joining_id: UUID) -> Joining:
    """An application becomes an invitation: its contact can begin."""
    joining = lock_for_desk(joining_id, actor=actor)
    if joining.state == State.INVITED:
        return joining
    check_state(joining, State.APPLIED)
    if taken := names_taken(actor.network.id).get(plain(joining.name)):
        raise Problem(taken)
    send(joining, actor=actor, at=timezone.now())
    noted("let_in", joining, actor=actor)
    return joining


@transaction.atomic
def approve(*, actor: Actor, joining_id: UUID) -> Joining:
    """From now on it is a member: what it described is published, and opens if it said so."""
    joining = lock_for_desk(joining_id, actor=actor)
    if joining.state == State.LIVE:
        return joining
    check_state(joining, State.READY)
    if steps_of([joining])[joining.pk].left:
        raise Conflict(_("Something they had done has to be done again. Look at their steps."))
    now = timezone.now()
    Organisation.objects.filter(pk__in=[joining.organisation_id]).update(
        registered_on=timezone.localdate(now)
    )
    _open_services(joining, actor)
    become(joining, State.LIVE, at=now, live_at=now, with_desk_since=None, asked_at=None)
    tell_organisation("joining_live", joining)
    forget_contact_later(joining, at=now)
    noted("live", joining, actor=actor)
    return joining


@transaction.atomic
def turn_down(*, actor: Actor, joining_id: UUID, reason: str) -> Joining:
    """With a reason that the organisation reads. Who was let in gets out again."""
    joining = lock_for_desk(joining_id, actor=actor)
    if joining.state == State.TURNED_DOWN:
        return joining
    check_state(joining, State.APPLIED, *INSIDE)
    if not 0 < len(reason.strip()) <= LONGEST_TEXT:
        raise Problem(_("Say why, in at most 2,000 characters."), field="reason")
    let_go(joining, State.TURNED_DOWN, actor=actor, reason=reason.strip())
    return joining


def _open_services(joining: Joining, actor: Actor) -> None:
    """A draft that says too little stays one: they finish it themselves."""
    if joining.organisation_id is None:
        return
    for service in services_of(joining.organisation_id):
        if service.status == Service.Status.DRAFT and not any(missing(details_of(service))):
            publish_service(actor=actor, service_id=service.pk)
        if joining.opens_services:
            open_first(service_id=service.pk, actor=actor)
