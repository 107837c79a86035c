"""A practice network from its first moment, and everybody who is made up in it."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ccs.accounts.models import User
from ccs.jobs.actions import schedule
from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from networks.networks.twins import create_twin
from organisations.agreements.actions import adopt_templates, sign_agreement
from organisations.capacity.actions import set_capacity
from organisations.capacity.rules import State
from organisations.directory.actions import NewService, add_service, next_night
from organisations.directory.models import Service, ServiceArea
from organisations.members.actions import (
    Invited,
    NewOrganisation,
    add_organisation,
    enrol,
    open_desk,
)
from organisations.members.models import Membership, Organisation, Team
from organisations.needs.actions import start_with_words
from organisations.practice.made_up import (
    COORDINATOR,
    COORDINATOR_EMAIL,
    ORGANISATIONS,
    SIGNED_BY,
    WHY_PAUSED,
    MadeUpOrganisation,
    MadeUpService,
)
from organisations.practice.models import PracticeTeam
from organisations.roles.queries import actor_of_member
from organisations.roles.rules import RoleName

# The jobs of a practice network, whose subject it is itself: filled once, tidied every night.
FILL: Final = "practice_fill"
TIDY: Final = "practice_tidy"


@transaction.atomic
def found_twin(network: Network) -> Network:
    """The practice twin of a live network, made now unless it is there; a worker fills it soon.

    Nobody is in it before they have gone there, and going there fills it too.
    """
    twin, made = create_twin(network)
    if made:
        with enter(system(twin.pk)):
            open_desk(network_id=twin.pk, name=f"{network.short_name} practice desk")
            adopt_templates(network_id=twin.pk)
            start_with_words(network_id=twin.pk)
            now = timezone.now()
            schedule(FILL, network_id=twin.pk, due=[(twin.pk, now)])
            schedule(TIDY, network_id=twin.pk, due=[(twin.pk, next_night(now))])
    return twin


@transaction.atomic
def fill_twin(twin_id: UUID) -> None:
    """Its made-up organisations, once. In the network's `system` context."""
    # Held: the worker and the first visitor may come at the same moment.
    Network.objects.select_for_update(of=("self",), no_key=True).get(pk=twin_id)
    if PracticeTeam.objects.filter(network=twin_id, home_team=None).exists():
        return
    for made_up in ORGANISATIONS:
        _add(twin_id, made_up)
    _enrol(twin_id, COORDINATOR_EMAIL, COORDINATOR, network_roles=(RoleName.COORDINATOR,))


@transaction.atomic
def restore_twin(twin_id: UUID) -> None:
    """Those who are made up are as they were, whatever was practised on them.

    Every night, and when everybody starts again; in the `system` context.
    """
    for made_up in ORGANISATIONS:
        organisation = Organisation.objects.filter(network=twin_id, name=made_up.name).first()
        if organisation is None:
            _add(twin_id, made_up)
        else:
            _restore(organisation, made_up)
    _enrol(twin_id, COORDINATOR_EMAIL, COORDINATOR, network_roles=(RoleName.COORDINATOR,))


def stay_members(organisations: QuerySet[Organisation]) -> None:
    """Neither paused nor gone."""
    organisations.update(left_on=None, paused_on=None, paused_until=None, paused_reason="")


def sign_for_practice(organisation: Organisation) -> None:
    """Nobody promises anything by it: without a signature nothing can be practised."""
    sign_agreement(organisation=organisation, name=SIGNED_BY, role=SIGNED_BY, at=timezone.now())


def serve_everywhere(service: Service) -> None:
    ServiceArea.objects.create(
        network_id=service.network_id, service=service, kind=ServiceArea.Kind.NETWORK
    )


def _add(twin_id: UUID, made_up: MadeUpOrganisation) -> None:
    organisation = add_organisation(
        network_id=twin_id,
        details=NewOrganisation(name=made_up.name, sector=made_up.sector),
        registered_on=timezone.localdate(),
        first_phone=made_up.phone,
    )
    sign_for_practice(organisation)
    team = organisation.teams.get()
    PracticeTeam.objects.create(network_id=twin_id, team=team, since=timezone.now())
    worker = _enrol(twin_id, made_up.email, made_up.worker, teams=(team.pk,))
    for one in made_up.services:
        _offer(team, one, worker)


def _enrol(
    twin_id: UUID,
    email: str,
    name: str,
    *,
    teams: tuple[UUID, ...] = (),
    network_roles: tuple[RoleName, ...] = (),
) -> Membership:
    """An account that nobody can sign in to: the same one in every practice network."""
    User.objects.get_or_create(email=email, defaults={"is_active": False})
    invited = Invited(email=email, name=name, teams=teams, network_roles=network_roles)
    return enrol(network_id=twin_id, invited=invited)


def _restore(organisation: Organisation, made_up: MadeUpOrganisation) -> None:
    stay_members(Organisation.objects.filter(pk=organisation.pk))
    network_id = organisation.network_id
    row = PracticeTeam.objects.filter(team__organisation=organisation).select_related("team")
    team = row.earliest("since").team
    Team.objects.filter(pk=team.pk).update(closed_on=None)
    worker = _enrol(network_id, made_up.email, made_up.worker, teams=(team.pk,))
    for one in made_up.services:
        service = Service.objects.filter(team=team, name=one.name).first()
        if service is None:
            _offer(team, one, worker)
            continue
        Service.objects.filter(pk=service.pk).update(status=Service.Status.PUBLISHED)
        if service.capacities.get().state != one.state:
            _say(service, one, worker)


def _offer(team: Team, one: MadeUpService, worker: Membership) -> None:
    details = NewService(name=one.name, needs=one.needs, description=one.description)
    service = add_service(team=team, details=details)
    serve_everywhere(service)
    if one.state != State.OPEN:
        _say(service, one, worker)


def _say(service: Service, one: MadeUpService, worker: Membership) -> None:
    with enter(system(service.network_id)):
        set_capacity(
            actor=actor_of_member(worker),
            service_id=service.pk,
            state=one.state,
            reason=WHY_PAUSED if one.state == State.PAUSED else "",
            places=one.places,
            per=one.per,
            expected_wait_days=one.wait_days,
        )
