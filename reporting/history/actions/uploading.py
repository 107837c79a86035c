"""Files that were chosen: looked at first, then brought in, both by a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.roles.rules import can_coordinate
from reporting.history.actions.importing import import_history
from reporting.history.models import HistoryUpload
from reporting.history.reading import Source
from reporting.history.remembered import tell

JOB: Final = "history_upload"
# Of both files together: more comes in parts, or by the command.
MOST_BYTES: Final = 30_000_000
KEPT_FOR: Final = timedelta(days=7)
# A worker is asked at once. When that was lost, this is when somebody looks again.
LOOK_AGAIN: Final = timedelta(minutes=2)
_State = HistoryUpload.State
_UNDER_WAY: Final = (_State.CHECKING, _State.IMPORTING)

# Asks a worker to go on with an upload of a network.
Wake = Callable[[UUID, UUID], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was in the files; None where only the other was chosen."""

    organisations: bytes | None
    referrals: bytes | None


@transaction.atomic
def choose_files(*, actor: Actor, chosen: Chosen, upload_id: UUID, wake: Wake) -> HistoryUpload:
    """Nothing is brought in: a worker looks at them. `upload_id` comes with the form."""
    _check(actor)
    bodies = [one for one in (chosen.organisations, chosen.referrals) if one is not None]
    if not bodies:
        raise Problem(_("Choose at least one file"), field="organisations")
    if sum(map(len, bodies)) > MOST_BYTES:
        raise Problem(_("The files are larger than 30 MB. Bring them in by parts."))
    before = HistoryUpload.objects.filter(network_id=actor.network.id, pk=upload_id).first()
    if before:
        return before
    upload = HistoryUpload(
        pk=upload_id,
        network_id=actor.network.id,
        at=timezone.now(),
        by_id=actor.member_id,
        by_name=actor.name,
        organisations=chosen.organisations,
        referrals=chosen.referrals,
    )
    upload.save(force_insert=True)
    _send_on(upload, wake)
    record("history.chosen", actor=actor, subject_kind="historyupload", subject_id=upload.pk)
    return upload


@transaction.atomic
def bring_in(*, actor: Actor, upload_id: UUID, wake: Wake) -> HistoryUpload:
    """What was looked at and found right. A second click finds it on its way or done."""
    upload = _locked(actor, upload_id)
    if upload.state in (_State.IMPORTING, _State.DONE):
        return upload
    if upload.state != _State.CHECKED:
        raise Conflict(_("These files cannot be brought in: they have problems."))
    upload.state = _State.IMPORTING
    upload.save(update_fields=["state"])
    _send_on(upload, wake)
    record("history.confirmed", actor=actor, subject_kind="historyupload", subject_id=upload.pk)
    return upload


@transaction.atomic
def discard(*, actor: Actor, upload_id: UUID) -> None:
    """The files go. What was brought in stays: to undo that is another thing."""
    upload = _locked(actor, upload_id)
    if upload.state in _UNDER_WAY:
        raise Conflict(_("We are still reading these files. Wait until that is done."))
    record("history.discarded", actor=actor, subject_kind="historyupload", subject_id=upload.pk)
    cancel(JOB, subject_ids=[upload.pk])
    upload.delete()


@transaction.atomic
def look_at(*, actor: Actor, upload_id: UUID) -> datetime | None:
    """For a worker, as the system: read the files, and bring them in where that was confirmed.

    Answers when to look again: what nobody confirms goes after a week.
    """
    found = HistoryUpload.objects.select_for_update(skip_locked=True).filter(
        network_id=actor.network.id, pk=upload_id
    )
    upload = found.first()
    if upload is None:
        there = HistoryUpload.objects.filter(network_id=actor.network.id, pk=upload_id).exists()
        return timezone.now() + LOOK_AGAIN if there else None
    if upload.state in _UNDER_WAY:
        _read(upload, actor)
    over = upload.at + KEPT_FOR
    if over > timezone.now():
        return over
    upload.delete()
    return None


def _read(upload: HistoryUpload, actor: Actor) -> None:
    """In the name of who chose them."""
    importing = upload.state == _State.IMPORTING
    who = Actor(network=actor.network, name=upload.by_name, member_id=upload.by_id)
    report = import_history(
        actor=who,
        organisations=_source(upload.organisations),
        referrals=_source(upload.referrals),
        dry_run=not importing,
        progress=lambda percent: tell(upload.pk, percent),
    )
    upload.report, upload.batch_id = report.as_json(), report.batch
    done = _State.DONE if importing else _State.CHECKED
    upload.state = _State.WRONG if report.wrong else done
    if upload.state != _State.CHECKED:
        upload.organisations = upload.referrals = None
    upload.save(update_fields=["state", "report", "batch", "organisations", "referrals"])


def _source(body: bytes | memoryview | None) -> Source | None:
    return None if body is None else lambda: BytesIO(body)


def _send_on(upload: HistoryUpload, wake: Wake) -> None:
    tell(upload.pk, 0)
    schedule(JOB, network_id=upload.network_id, due=[(upload.pk, timezone.now() + LOOK_AGAIN)])
    transaction.on_commit(lambda: wake(upload.network_id, upload.pk), robust=True)


def _locked(actor: Actor, upload_id: UUID) -> HistoryUpload:
    _check(actor)
    rows = HistoryUpload.objects.filter(network_id=actor.network.id, pk=upload_id)
    # A worker holds it while it reads: nobody waits for that on a page.
    upload = rows.select_for_update(skip_locked=True).first()
    if upload is None and rows.exists():
        raise Conflict(_("We are still reading these files. Wait until that is done."))
    if upload is None:
        raise NotAllowed(_("There are no such files here."))
    return upload


def _check(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There are no such files here."))
