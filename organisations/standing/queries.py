"""What an organisation has that is touched when it pauses or leaves."""

from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.directory.models import Service
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import can_coordinate
from organisations.standing import registry
from organisations.standing.registry import Open


@dataclass(frozen=True, slots=True)
class Touched:
    """Counts for the page that says what will happen."""

    services: int
    keys: int
    people: int
    received: tuple[Open, ...]
    sent: int
    needs: int


def organisation_here(actor: Actor, organisation_id: UUID) -> Organisation | None:
    """Of those that the actor looks after; for the desk, one that has left too."""
    rows = Organisation.objects.filter(network_id=actor.network.id, pk=organisation_id)
    if can_coordinate(actor):
        return rows.first()
    return rows.filter(left_on=None, pk__in=actor.managed).first()


def teams_of(organisation_id: UUID) -> list[UUID]:
    """Closed ones too: what was theirs is worked on by those who took them in."""
    rows = Team.objects.filter(organisation=organisation_id).order_by("id")
    return list(rows.values_list("pk", flat=True))


def leads_now(organisation_id: UUID) -> bool:
    return LeadAgency.objects.filter(organisation=organisation_id, until=None).exists()


def touched_by(organisation: Organisation) -> Touched:
    teams, known = teams_of(organisation.pk), registry.handler()
    with enter(system(organisation.network_id)):
        return Touched(
            services=Service.objects.filter(
                team__in=teams, status=Service.Status.PUBLISHED
            ).count(),
            keys=ApiKey.objects.filter(team__in=teams, revoked_at=None).count(),
            people=len(people_of(organisation.pk)),
            received=tuple(known.listed(organisation.network_id, teams)),
            sent=known.sent(organisation.network_id, teams),
            needs=known.needs(organisation.network_id, teams),
        )


def people_of(organisation_id: UUID) -> list[Membership]:
    """Who works in one of its teams or manages it."""
    working = TeamRole.objects.filter(content_object__in=teams_of(organisation_id))
    managing = OrganisationRole.objects.filter(content_object=organisation_id)
    users = {*working.values_list("user", flat=True), *managing.values_list("user", flat=True)}
    networks = Organisation.objects.filter(pk=organisation_id).values("network")
    rows = Membership.objects.filter(user__in=users, network__in=networks, left_at=None)
    return list(rows.order_by("id"))


def without_a_role(people: list[Membership]) -> list[Membership]:
    """Of these, who holds nothing in the network any more."""
    users, network = [one.user_id for one in people], {one.network_id for one in people}
    held: set[UUID] = set()
    for table in (TeamRole, OrganisationRole, NetworkRole):
        rows = table.objects.filter(user__in=users, network__in=network)
        held |= set(rows.values_list("user", flat=True))
    return [one for one in people if one.user_id not in held]
