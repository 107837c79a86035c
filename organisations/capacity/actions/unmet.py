"""A need that nobody here could take, kept without the person: need, ward, reason."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from organisations.capacity.models import UnmetDemand
from organisations.capacity.rules import UnmetReason


@transaction.atomic
def record_unmet(
    *,
    actor: Actor,
    team_id: UUID,
    needs: Sequence[str],
    reason: UnmetReason,
    service_ids: Sequence[UUID] = (),
    ward: str = "",
    once: str = "",
) -> None:
    """One row for each service that could not be asked, or one row of no service.

    With `once`, whatever it says, the same thing is recorded one time only. The row's id is a
    keyed hash of it, so that nobody can tell from the row what it was.
    """
    for service_id in service_ids or (None,):
        row = UnmetDemand(
            id=_id_of(once, service_id, reason, needs) if once else new_id(),
            network_id=actor.network.id,
            service_id=service_id,
            team_id=team_id,
            needs=list(needs),
            ward=ward,
            reason=reason,
            at=timezone.now(),
        )
        UnmetDemand.objects.bulk_create([row], ignore_conflicts=True)
    record("need.unmet", actor=actor, subject_kind="team", subject_id=team_id, reason=reason)


def _id_of(once: str, service_id: UUID | None, reason: str, needs: Sequence[str]) -> UUID:
    told = ":".join([once, str(service_id), reason, *sorted(needs)])
    digest = salted_hmac("unmet demand", told, algorithm="sha256").digest()
    return UUID(bytes=digest[:16], version=5)
