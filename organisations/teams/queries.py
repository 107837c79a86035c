"""Teams of the organisations that somebody looks after, and what they have."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.directory.models import Service
from organisations.members.models import Membership, Organisation, Team
from organisations.members.queries import organisations_to_manage
from organisations.roles.models import ApiKey, TeamRole
from organisations.teams import registry
from organisations.teams.registry import Work


def organisation_to_manage(actor: Actor, organisation_id: UUID) -> Organisation | None:
    return organisations_to_manage(actor).filter(pk=organisation_id).first()


def open_teams(organisation_id: UUID) -> list[Team]:
    rows = Team.objects.filter(organisation=organisation_id, closed_on=None)
    return list(rows.order_by("name", "id"))


def closed_teams(organisation_id: UUID) -> list[Team]:
    """With the team that took each in, if one did."""
    rows = Team.objects.filter(organisation=organisation_id).exclude(closed_on=None)
    return list(rows.select_related("merged_into").order_by("name", "id"))


def team_to_manage(actor: Actor, team_id: UUID) -> Team | None:
    """An open one, of an organisation that the actor looks after."""
    rows = Team.objects.select_related("organisation").filter(closed_on=None, pk=team_id)
    return rows.filter(organisation__in=organisations_to_manage(actor)).first()


def people_in(team_ids: Collection[UUID]) -> dict[UUID, list[Membership]]:
    """By team, by name: two queries."""
    held = TeamRole.objects.filter(content_object__in=list(team_ids))
    pairs = list(held.values_list("content_object", "user"))
    networks = Team.objects.filter(pk__in=list(team_ids)).values("network")
    people = Membership.objects.filter(
        user__in={user for _team, user in pairs}, network__in=networks, left_at=None
    )
    by_user = {one.user_id: one for one in people.order_by("name", "id")}
    found = defaultdict[UUID, list[Membership]](list)
    for team, user in pairs:
        if user in by_user:
            found[team].append(by_user[user])
    return {team: sorted(rows, key=lambda one: (one.name, one.pk)) for team, rows in found.items()}


def services_in(team_ids: Collection[UUID]) -> dict[UUID, list[Service]]:
    """By team; withdrawn ones and drafts too, since they go along."""
    found = defaultdict[UUID, list[Service]](list)
    for one in Service.objects.filter(team__in=list(team_ids)).order_by("name", "id"):
        found[one.team_id].append(one)
    return dict(found)


def keys_of(team_id: UUID) -> int:
    return ApiKey.objects.filter(team=team_id, revoked_at=None).count()


def work_of(actor: Actor, team_id: UUID, services: Collection[UUID] | None = None) -> Work:
    with enter(system(actor.network.id)):
        return registry.work_of(actor.network.id, team_id, services)
