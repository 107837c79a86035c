"""What time does to a joining: a reminder, the end of an invitation, and forgetting."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from organisations.joining.actions.changing import JOB, keep, noted, tell_contact
from organisations.joining.actions.leaving import let_go
from organisations.joining.models import Joining, JoiningMessage, State
from organisations.joining.rules import (
    CONTACT_KEPT,
    EXPIRES,
    OVER,
    RECORD_KEPT,
    REMINDED,
    UNCONFIRMED_FOR,
)


def at_its_time(network_id: UUID, joining_id: UUID) -> datetime | None:
    """By how things are now, whenever it runs; done twice it comes to the same."""
    rows = Joining.objects.select_for_update(no_key=True)
    joining = rows.filter(pk=joining_id, network_id=network_id).first()
    if joining is None:
        return None
    now = timezone.now()
    if joining.state == State.UNCONFIRMED:
        return _unconfirmed(joining, now)
    if joining.state == State.INVITED:
        return _invited(joining, now)
    ended = joining.ended_at if joining.state in OVER else joining.live_at
    return _forget(joining, ended, now) if ended else None


def _unconfirmed(joining: Joining, now: datetime) -> datetime | None:
    until = joining.since + UNCONFIRMED_FOR
    if now < until:
        return until
    noted("never_confirmed", joining)
    joining.delete()
    return None


def _invited(joining: Joining, now: datetime) -> datetime | None:
    invited = joining.invited_at or joining.since
    if now >= invited + EXPIRES:
        let_go(joining, State.EXPIRED)
        return now + CONTACT_KEPT
    if joining.reminded_at is None and now >= invited + REMINDED:
        keep(joining, reminded_at=now)
        tell_contact("joining_reminder", joining)
        noted("reminded", joining)
    return invited + (EXPIRES if joining.reminded_at else REMINDED)


def _forget(joining: Joining, ended: datetime, now: datetime) -> datetime | None:
    """First the address; after a year what was typed. The dates of a member stay."""
    if now < ended + CONTACT_KEPT:
        return ended + CONTACT_KEPT
    if joining.contact_email:
        keep(joining, contact_email="")
    if now < ended + RECORD_KEPT:
        return ended + RECORD_KEPT
    noted("forgotten", joining)
    if joining.state in OVER:
        joining.delete()
        return None
    JoiningMessage.objects.filter(joining=joining).delete()
    keep(joining, contact_name="", about="", word="")
    return None


def register() -> None:
    registry.register(JOB, at_its_time)
