"""What the page of one organisation reads."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch

from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.directory.queries import published_services
from organisations.members.models import Organisation, Team


def organisation_here(actor: Actor, organisation_id: UUID) -> Organisation | None:
    """With the teams it has now; None once it has left."""
    rows = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    teams = Prefetch("teams", queryset=Team.objects.filter(closed_on=None).order_by("name"))
    return rows.prefetch_related(teams).filter(pk=organisation_id).first()


def services_of(actor: Actor, team_ids: Sequence[UUID]) -> list[Service]:
    """What these teams offer now, with needs and capacity."""
    rows = published_services(actor).filter(team__in=team_ids)
    return list(rows.order_by("name", "id"))
