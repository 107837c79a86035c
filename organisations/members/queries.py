"""Organisations, teams and people of one network."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ccs.paging.by_name import page_by_name
from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, current, enter
from networks.networks.models import Kind
from organisations.agreements.queries import holding
from organisations.directory.models import Service
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.members.rules import is_joining
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Held:
    """The roles of one person, as names of what they are held on."""

    works_in: list[str] = field(default_factory=list)
    manages: list[str] = field(default_factory=list)
    codenames: list[str] = field(default_factory=list)


def referring_teams(actor: Actor) -> list[Team]:
    """The actor's teams that may begin a referral: the desk's too, none of one that only receives.

    Nor of an organisation without a signature that holds: nobody's details may come to it.
    """
    signed = holding(network_id=actor.network.id, at=timezone.now())
    teams = Team.objects.filter(
        Q(organisation=None) | Exists(signed.filter(organisation=OuterRef("organisation"))),
        pk__in=actor.teams,
        closed_on=None,
    ).select_related("organisation")
    return [
        team
        for team in teams
        if team.organisation is None or (team.organisation.makes_referrals and not is_joining(team))
    ]


def organisations_named(names: Sequence[str], *, actor: Actor) -> dict[str, UUID]:
    """Their ids; a name that nobody in the network has is left out."""
    found = Organisation.objects.filter(network_id=actor.network.id, name__in=names, left_on=None)
    return dict(found.values_list("name", "id"))


def organisations_page(
    actor: Actor, asked: Mapping[str, str], *, text: str = ""
) -> Page[Organisation]:
    """Those of the network now, with their teams, and how many services as `service_count`."""
    published = Q(teams__services__status=Service.Status.PUBLISHED)
    rows = (
        Organisation.objects.filter(network_id=actor.network.id, left_on=None)
        .exclude(registered_on=None)
        .prefetch_related(Prefetch("teams", queryset=Team.objects.filter(closed_on=None)))
        .annotate(service_count=Count("teams__services", filter=published))
    )
    return page_by_name(rows.filter(name__icontains=text) if text else rows, asked)


def people_counts(actor: Actor, organisations: Collection[UUID]) -> dict[UUID, int]:
    """How many people work in each, or manage it; only of those whose people the actor manages."""
    own = organisations_to_manage(actor).filter(pk__in=organisations)
    people: dict[UUID, set[UUID]] = {key: set() for key in own.values_list("pk", flat=True)}
    working = TeamRole.objects.filter(content_object__organisation__in=people)
    managing = OrganisationRole.objects.filter(content_object__in=people)
    for key, user in (
        *working.values_list("content_object__organisation_id", "user_id"),
        *managing.values_list("content_object_id", "user_id"),
    ):
        people[key].add(user)
    return {key: len(users) for key, users in people.items()}


def organisations_to_manage(actor: Actor) -> QuerySet[Organisation]:
    """Whose people the actor may see and change: all for the desk, else those managed."""
    rows = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    return rows if can_coordinate(actor) else rows.filter(pk__in=actor.managed)


def people_to_manage(actor: Actor, *, organisation: UUID | None = None) -> QuerySet[Membership]:
    """People of one organisation, or of all that the actor manages; for the desk, everybody."""
    people = Membership.objects.filter(network_id=actor.network.id, left_at=None)
    if can_coordinate(actor) and organisation is None:
        return people.select_related("user")
    own = organisations_to_manage(actor)
    own = own if organisation is None else own.filter(pk=organisation)
    working = TeamRole.objects.filter(content_object__organisation__in=own)
    managing = OrganisationRole.objects.filter(content_object__in=own)
    held = Q(user__in=working.values("user_id")) | Q(user__in=managing.values("user_id"))
    return people.filter(held).select_related("user")


def people_page(
    actor: Actor, asked: Mapping[str, str], *, organisation: UUID | None
) -> Page[Membership]:
    return page_by_name(people_to_manage(actor, organisation=organisation), asked)


def roles_held(actor: Actor, people: Collection[Membership]) -> dict[UUID, Held]:
    """By user. A manager sees those held in their own organisations."""
    users, held = [person.user_id for person in people], defaultdict[UUID, Held](Held)
    own = organisations_to_manage(actor)
    working = TeamRole.objects.filter(user__in=users, network=actor.network.id)
    managing = OrganisationRole.objects.filter(user__in=users, content_object__in=own)
    for_network = NetworkRole.objects.filter(user__in=users, network=actor.network.id)
    if not can_coordinate(actor):
        working = working.filter(content_object__organisation__in=own)
    for user, name in working.order_by("content_object__name").values_list(
        "user_id", "content_object__name"
    ):
        held[user].works_in.append(name)
    for user, name in managing.order_by("content_object__name").values_list(
        "user_id", "content_object__name"
    ):
        held[user].manages.append(name)
    for user, codename in for_network.values_list("user_id", "permission__codename"):
        held[user].codenames.append(codename)
    return dict(held)


def colleagues_of(actor: Actor) -> QuerySet[Membership]:
    """Who could stand in: they work in a team of the actor's, manage with it, or coordinate too."""
    working = TeamRole.objects.filter(network=actor.network.id, content_object__in=actor.teams)
    managing = OrganisationRole.objects.filter(
        network=actor.network.id, content_object__in=actor.managed
    )
    held = Q(user__in=working.values("user_id")) | Q(user__in=managing.values("user_id"))
    if can_coordinate(actor):
        desk = NetworkRole.objects.filter(
            network=actor.network.id, permission__codename="coordinate"
        )
        held |= Q(user__in=desk.values("user_id"))
    people = Membership.objects.filter(held, network_id=actor.network.id, left_at=None)
    return people.exclude(pk__in=[actor.member_id]).order_by("name", "id")


def own_membership(actor: Actor) -> Membership | None:
    people = Membership.objects.select_related("user")
    return people.filter(pk=actor.member_id).first() if actor.member_id else None


def lead_of(actor: Actor) -> LeadAgency | None:
    """Which organisation leads the network now."""
    leads = LeadAgency.objects.filter(network_id=actor.network.id, until=None)
    return leads.select_related("organisation").first()


def networks_of(user_id: UUID) -> list[tuple[str, str]]:
    """Slug and name of every live network the user is in, in a context of their own if need be."""
    rows = (
        Membership.objects.filter(user=user_id, left_at=None, network__kind=Kind.LIVE)
        .order_by("network__name", "network_id")
        .values_list("network__slug", "network__name")
    )
    if current().user == user_id:
        return list(rows)
    with enter(Context(user=user_id)):
        return list(rows)
