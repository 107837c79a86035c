"""Who there is to sign in as: read from the tables, so that whoever was invited is there too."""

from collections import defaultdict
from uuid import UUID

from ccs.accounts.rules import name_from
from ccs.demo.registry import Place
from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.models import Kind, Network
from networks.programme.models import ProgrammeRole
from organisations.members.models import Membership
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import ROLES

PROGRAMME = "programme"
# A team and its organisation, as names.
Where = tuple[str, str]


def places() -> list[Place]:
    """Those with one place first: nobody is taken for an outsider of a team they belong to."""
    found: list[Place] = []
    for network in Network.objects.filter(kind=Kind.LIVE).order_by("id"):
        with enter(system(network.pk)):
            found += _places_in(network)
    return found + _programme()


def _places_in(network: Network) -> list[Place]:
    where, roles = _held(network)
    present = Membership.objects.filter(network=network, left_at=None, user__is_active=True)
    members = list(present.select_related("user").order_by("name"))
    members.sort(key=lambda member: len(where[member.user_id]))
    return [
        Place(
            user_id=member.user_id,
            email=member.user.email,
            name=member.name,
            home=network.slug,
            network=network.slug,
            network_name=network.name,
            team=team,
            organisation=organisation,
            roles=tuple(dict.fromkeys(roles[member.user_id])),
        )
        for member in members
        for team, organisation in where[member.user_id] or [("", "")]
    ]


def _held(network: Network) -> tuple[dict[UUID, list[Where]], dict[UUID, list[str]]]:
    """Where each user works, or what they manage where they work nowhere; and their roles."""
    where: dict[UUID, list[Where]] = defaultdict(list)
    roles: dict[UUID, list[str]] = defaultdict(list)
    for role in TeamRole.objects.filter(network=network).select_related(
        "permission", "content_object__organisation"
    ):
        team = role.content_object
        where[role.user_id].append((team.name, team.organisation.name if team.organisation else ""))
        roles[role.user_id].append(ROLES[role.permission.codename].value)
    for managed in OrganisationRole.objects.filter(network=network).select_related(
        "permission", "content_object"
    ):
        where[managed.user_id] = where[managed.user_id] or [("", managed.content_object.name)]
        roles[managed.user_id].append(ROLES[managed.permission.codename].value)
    for held in NetworkRole.objects.filter(network=network).select_related("permission"):
        roles[held.user_id].append(ROLES[held.permission.codename].value)
    return where, roles


def _programme() -> list[Place]:
    with enter(Context(role=Role.SYSTEM)):
        users = [role.user for role in ProgrammeRole.objects.select_related("user")]
    return [
        Place(
            user_id=user.pk,
            email=user.email,
            name=name_from(user.email),
            home=PROGRAMME,
            network_name="The programme",
            roles=(PROGRAMME,),
        )
        for user in users
    ]
