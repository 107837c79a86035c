"""The teams of a practice network that stand for those of the live one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from networks.networks.models import Network
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
from organisations.members.models import Organisation, Team
from organisations.practice.founding import serve_everywhere, sign_for_practice, stay_members
from organisations.practice.models import PracticeTeam
from organisations.practice.queries import made_up_teams
from organisations.roles.models import TeamRole

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


def make_team(twin: Network, home: Home) -> Team:
    name = _free_name(twin, f"{home.team.name[: _NAME - 2 * len(MARK)]}{MARK}")
    standing = PracticeTeam.objects.filter(network=twin, home_organisation=home.organisation.pk)
    before = standing.select_related("team__organisation").first()
    if before and before.team.organisation:
        stay_members(Organisation.objects.filter(pk=before.team.organisation.pk))
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


@transaction.atomic
def renew_team(practised: PracticeTeam) -> PracticeTeam:
    """Another, empty team in place of one whose practice was ended; its people go along.

    In the practice network's `system` context.
    """
    old, now = practised.team, timezone.now()
    name, needs = old.name, needs_of(old.pk)
    PracticeTeam.objects.filter(pk=practised.pk).update(ended_at=now)
    old.closed_on = timezone.localdate(now)
    old.name = f"{name[: _NAME - 30]} {timezone.localtime(now):%Y-%m-%d %H:%M:%S.%f}"
    old.save(update_fields=["name", "closed_on"])
    Service.objects.filter(team=old).update(status=Service.Status.WITHDRAWN)
    if old.organisation is None or practised.home_team is None:
        raise ValueError("A made-up team is not renewed.")
    stay_members(Organisation.objects.filter(pk=old.organisation.pk))
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


def needs_of(team_id: UUID) -> tuple[str, ...]:
    services = Service.objects.filter(team=team_id, status=Service.Status.PUBLISHED)
    return tuple(
        services.filter(service_needs__isnull=False)
        .order_by("service_needs__need__position")
        .values_list("service_needs__need_id", flat=True)
        .distinct()
    )


def _free_name(twin: Network, name: str) -> str:
    """A closed team may have kept the one it had."""
    own = Team.objects.filter(network=twin, name__startswith=name)
    taken = set(own.values_list("name", flat=True))
    names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 2)))
    return next(one for one in names if one not in taken)


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
