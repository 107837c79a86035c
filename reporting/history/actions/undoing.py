"""Taking an import back: what it added goes, what it had replaced stands again."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from reporting.history.actions.running import wait_for_turn
from reporting.history.models import HistoryImport, HistoryOrganisation, HistoryReferral

_TABLES: Final = (HistoryReferral, HistoryOrganisation)


@transaction.atomic
def undo_import(*, actor: Actor, import_id: UUID) -> HistoryImport:
    """Refused where a later import stands on this one; undone already, it stays so."""
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such import here."))
    wait_for_turn(actor.network.id)
    row = HistoryImport.objects.filter(network_id=actor.network.id, pk=import_id).first()
    if row is None:
        raise NotAllowed(_("There is no such import here."))
    if row.undone_at:
        return row
    later = standing_on(row)
    if later:
        raise Problem(
            _(
                "The import of %(day)s at %(time)s changed rows of this one, or names its"
                " organisations. Undo that one first."
            )
            % {
                "day": moments.full_date(timezone.localtime(later.at)),
                "time": moments.clock(later.at),
            }
        )
    for table in _TABLES:
        table.objects.filter(network_id=row.network_id, batch=row).delete()
        table.objects.filter(network_id=row.network_id, replaced_by=row).update(replaced_by=None)
    row.undone_at, row.undone_by_name = timezone.now(), actor.name
    row.save(update_fields=["undone_at", "undone_by_name"])
    record("history.undone", actor=actor, subject_kind="historyimport", subject_id=row.pk)
    return row


def standing_on(row: HistoryImport) -> HistoryImport | None:
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
