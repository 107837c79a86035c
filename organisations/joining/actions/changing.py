"""What every step of joining shares: the row is locked, changed, written down and told."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.outbox.actions import enqueue
from ccs.outbox.models import RecipientKind
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed
from ccs.ui import moments
from networks.networks.queries import network_by_id
from organisations.joining.models import Joining
from organisations.joining.queries import managers_of
from organisations.joining.rules import CONTACT_KEPT, can_decide, can_work_on
from organisations.members.models import Team
from organisations.roles.queries import network_ref, people_told_about

JOB = "joining"


def lock(joining_id: UUID, *, network_id: UUID) -> Joining:
    """Held until commit; NotAllowed for one that is not there, or not for this context."""
    rows = Joining.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=joining_id, network_id=network_id).first()
    if found is None:
        raise _absent()
    return found


def lock_for_desk(joining_id: UUID, *, actor: Actor) -> Joining:
    if not can_decide(actor):
        raise _absent()
    return lock(joining_id, network_id=actor.network.id)


def lock_own(joining_id: UUID, *, actor: Actor) -> Joining:
    """Of an organisation that the actor manages."""
    found = lock(joining_id, network_id=actor.network.id)
    if not can_work_on(actor, found):
        raise _absent()
    return found


def check_state(joining: Joining, *states: str) -> None:
    """Conflict, saying how things are now, where somebody else was first."""
    if joining.state in states:
        return
    raise Conflict(
        _("This has changed meanwhile. It is now: %(state)s, %(when)s.")
        % {
            "state": joining.get_state_display(),
            "when": moments.at(joining.since, timezone.now()),
        }
    )


def become(joining: Joining, state: str, *, at: datetime, **others: Any) -> None:
    """Into the state, with whatever else changes."""
    keep(joining, state=state, since=at, **others)


def keep(joining: Joining, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(joining, name, value)
    joining.save(update_fields=list(changes))


def noted(action: str, joining: Joining, *, actor: Actor | None = None, reason: str = "") -> None:
    """In the audit; without an actor it was done by the link of an email, or by the clock."""
    record(
        f"joining.{action}",
        actor=actor or _nobody(joining.network_id),
        subject_kind="joining",
        subject_id=joining.pk,
        reason=reason,
    )


def tell_desk(template: str, joining: Joining, *, but: Collection[UUID | None] = ()) -> None:
    """Everybody at the desk; `but` are those who did it themselves."""
    desk = Team.objects.filter(network_id=joining.network_id, is_desk=True).first()
    people = people_told_about(desk.pk) if desk else []
    _owe(template, joining, [one for one in people if one not in but])


def tell_organisation(template: str, joining: Joining) -> None:
    """Who manages it; as long as nobody does, the contact at the address they gave."""
    managers = managers_of(joining.organisation_id) if joining.organisation_id else []
    if managers:
        _owe(template, joining, managers)
    elif joining.contact_email:
        tell_contact(template, joining)


def tell_contact(template: str, joining: Joining) -> None:
    """At the address itself, whether or not there is an account."""
    _owe(template, joining, [joining.pk], kind=RecipientKind.CONTACT)


def wake(joining: Joining, at: datetime) -> None:
    """The one job of a joining: what it does then depends on how things are."""
    schedule(JOB, network_id=joining.network_id, due=[(joining.pk, at)])


def forget_contact_later(joining: Joining, *, at: datetime) -> None:
    wake(joining, at + CONTACT_KEPT)


def _owe(
    template: str, joining: Joining, recipients: list[UUID], kind: str = RecipientKind.MEMBER
) -> None:
    enqueue(
        template,
        network_id=joining.network_id,
        recipients=recipients,
        subject_id=joining.pk,
        event_id=new_id(),
        kind=kind,
    )


def _absent() -> NotAllowed:
    return NotAllowed(_("There is no such application or invitation here."))


def _nobody(network_id: UUID) -> Actor:
    return Actor(network=network_ref(network_by_id(network_id)), name="")
