"""A coordinator takes something that waits for the desk, gives it to another, or lets it go."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from referrals.desk.assigned import Taken, coordinators, taken
from referrals.desk.models import DeskTask
from referrals.desk.waiting.listing import one_waiting


@transaction.atomic
def assign(
    *, actor: Actor, kind: str, subject_id: UUID, member_id: UUID | None, seen: UUID | None
) -> None:
    """`seen` is who had it when it was shown: who was quicker is named. None is nobody."""
    if not can_coordinate(actor):
        raise NotAllowed(_("There is nothing like that here."))
    if one_waiting(actor, kind=kind, subject_id=subject_id, now=timezone.now()) is None:
        raise Conflict(_("This no longer waits for the desk."))
    if member_id is not None and not coordinators(actor).filter(pk=member_id).exists():
        raise Problem(_("Choose somebody who coordinates the network."), field="member")
    row = _locked(actor, kind, subject_id)
    # Read behind the lock: who took it at the same time stands here now.
    held = taken(actor).get((kind, subject_id))
    has_it = held.member_id if held else None
    if has_it == member_id:
        return
    if has_it != seen:
        raise Conflict(_told(held))
    row.member_id, row.at = member_id, timezone.now()
    row.save(update_fields=["member", "at"])
    record(
        "desk.assigned" if member_id else "desk.let_go",
        actor=actor,
        subject_kind=kind,
        subject_id=subject_id,
        reason=str(member_id or ""),
    )


def _locked(actor: Actor, kind: str, subject_id: UUID) -> DeskTask:
    """Made where there is none yet: whoever does that at the same moment is waited for."""
    of_it = {"network_id": actor.network.id, "kind": kind, "subject_id": subject_id}
    DeskTask.objects.bulk_create([DeskTask(**of_it, at=timezone.now())], ignore_conflicts=True)
    return DeskTask.objects.select_for_update(of=("self",)).get(**of_it)


def _told(held: Taken | None) -> str:
    if held is None:
        return _("It was let go meanwhile: nobody has it now.")
    said = {"name": held.name, "when": moments.ago(held.at, timezone.now())}
    return _("%(name)s took this %(when)s.") % said
