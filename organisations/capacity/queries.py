"""The services whose capacity a person may set."""

from ccs.tenancy.actor import Actor
from organisations.capacity.models import Capacity
from organisations.directory.models import Service


def own_capacities(actor: Actor) -> list[Capacity]:
    """Of the actor's teams, and of the teams of organisations it manages; who set each with it."""
    rows = Capacity.objects.filter(
        service__team__in=actor.envelopes,
        service__status=Service.Status.PUBLISHED,
        service__team__closed_on=None,
    )
    return list(
        rows.select_related("service__team__organisation", "set_by").order_by(
            "service__team__name", "service__name", "service_id"
        )
    )
