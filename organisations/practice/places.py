"""Going to practise: the same person with the same roles, in teams of practice of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.accounts.models import User
from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from networks.networks.models import Network
from networks.networks.twins import keep_alike
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import ReferralRoute, Service
from organisations.directory.rules import Route
from organisations.members.actions import (
    Invited,
    NewOrganisation,
    add_organisation,
    add_team,
    enrol,
)
from organisations.members.models import Membership, Organisation, Team
from organisations.practice.founding import (
    fill_twin,
    found_twin,
    serve_everywhere,
    sign_for_practice,
)
from organisations.practice.models import PracticeTeam
from organisations.practice.queries import made_up_teams
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import CODENAMES, RoleName

MARK: Final = " (practice)"
_NAME: Final = 120
# What a team practises with that offers nothing yet.
_USUAL_NEEDS: Final = ("food", "debt")


@dataclass(frozen=True, slots=True)
class Home:
    """A team as it is in the live network, and whether the person works in it."""

    team: Team
    organisation: Organisation
    works: bool
    manages: bool
    needs: tuple[str, ...]


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
        raise NotAllowed("There is no such page here.")
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


@transaction.atomic
def renew_team(practised: PracticeTeam) -> PracticeTeam:
    """Another, empty team in place of one whose practice was ended; its people go along.

    In the practice network's `system` context.
    """
    old, now = practised.team, timezone.now()
    name, needs = old.name, _needs_of(old.pk)
    PracticeTeam.objects.filter(pk=practised.pk).update(ended_at=now)
    old.closed_on = timezone.localdate(now)
    old.name = f"{name[: _NAME - 30]} {timezone.localtime(now):%Y-%m-%d %H:%M:%S.%f}"
    old.save(update_fields=["name", "closed_on"])
    Service.objects.filter(team=old).update(status=Service.Status.WITHDRAWN)
    if old.organisation is None or practised.home_team is None:
        raise ValueError("A made-up team is not renewed.")
    team = add_team(organisation=old.organisation, name=name, phone=old.phone)
    fresh = _stands_for(
        team, home_team=practised.home_team, home_organisation=practised.home_organisation
    )
    _offer(team, needs)
    for role in TeamRole.objects.filter(content_object=old).select_related("user"):
        enrol(
            network_id=team.network_id,
            invited=Invited(email=role.user.email, name="", teams=(team.pk,)),
        )
    TeamRole.objects.filter(content_object=old).delete()
    return fresh


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
    if not {one.organisation_id for one in teams.values()} >= set(first):
        held = {one.organisation_id for one in teams.values()}
        teams |= {team.pk: team for key, team in first.items() if key not in held}
    return [
        Home(
            team=team,
            organisation=team.organisation,
            works=team.pk in actor.teams,
            manages=team.organisation_id in actor.managed,
            needs=_needs_of(team.pk),
        )
        for team in teams.values()
        if team.organisation is not None
    ]


def _teams(twin: Network, homes: Sequence[Home]) -> tuple[dict[UUID, Team], list[UUID]]:
    """By the team at home; and the ids of those that were made now."""
    rows = PracticeTeam.objects.filter(network=twin, ended_at=None, home_team__isnull=False)
    known = {row.home_team: row.team for row in rows.select_related("team")}
    found: dict[UUID, Team] = {}
    new: list[UUID] = []
    for home in homes:
        if home.team.pk not in known:
            known[home.team.pk] = _make(twin, home)
            new.append(known[home.team.pk].pk)
        found[home.team.pk] = known[home.team.pk]
    return found, new


def _make(twin: Network, home: Home) -> Team:
    name = f"{home.team.name[: _NAME - len(MARK)]}{MARK}"
    standing = PracticeTeam.objects.filter(network=twin, home_organisation=home.organisation.pk)
    before = standing.select_related("team__organisation").first()
    if before and before.team.organisation:
        team = add_team(organisation=before.team.organisation, name=name)
    else:
        organisation = add_organisation(
            network_id=twin.pk,
            details=NewOrganisation(
                name=f"{home.organisation.name[: _NAME - len(MARK)]}{MARK}",
                sector=home.organisation.sector,
                type=home.organisation.type,
                makes_referrals=home.organisation.makes_referrals,
                receives_referrals=home.organisation.receives_referrals,
            ),
            registered_on=timezone.localdate(),
            first_team=name,
        )
        sign_for_practice(organisation)
        team = organisation.teams.get()
    _stands_for(team, home_team=home.team.pk, home_organisation=home.organisation.pk)
    if home.organisation.receives_referrals:
        _offer(team, home.needs)
    return team


def _stands_for(team: Team, *, home_team: UUID, home_organisation: UUID | None) -> PracticeTeam:
    return PracticeTeam.objects.create(
        network_id=team.network_id,
        team=team,
        home_team=home_team,
        home_organisation=home_organisation,
        since=timezone.now(),
    )


def _offer(team: Team, needs: Sequence[str]) -> None:
    """One service to answer for and to keep the capacity of: only those made up refer to it."""
    if team.organisation is None or not team.organisation.receives_referrals:
        return
    service = add_service(
        team=team,
        details=NewService(
            name=team.name,
            needs=needs or _USUAL_NEEDS,
            description="For practice: what comes here is made up.",
        ),
    )
    Service.objects.filter(pk=service.pk).update(route=Route.NAMED)
    serve_everywhere(service)
    made_up = Organisation.objects.filter(teams__in=made_up_teams(team.network_id))
    ReferralRoute.objects.bulk_create(
        ReferralRoute(network_id=team.network_id, service=service, organisation=one)
        for one in made_up
    )


def _needs_of(team_id: UUID) -> tuple[str, ...]:
    services = Service.objects.filter(team=team_id, status=Service.Status.PUBLISHED)
    return tuple(
        services.filter(service_needs__isnull=False)
        .order_by("service_needs__need__position")
        .values_list("service_needs__need_id", flat=True)
        .distinct()
    )


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
