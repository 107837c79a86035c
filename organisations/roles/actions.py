"""Giving and taking roles, as object permissions."""

from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm

from ccs.accounts.models import User
from ccs.api.authentication import KIND
from ccs.api.tokens import issue_token
from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.models import Network
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import CODENAMES, RoleName

_HELD_ON: dict[type[models.Model], tuple[RoleName, ...]] = {
    Team: (RoleName.WORKER,),
    Organisation: (RoleName.MANAGER,),
    Network: (RoleName.COORDINATOR, RoleName.ANALYST),
}

# It is what people read in events, beside the names of workers.
_LONGEST_NAME = 120


@transaction.atomic
def give_role(*, role: RoleName, user: User, on: models.Model) -> None:
    """Raises ValueError for a role that is not held on that kind of thing."""
    if role not in _HELD_ON[type(on)]:
        raise ValueError(f"{role} is not held on a {type(on).__name__}.")
    assign_perm(CODENAMES[role], user, on)


@transaction.atomic
def take_all_roles(*, membership: Membership, actor: Actor) -> None:
    """Act on the person's next request: the actor is built from these rows every time."""
    for table in (TeamRole, OrganisationRole, NetworkRole):
        table.objects.filter(network=membership.network_id, user=membership.user_id).delete()
    record("roles.taken", actor=actor, subject_kind="membership", subject_id=membership.pk)


@transaction.atomic
def create_api_key(*, actor: Actor, name: str, team_id: UUID | None = None) -> str:
    """The key itself, which nothing can show again. Without a team it is an analyst's."""
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Problem(_("Give the key a name of at most 120 characters."), field="name")
    key = ApiKey.objects.create(network_id=actor.network.id, name=name, team_id=team_id)
    record("api_key.created", actor=actor, subject_kind="api_key", subject_id=key.pk)
    return issue_token(kind=KIND, network_id=actor.network.id, object_id=key.pk)


@transaction.atomic
def revoke_api_keys(*, actor: Actor, name: str) -> int:
    """Every key of that name that still works; answers how many. Acts on their next request."""
    keys = list(
        ApiKey.objects.select_for_update().filter(
            network_id=actor.network.id, name=name, revoked_at=None
        )
    )
    for key in keys:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        record("api_key.revoked", actor=actor, subject_kind="api_key", subject_id=key.pk)
    return len(keys)
