"""Taking an import back: what it added goes, what it had replaced stands again."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor, NetworkRef
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from reporting.history.actions.running import wait_for_turn
from reporting.history.actions.uploading import Wake
from reporting.history.models import HistoryImport, HistoryOrganisation, HistoryReferral

JOB: Final = "history_undo"
# A worker is asked at once. When that was lost, this is when somebody looks again.
_LOOK_AGAIN: Final = timedelta(minutes=2)
_TABLES: Final = (HistoryReferral, HistoryOrganisation)


@transaction.atomic
def ask_to_undo(*, actor: Actor, import_id: UUID, wake: Wake) -> None:
    """A worker does it: a hundred thousand rows take longer than a page may. Twice is once.

    Raises Problem where a later import stands on this one.
    """
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such import here."))
    rows = HistoryImport.objects.filter(network_id=actor.network.id, pk=import_id)
    # A worker holds it while it undoes: nobody waits for that on a page.
    row = rows.select_for_update(skip_locked=True).first()
    if row is None and not rows.exists():
        raise NotAllowed(_("There is no such import here."))
    if row is None or row.undone_at or row.undo_asked_at:
        return
    if refused := why_not(row):
        raise Problem(refused)
    row.undo_asked_at, row.undone_by_id, row.undone_by_name = (
        timezone.now(),
        actor.member_id,
        actor.name,
    )
    row.save(update_fields=["undo_asked_at", "undone_by_id", "undone_by_name"])
    record("history.undo_asked", actor=actor, subject_kind="historyimport", subject_id=row.pk)
    schedule(JOB, network_id=row.network_id, due=[(row.pk, timezone.now() + _LOOK_AGAIN)])
    transaction.on_commit(lambda: wake(row.network_id, row.pk), robust=True)


@transaction.atomic
def undo_asked(*, network: NetworkRef, import_id: UUID) -> None:
    """For a worker, as the system. Where an import came between, all stays and the page says so."""
    wait_for_turn(network.id)
    rows = HistoryImport.objects.filter(network_id=network.id, pk=import_id)
    row = rows.select_for_update().first()
    if row is None or row.undone_at or not row.undo_asked_at:
        return
    if why_not(row):
        row.undo_asked_at, row.undone_by_id, row.undone_by_name = None, None, ""
        row.save(update_fields=["undo_asked_at", "undone_by_id", "undone_by_name"])
        return
    for table in _TABLES:
        table.objects.filter(network_id=row.network_id, batch=row).delete()
        table.objects.filter(network_id=row.network_id, replaced_by=row).update(replaced_by=None)
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    who = Actor(network=network, name=row.undone_by_name, member_id=row.undone_by_id)
    record("history.undone", actor=who, subject_kind="historyimport", subject_id=row.pk)


def why_not(row: HistoryImport) -> str:
    """Empty where nothing stands on it."""
    later = _standing_on(row)
    if later is None:
        return ""
    return _(
        "The import of %(day)s at %(time)s changed rows of this one, or names its"
        " organisations. Undo that one first."
    ) % {
        "day": moments.full_date(timezone.localtime(later.at)),
        "time": moments.clock(later.at),
    }


def _standing_on(row: HistoryImport) -> HistoryImport | None:
    """The last of the later imports that replaced rows of this one or name its organisations."""
    own = {"network_id": row.network_id, "batch": row}
    on = set[UUID]()
    for table in _TABLES:
        replaced = table.objects.filter(**own, replaced_by__isnull=False)
        on |= {one for one in replaced.values_list("replaced_by", flat=True).distinct() if one}
    ids = list(HistoryOrganisation.objects.filter(**own).values_list("org_id", flat=True))
    naming = HistoryReferral.objects.filter(
        Q(from_org__in=ids) | Q(to_org__in=ids), network_id=row.network_id, replaced_by=None
    )
    on |= set(naming.values_list("batch", flat=True).distinct()) if ids else set()
    # An earlier one may name them too, in rows that did not change.
    later = HistoryImport.objects.filter(pk__in=on - {row.pk}, at__gte=row.at)
    return later.order_by("-at", "-pk").first()
