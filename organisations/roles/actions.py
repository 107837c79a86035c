"""Giving and taking roles, as object permissions."""

from django.db import models, transaction
from guardian.shortcuts import assign_perm, remove_perm

from ccs.accounts.models import User
from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from networks.networks.models import Network
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import CODENAMES, RoleName

_HELD_ON: dict[type[models.Model], tuple[RoleName, ...]] = {
    Team: (RoleName.WORKER,),
    Organisation: (RoleName.MANAGER,),
    Network: (RoleName.COORDINATOR, RoleName.ANALYST),
}


@transaction.atomic
def give_role(*, role: RoleName, user: User, on: models.Model) -> None:
    """Raises ValueError for a role that is not held on that kind of thing."""
    if role not in _HELD_ON[type(on)]:
        raise ValueError(f"{role} is not held on a {type(on).__name__}.")
    assign_perm(CODENAMES[role], user, on)


@transaction.atomic
def take_role(*, role: RoleName, user: User, on: models.Model) -> None:
    remove_perm(CODENAMES[role], user, on)


@transaction.atomic
def take_all_roles(*, membership: Membership, actor: Actor) -> None:
    """Act on the person's next request: the actor is built from these rows every time."""
    for table in (TeamRole, OrganisationRole, NetworkRole):
        table.objects.filter(network=membership.network_id, user=membership.user_id).delete()
    record("roles.taken", actor=actor, subject_kind="membership", subject_id=membership.pk)
