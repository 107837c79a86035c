"""Services as the API answers them, in one query and without objects."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef

from ccs.tenancy.actor import Actor
from organisations.capacity.api import ANSWERED
from organisations.directory.models import Service, ServiceNeed


def service_rows(ids: Collection[UUID], *, actor: Actor) -> list[dict[str, Any]]:
    """Any of the network's, published or not: a referral outlives what its service offers."""
    needs = ServiceNeed.objects.filter(service=OuterRef("pk")).order_by("need__position")
    rows = (
        Service.objects.filter(network_id=actor.network.id, pk__in=ids)
        .annotate(needs=ArraySubquery(needs.values("need_id")))
        .values(
            "id",
            "name",
            "description",
            "information_needed",
            "needs",
            team_name=F("team__name"),
            organisation_name=F("team__organisation__name"),
            **{name: F(f"capacities__{name}") for name in ANSWERED},
        )
    )
    return [dict(row) for row in rows]
