"""One tap says whether a service can take a referral."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.models import Capacity, UnmetDemand
from organisations.capacity.rules import State, can_set_capacity


class ServicePaused(Conflict):
    """Sending to a paused service. The edge records the attempt as unmet demand."""

    code = "service_paused"

    def __init__(self, names: Sequence[str], service_ids: Sequence[UUID]) -> None:
        super().__init__(
            _(
                "%(names)s cannot take referrals now. Nothing was sent. "
                "Choose another service or take it out."
            )
            % {"names": ", ".join(names)}
        )
        self.service_ids = list(service_ids)


@transaction.atomic
def set_capacity(*, service_id: UUID, state: str, actor: Actor, reason: str = "") -> Capacity:
    """Raises NotAllowed unless the service is of the actor's team; pausing takes a reason."""
    capacity = lock_capacity(service_id=service_id, actor=actor)
    if state == State.PAUSED and not reason.strip():
        raise Problem(_("Say why the service is paused."), field="reason")
    capacity.state = state
    capacity.reason = reason.strip() if state == State.PAUSED else ""
    now = timezone.now()
    capacity.set_at = capacity.confirmed_at = now
    capacity.set_by_id, capacity.set_by_name = actor.member_id, actor.name
    capacity.save(
        update_fields=["state", "reason", "set_at", "confirmed_at", "set_by", "set_by_name"]
    )
    record(f"capacity.{state}", actor=actor, subject_kind="service", subject_id=service_id)
    return capacity


def lock_capacity(*, service_id: UUID, actor: Actor) -> Capacity:
    """The capacity of a service of the actor's, held until commit; else raises NotAllowed."""
    capacity = (
        Capacity.objects.select_for_update(of=("self",))
        .select_related("service")
        .filter(service_id=service_id, network_id=actor.network.id)
        .first()
    )
    if capacity is None or not can_set_capacity(actor, team_id=capacity.service.team_id):
        raise NotAllowed(_("There is no such service among yours."))
    return capacity


def hold_open(service_ids: Sequence[UUID]) -> None:
    """Within a send: keep these services from being paused until it commits.

    Raises ServicePaused when one already is. Locks in one order, so that two sends cannot
    wait for each other.
    """
    rows = list(
        Capacity.objects.select_for_update(of=("self",), no_key=True)
        .select_related("service")
        .filter(service_id__in=service_ids)
        .order_by("service_id")
    )
    paused = [row for row in rows if row.state == State.PAUSED]
    if paused:
        raise ServicePaused(
            [row.service.name for row in paused], [row.service_id for row in paused]
        )


@transaction.atomic
def record_unmet(
    *, service_ids: Sequence[UUID], team_id: UUID, needs: Sequence[str], actor: Actor
) -> None:
    UnmetDemand.objects.bulk_create(
        UnmetDemand(
            network_id=actor.network.id,
            service_id=service_id,
            team_id=team_id,
            needs=list(needs),
            reason="paused",
            at=timezone.now(),
        )
        for service_id in service_ids
    )
