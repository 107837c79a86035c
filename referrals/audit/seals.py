"""The days of the audit as they were sealed, and whether they still are."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.audit.models import AuditSeal
from ccs.audit.sealing import is_whole
from ccs.exports.tables import Table
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from ccs.ui import moments
from organisations.roles.rules import can_manage_people

# As many as are compared while somebody waits; `manage.py check_audit` reads all of them.
DAYS: Final = 30


def last_seals(actor: Actor) -> list[AuditSeal]:
    """Newest first. They say how much was done in the network, and nothing of whom."""
    if not can_manage_people(actor):
        raise NotAllowed(_("There is nothing like that here."))
    with enter(system(actor.network.id)):
        rows = AuditSeal.objects.filter(network_id=actor.network.id).order_by("-day")
        return list(rows[:DAYS])


@transaction.atomic
def compare(seals: Collection[AuditSeal], *, actor: Actor) -> set[date]:
    """The days that are not as they were sealed. That somebody looked is kept."""
    with enter(system(actor.network.id)):
        broken = {one.day for one in seals if not is_whole(one)}
    record("audit.checked", actor=actor, subject_kind="network", subject_id=actor.network.id)
    return broken


def seals_shown(
    seals: Collection[AuditSeal], broken: Collection[date] | None
) -> list[dict[str, Any]]:
    """`broken` is None before anybody has compared."""
    return [
        {
            "day": moments.full_date(one.day),
            "rows": f"{one.rows:,}",
            "state": _state(one, broken),
        }
        for one in seals
    ]


def _state(one: AuditSeal, broken: Collection[date] | None) -> dict[str, str]:
    if broken is None:
        return {"text": _("Sealed"), "colour": "grey"}
    if one.day in broken:
        return {"text": _("Not as it was sealed"), "colour": "red"}
    return {"text": _("As it was sealed"), "colour": "green"}


def seals_table(seals: Collection[AuditSeal]) -> Table:
    """To be kept somewhere else: who could change the database could change its seals too."""
    return Table(
        title=_("Seals of the audit"),
        heads=[_("Day"), _("Rows"), _("SHA-256"), _("Sealed")],
        rows=[[one.day, one.rows, one.digest, one.sealed_at] for one in seals],
    )
