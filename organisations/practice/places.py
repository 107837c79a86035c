"""Going to practise: the same person with the same roles, in teams of practice of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.accounts.models import User
from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from networks.networks.models import Network
from networks.networks.twins import keep_alike
from organisations.members.actions import Invited, enrol
from organisations.members.models import Membership, Team
from organisations.practice.founding import fill_twin, found_twin
from organisations.practice.models import PracticeTeam
from organisations.practice.teams import Home, make_team, needs_of
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import CODENAMES, RoleName


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in a practice network; `new_teams` were made for it now."""

    network: Network
    membership: Membership
    new_teams: tuple[UUID, ...]


@transaction.atomic
def take_place(*, actor: Actor) -> Place:
    """Idempotent: again, it follows what has changed at home. NotAllowed but for a live member."""
    if actor.network.is_practice or actor.user_id is None:
        raise NotAllowed(_("There is no such page here."))
    network = Network.objects.get(pk=actor.network.id)
    homes, twin = _homes(actor), found_twin(network)
    keep_alike(twin, network)
    user = User.objects.get(pk=actor.user_id)
    with enter(system(twin.pk)):
        # Holds the twin: colleagues who come at the same moment share one team.
        fill_twin(twin.pk)
        teams, new = _teams(twin, homes)
        membership = enrol(network_id=twin.pk, invited=_invited(actor, user, homes, teams))
        _take_what_is_gone(user, twin, actor, homes, teams)
    record("practice.entered", actor=actor, subject_kind="network", subject_id=twin.pk)
    return Place(network=twin, membership=membership, new_teams=tuple(new))


def _homes(actor: Actor) -> list[Home]:
    """Where they work, and of what they manage the first team."""
    working = Team.objects.filter(pk__in=actor.teams, is_desk=False, closed_on=None)
    managed = Team.objects.filter(
        organisation__in=actor.managed, organisation__left_on=None, closed_on=None
    )
    first: dict[UUID | None, Team] = {}
    for team in managed.select_related("organisation").order_by("id"):
        first.setdefault(team.organisation_id, team)
    teams = {team.pk: team for team in working.select_related("organisation").order_by("id")}
    held = {one.organisation_id for one in teams.values()}
    teams |= {team.pk: team for key, team in first.items() if key not in held}
    return [
        Home(
            team=team,
            organisation=team.organisation,
            works=team.pk in actor.teams,
            manages=team.organisation_id in actor.managed,
            needs=needs_of(team.pk),
        )
        for team in teams.values()
        if team.organisation is not None
    ]


def _teams(twin: Network, homes: Sequence[Home]) -> tuple[dict[UUID, Team], list[UUID]]:
    """By the team at home; and the ids of those that were made now."""
    rows = PracticeTeam.objects.filter(network=twin, ended_at=None, home_team__isnull=False)
    # Merged, split or closed, to see how that is: then another takes its place.
    rows.filter(team__closed_on__isnull=False).update(ended_at=timezone.now())
    known = {row.home_team: row.team for row in rows.select_related("team")}
    found: dict[UUID, Team] = {}
    new: list[UUID] = []
    for home in homes:
        if home.team.pk not in known:
            known[home.team.pk] = make_team(twin, home)
            new.append(known[home.team.pk].pk)
        found[home.team.pk] = known[home.team.pk]
    return found, new


def _invited(actor: Actor, user: User, homes: Iterable[Home], teams: dict[UUID, Team]) -> Invited:
    managed = {teams[one.team.pk].organisation_id for one in homes if one.manages}
    return Invited(
        email=user.email,
        name=actor.name,
        language=actor.language,
        teams=tuple(teams[one.team.pk].pk for one in homes if one.works),
        manages=tuple(one for one in managed if one),
        network_roles=tuple(
            role for role in (RoleName.COORDINATOR, RoleName.ANALYST) if role in actor.roles
        ),
    )


def _take_what_is_gone(
    user: User, twin: Network, actor: Actor, homes: Iterable[Home], teams: dict[UUID, Team]
) -> None:
    """A role that they hold at home no more."""
    invited = _invited(actor, user, homes, teams)
    kept = [CODENAMES[role] for role in invited.network_roles]
    own = {"network": twin.pk, "user": user}
    TeamRole.objects.filter(**own).exclude(content_object__in=invited.teams).delete()
    OrganisationRole.objects.filter(**own).exclude(content_object__in=invited.manages).delete()
    NetworkRole.objects.filter(**own).exclude(permission__codename__in=kept).delete()
