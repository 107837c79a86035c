"""Asking for a long list, and trying again what failed. A worker writes it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.jobs.tasks import run
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.models import Membership
from organisations.roles.rules import can_coordinate, can_read_reports
from reporting.exports.models import Export
from reporting.exports.rules import ONE_CLICK, WRITE, Format, State

# A list of more than some years is asked for year by year.
_MOST_DAYS: Final = 366 * 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Referrals sent in this time, both days counted, as a file of this format."""

    first: date
    last: date
    format: str


@transaction.atomic
def ask_for_export(*, actor: Actor, wanted: Wanted) -> Export:
    """The same again within a minute is the same list: a double click asks once."""
    _check(actor, wanted)
    # Two requests at once wait for each other here.
    me = Membership.objects.select_for_update(of=("self",)).get(pk=actor.identity)
    now, in_full = timezone.now(), can_coordinate(actor)
    same = Export.objects.filter(
        network_id=actor.network.id,
        asked_by=me,
        first=wanted.first,
        last=wanted.last,
        format=wanted.format,
        in_full=in_full,
        asked_at__gt=now - ONE_CLICK,
    ).first()
    if same:
        return same
    made = Export.objects.create(
        network_id=actor.network.id,
        user_id=me.user_id,
        asked_by=me,
        asked_at=now,
        first=wanted.first,
        last=wanted.last,
        format=wanted.format,
        language=actor.language,
        in_full=in_full,
    )
    _begin(made)
    record("export.asked", actor=actor, subject_kind="export", subject_id=made.pk)
    return made


@transaction.atomic
def try_again(*, actor: Actor, export_id: UUID) -> Export:
    """From where it failed. What runs or is ready stays as it is."""
    rows = Export.objects.select_for_update(of=("self",))
    export = rows.filter(
        network_id=actor.network.id, pk=export_id, asked_by=actor.member_id
    ).first()
    if export is None or not can_read_reports(actor):
        raise NotAllowed(_("There is no such list here."))
    if export.state != State.FAILED:
        return export
    export.state = State.WAITING if export.rows_of is None else State.RUNNING
    export.save(update_fields=["state"])
    _begin(export)
    record("export.tried_again", actor=actor, subject_kind="export", subject_id=export.pk)
    return export


def _check(actor: Actor, wanted: Wanted) -> None:
    if actor.member_id is None or not can_read_reports(actor):
        raise NotAllowed(_("There is no such page here."))
    if wanted.format not in Format.values:
        raise Problem(_("Choose a kind of file"), field="format")
    if wanted.last < wanted.first:
        raise Problem(_("The last day must not be before the first"), field="last")
    if (wanted.last - wanted.first).days > _MOST_DAYS:
        raise Problem(_("Choose at most five years"), field="first")


def _begin(export: Export) -> None:
    schedule(WRITE, network_id=export.network_id, due=[(export.pk, timezone.now())])
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    """Without a queue the next sweep finds it, within a minute."""
    run.apply_async(retry=False, expires=60)
