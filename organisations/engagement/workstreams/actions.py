"""Writing down funded work, changing it, and taking it off."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.engagement.parties import Named, columns_of
from organisations.engagement.workstreams.models import Workstream
from organisations.engagement.workstreams.rules import Focus
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Funded:
    """In whole pounds. `reached` is nothing until somebody has counted."""

    name: str
    focus: str
    year: int
    named: Named
    amount: int
    leverage: int = 0
    reached: int | None = None
    notes: str = ""


@transaction.atomic
def write_workstream(*, actor: Actor, funded: Funded, workstream_id: UUID) -> Workstream:
    """`workstream_id` comes with the form, so that a double click writes it once."""
    _check(actor, funded)
    before = Workstream.objects.filter(pk=workstream_id).first()
    if before:
        return before
    now = timezone.now()
    row = Workstream(
        pk=workstream_id,
        network_id=actor.network.id,
        written_by=actor.name,
        created_at=now,
        changed_at=now,
        **_columns(funded, actor=actor),
    )
    row.save(force_insert=True)
    _record("written", row, actor)
    return row


@transaction.atomic
def change_workstream(*, actor: Actor, workstream_id: UUID, funded: Funded) -> None:
    _check(actor, funded)
    row, columns = _locked(actor, workstream_id), _columns(funded, actor=actor)
    for name, value in columns.items():
        setattr(row, name, value)
    row.changed_at = timezone.now()
    row.save(update_fields=[*columns, "changed_at"])
    _record("changed", row, actor)


@transaction.atomic
def remove_workstream(*, actor: Actor, workstream_id: UUID, removed: bool) -> None:
    """It counts no longer, or does after all."""
    row = _locked(actor, workstream_id)
    row.removed_at = timezone.now() if removed else None
    row.save(update_fields=["removed_at"])
    _record("removed" if removed else "restored", row, actor)


def _check(actor: Actor, funded: Funded) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such work here."))
    if not funded.name.strip():
        raise Problem(_("Enter what the work is called"), field="name")
    if funded.focus not in Focus.values:
        raise Problem(_("Choose what it is for"), field="focus")


def _columns(funded: Funded, *, actor: Actor) -> dict[str, Any]:
    return {
        **columns_of(funded.named, actor=actor),
        "name": funded.name.strip(),
        "focus": funded.focus,
        "year": funded.year,
        "amount": funded.amount,
        "leverage": funded.leverage,
        "reached": funded.reached,
        "notes": funded.notes.strip(),
    }


def _locked(actor: Actor, workstream_id: UUID) -> Workstream:
    rows = Workstream.objects.select_for_update(of=("self",)).filter(pk=workstream_id)
    row = rows.first() if can_coordinate(actor) else None
    if row is None:
        raise NotAllowed(_("There is no such work here."))
    return row


def _record(what: str, row: Workstream, actor: Actor) -> None:
    record(f"workstream.{what}", actor=actor, subject_kind="workstream", subject_id=row.pk)
