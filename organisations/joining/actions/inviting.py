"""The desk asks organisations to join: one, or all those of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record_each
from ccs.jobs.actions import schedule
from ccs.outbox.actions import enqueue
from ccs.outbox.models import RecipientKind
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.joining.actions.changing import (
    JOB,
    become,
    check_state,
    keep,
    lock_for_desk,
    noted,
    tell_contact,
    wake,
)
from organisations.joining.actions.leaving import let_go
from organisations.joining.models import Joining, State
from organisations.joining.queries import names_taken
from organisations.joining.rules import INSIDE, REMINDED, can_decide, plain


@dataclass(frozen=True, slots=True)
class Invitation:
    name: str
    sector: str
    contact_name: str
    contact_email: str
    word: str = ""
    language: str = "en"


@transaction.atomic
def invite_organisation(
    *, actor: Actor, invitation: Invitation, joining_id: UUID | None = None
) -> Joining:
    """With the id a form was made with, twice is once. Problem for a name that is here already."""
    if not can_decide(actor):
        raise NotAllowed(_("Only coordinators can invite organisations."))
    made_before = Joining.objects.filter(pk__in=[joining_id], network_id=actor.network.id).first()
    if made_before:
        return made_before
    if taken := names_taken(actor.network.id).get(plain(invitation.name)):
        raise Problem(taken, field="name")
    [joining] = _write(actor, [(joining_id or new_id(), invitation)])
    return joining


@transaction.atomic
def invite_all(*, actor: Actor, invitations: Sequence[Invitation]) -> int:
    """All or none. Those that are invited or members already are left out; answers how many went.

    A row each and nothing else: who invites a hundred does not wait for a hundred emails.
    """
    if not can_decide(actor):
        raise NotAllowed(_("Only coordinators can invite organisations."))
    taken = names_taken(actor.network.id)
    fresh = {plain(one.name): one for one in invitations if plain(one.name) not in taken}
    return len(_write(actor, [(new_id(), one) for one in fresh.values()]))


@transaction.atomic
def send_again(*, actor: Actor, joining_id: UUID) -> Joining:
    """A new link, for another 60 days; the old one ends. Of one that expired or was ended, too."""
    joining = lock_for_desk(joining_id, actor=actor)
    check_state(joining, State.INVITED, State.EXPIRED, State.ENDED)
    if not joining.contact_email:
        raise Conflict(_("Their address is not kept any more. Invite them anew."))
    if joining.state != State.INVITED and plain(joining.name) in names_taken(actor.network.id):
        raise Conflict(_("There is another invitation or organisation of this name by now."))
    send(joining, actor=actor, at=timezone.now())
    noted("sent_again", joining, actor=actor)
    return joining


@transaction.atomic
def end_invitation(*, actor: Actor, joining_id: UUID) -> Joining:
    """Taken back before they began; whoever has begun is turned down, with a reason."""
    joining = lock_for_desk(joining_id, actor=actor)
    if joining.state == State.ENDED:
        return joining
    check_state(joining, State.INVITED, *INSIDE)
    if joining.state in INSIDE:
        raise Conflict(_("They have begun. To end it now, turn them down and say why."))
    let_go(joining, State.ENDED, actor=actor)
    return joining


def send(joining: Joining, *, actor: Actor, at: datetime) -> None:
    """The invitation itself, to the contact's address; for an application that is let in, too."""
    become(
        joining,
        State.INVITED,
        at=at,
        invited_at=at,
        invited_by_name=actor.name,
        invitations=joining.invitations + 1,
        reminded_at=None,
        ended_at=None,
        ended_by_name="",
    )
    keep(joining, with_desk_since=None, asked_at=None)
    tell_contact("joining_invitation", joining)
    wake(joining, at + REMINDED)


def _write(actor: Actor, wanted: Sequence[tuple[UUID, Invitation]]) -> list[Joining]:
    now = timezone.now()
    rows = [
        Joining(
            pk=key,
            network_id=actor.network.id,
            state=State.INVITED,
            since=now,
            name=" ".join(one.name.split()),
            sector=one.sector,
            contact_name=one.contact_name,
            contact_email=one.contact_email,
            word=one.word,
            language=one.language,
            begun_at=now,
            invited_at=now,
            invited_by_name=actor.name,
            invitations=1,
        )
        for key, one in wanted
    ]
    try:
        with transaction.atomic():
            Joining.objects.bulk_create(rows)
    except IntegrityError as wrong:
        raise Conflict(_("Somebody else invited one of them at the same time.")) from wrong
    for row in rows:
        enqueue(
            "joining_invitation",
            network_id=row.network_id,
            recipients=[row.pk],
            subject_id=row.pk,
            event_id=row.pk,
            kind=RecipientKind.CONTACT,
        )
    schedule(JOB, network_id=actor.network.id, due=[(row.pk, now + REMINDED) for row in rows])
    record_each(
        "joining.invited",
        actor=actor,
        subject_kind="joining",
        subject_ids=[row.pk for row in rows],
    )
    return rows
