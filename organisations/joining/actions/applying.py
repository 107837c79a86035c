"""An organisation asks to join: the desk hears of it once the address is sure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.joining.actions.changing import (
    become,
    check_state,
    keep,
    lock,
    lock_own,
    noted,
    tell_contact,
    tell_desk,
    wake,
)
from organisations.joining.actions.leaving import let_go
from organisations.joining.links import Invited
from organisations.joining.models import Joining, State
from organisations.joining.rules import INSIDE, UNCONFIRMED_FOR, plain

# Whoever sends the same again gets the same email again, but not every minute.
_EMAIL_AGAIN: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Application:
    name: str
    sector: str
    about: str
    contact_name: str
    contact_email: str
    language: str = "en"


@transaction.atomic
def apply(*, network_id: UUID, form_id: UUID, application: Application) -> None:
    """In the network's `system` context; answers nothing, whoever is known here.

    The same form twice is one application, and so is the same organisation and address while
    nobody has confirmed it.
    """
    if Joining.objects.filter(pk=form_id).exists():
        return
    before = _unconfirmed(network_id, application)
    now = timezone.now()
    if before:
        if now - before.since >= _EMAIL_AGAIN:
            keep(before, since=now, about=application.about)
            tell_contact("joining_confirm", before)
        return
    joining = Joining(
        pk=form_id,
        network_id=network_id,
        state=State.UNCONFIRMED,
        since=now,
        begun_at=now,
        name=" ".join(application.name.split()),
        sector=application.sector,
        about=application.about,
        contact_name=application.contact_name,
        contact_email=application.contact_email,
        language=application.language,
    )
    try:
        with transaction.atomic():
            joining.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at once: the other one is there now
        return
    tell_contact("joining_confirm", joining)
    wake(joining, now + UNCONFIRMED_FOR)
    noted("begun", joining)


@transaction.atomic
def confirm(*, link: Invited) -> Joining:
    """The address is theirs: now the desk sees it."""
    joining = lock(link.joining_id, network_id=link.network_id)
    if joining.state == State.UNCONFIRMED:
        now = timezone.now()
        become(joining, State.APPLIED, at=now, applied_at=now, with_desk_since=now)
        tell_desk("joining_applied", joining)
        noted("applied", joining)
    return joining


@transaction.atomic
def withdraw(*, actor: Actor | None = None, link: Invited | None = None, joining_id: UUID) -> None:
    """By the organisation itself, at any time before it is live; twice is once."""
    if actor:
        joining = lock_own(joining_id, actor=actor)
    elif link and link.joining_id == joining_id:
        joining = lock(joining_id, network_id=link.network_id)
    else:
        raise ValueError("Who withdraws is signed in or has the link.")
    if joining.state == State.WITHDRAWN:
        return
    before = (State.UNCONFIRMED, State.APPLIED, State.INVITED)
    check_state(joining, *(INSIDE if actor else before))
    tell_desk("joining_withdrawn", joining)
    let_go(joining, State.WITHDRAWN, actor=actor)


def _unconfirmed(network_id: UUID, application: Application) -> Joining | None:
    rows = Joining.objects.select_for_update(no_key=True).filter(
        network_id=network_id,
        state=State.UNCONFIRMED,
        contact_email__iexact=application.contact_email,
    )
    return next((one for one in rows if plain(one.name) == plain(application.name)), None)
