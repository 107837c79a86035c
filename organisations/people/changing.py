"""A manager changes their own people, the desk anybody: details, teams, roles."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from networks.networks.models import Network
from organisations.members.models import Membership, Organisation, Team
from organisations.people.leaving import (
    check_not_last_coordinator,
    check_not_last_manager,
    work_goes_to_the_team,
)
from organisations.people.queries import (
    network_roles_of,
    only_theirs,
    organisations_managed_by,
    teams_of,
)
from organisations.roles.actions import give_role
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import CODENAMES, RoleName, can_coordinate, can_manage_people


@dataclass(frozen=True, slots=True)
class Changed:
    """All that they are to hold afterwards, of what the actor may give and take.

    `name` is None where they also work elsewhere: then it is not for this manager to change.
    """

    name: str | None
    phone: str = ""
    teams: frozenset[UUID] = frozenset()
    manages: frozenset[UUID] = frozenset()
    network_roles: frozenset[RoleName] = frozenset()


@dataclass(frozen=True, slots=True)
class Giveable:
    """Teams and organisations that the actor may give and take, and whether the network's roles."""

    teams: frozenset[UUID]
    manages: frozenset[UUID]
    for_network: bool


def giveable_by(actor: Actor) -> Giveable:
    organisations = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    if not can_coordinate(actor):
        organisations = organisations.filter(pk__in=actor.managed)
    teams = Team.objects.filter(organisation__in=organisations, closed_on=None)
    return Giveable(
        teams=frozenset(teams.values_list("pk", flat=True)),
        manages=frozenset(organisations.values_list("pk", flat=True)),
        for_network=can_coordinate(actor),
    )


@transaction.atomic
def change_member(*, actor: Actor, member_id: UUID, change: Changed) -> None:
    """Raises NotAllowed for people or roles that are not theirs, Problem for the last manager.

    What they hold where the actor has no say stays. Nothing at all is for `remove_member`.
    """
    membership = lock_member(actor, member_id)
    may = giveable_by(actor)
    _check_giveable(may, change)
    _check_holds_something(actor, membership, may, change)
    taken = frozenset(teams_of(membership)) & may.teams - change.teams
    _change_details(actor, membership, change)
    _change_teams(membership, taken, change)
    _change_managed(membership, may, change)
    if may.for_network:
        _change_network_roles(membership, change)
    record("member.changed", actor=actor, subject_kind="membership", subject_id=membership.pk)
    work_goes_to_the_team(membership, taken, actor=actor)


def lock_member(actor: Actor, member_id: UUID) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user")
    membership = rows.filter(pk=member_id, network_id=actor.network.id, left_at=None).first()
    if membership is None or not can_manage_people(actor) or not _is_theirs(actor, membership):
        raise NotAllowed(_("There is no such person here."))
    return membership


def _is_theirs(actor: Actor, membership: Membership) -> bool:
    """For a manager, who works in one of their teams or manages with them."""
    if can_coordinate(actor):
        return True
    own = Team.objects.filter(organisation_id__in=actor.managed).values_list("pk", flat=True)
    return bool(
        set(teams_of(membership)) & set(own)
        or organisations_managed_by(membership) & set(actor.managed)
    )


def _check_giveable(may: Giveable, change: Changed) -> None:
    if (
        not change.teams <= may.teams
        or not change.manages <= may.manages
        or (change.network_roles and not may.for_network)
    ):
        raise NotAllowed(_("You can only give roles in your own organisation."))


def _check_holds_something(
    actor: Actor, membership: Membership, may: Giveable, change: Changed
) -> None:
    elsewhere = not may.for_network and not only_theirs(actor, membership)
    if not (change.teams or change.manages or change.network_roles or elsewhere):
        raise Problem(_("Choose at least one team or role, or remove them."), field="teams")


def _change_details(actor: Actor, membership: Membership, change: Changed) -> None:
    if change.name is None:
        return
    if not can_coordinate(actor) and not only_theirs(actor, membership):
        raise NotAllowed(_("This person also works elsewhere. Ask them or your coordinator."))
    membership.name, membership.phone = change.name, change.phone
    membership.save(update_fields=["name", "phone"])


def _change_teams(membership: Membership, taken: Collection[UUID], change: Changed) -> None:
    held = set(teams_of(membership))
    TeamRole.objects.filter(
        network=membership.network_id, user=membership.user_id, content_object__in=taken
    ).delete()
    for team in Team.objects.filter(pk__in=change.teams - held):
        give_role(role=RoleName.WORKER, user=membership.user, on=team)


def _change_managed(membership: Membership, may: Giveable, change: Changed) -> None:
    held = organisations_managed_by(membership)
    taken = held & may.manages - change.manages
    if taken:
        check_not_last_manager(membership, taken)
    OrganisationRole.objects.filter(
        network=membership.network_id, user=membership.user_id, content_object__in=taken
    ).delete()
    for organisation in Organisation.objects.filter(pk__in=change.manages - held):
        give_role(role=RoleName.MANAGER, user=membership.user, on=organisation)


def _change_network_roles(membership: Membership, change: Changed) -> None:
    held, wanted = network_roles_of(membership), {CODENAMES[one] for one in change.network_roles}
    if CODENAMES[RoleName.COORDINATOR] in held - wanted:
        check_not_last_coordinator(membership)
    NetworkRole.objects.filter(
        network=membership.network_id,
        user=membership.user_id,
        permission__codename__in=held - wanted,
    ).delete()
    network = Network.objects.get(pk=membership.network_id)
    for role in change.network_roles:
        if CODENAMES[role] not in held:
            give_role(role=role, user=membership.user, on=network)
