"""A member's saved filters, and what their lists can be narrowed by."""

from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import TeamRole
from referrals.filters.models import SavedFilter
from referrals.filters.rules import Box, Filters

Named = list[tuple[UUID, str]]


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """By name. An API key keeps none."""
    return list(SavedFilter.objects.filter(member=actor.member_id)) if actor.member_id else []


def find_saved(filter_id: UUID, *, actor: Actor) -> SavedFilter | None:
    return SavedFilter.objects.filter(pk=filter_id, member=actor.member_id).first()


def workers_of(actor: Actor) -> Named:
    """Who works in the teams whose envelopes the actor sees, by name."""
    working = TeamRole.objects.filter(
        network=actor.network.id, content_object__in=actor.envelopes
    ).values("user_id")
    people = Membership.objects.filter(
        network=actor.network.id, user__in=working, left_at=None
    ).order_by("name", "id")
    return list(people.values_list("pk", "name"))


def services_in(box: Box, actor: Actor) -> Named:
    """Those that can be asked for: the teams' own where they receive, else the network's."""
    rows = Service.objects.filter(network=actor.network.id).order_by("name", "id")
    if box == Box.RECEIVED:
        rows = rows.filter(team__in=actor.envelopes)
    named = rows.values_list("pk", "name", "team__name")
    return [(pk, f"{name}, {team}") for pk, name, team in named]


def others_of(actor: Actor) -> Named:
    """The organisations of the network by name; after them the desk, which is in none."""
    organisations = Organisation.objects.filter(network=actor.network.id).order_by("name", "id")
    desk = Team.objects.filter(network=actor.network.id, is_desk=True)
    return [*organisations.values_list("pk", "name"), *desk.values_list("pk", "name")]


def names_in(filters: Filters, actor: Actor) -> dict[UUID, str]:
    """Of the worker, the service and the other side that are asked for: one query for each."""
    names: dict[UUID, str] = {}
    if filters.worker:
        names |= names_of_workers([filters.worker])
    if filters.service:
        rows = Service.objects.filter(pk=filters.service)
        names |= dict(rows.values_list("pk", "name"))
    if filters.other:
        organisations = Organisation.objects.filter(pk=filters.other).values_list("pk", "name")
        desk = Team.objects.filter(pk=filters.other).values_list("pk", "name")
        names |= dict(organisations.union(desk))
    if filters.team:
        names |= {key: name for key, name in actor.team_names.items() if key == filters.team}
    return names


def names_of_workers(ids: list[UUID]) -> dict[UUID, str]:
    """No query where nobody was given anything."""
    return dict(Membership.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
