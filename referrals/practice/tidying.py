"""Every night: practice follows the live network, and what was practised long ago is gone."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from networks.networks.queries import network_by_id
from networks.networks.twins import keep_alike
from organisations.agreements.queries import standing
from organisations.capacity.actions import confirm_capacity
from organisations.capacity.rules import CONFIRMED_FOR
from organisations.directory.actions import next_night
from organisations.members.models import Membership, Organisation
from organisations.practice.founding import restore_twin, sign_for_practice
from organisations.practice.queries import made_up_teams, services_of
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole
from referrals.clients.models import Share
from referrals.practice.acting import made_up_of
from referrals.practice.ending import end_stories
from referrals.practice.models import PracticeMail
from referrals.practice.rules import KEPT_FOR


def tidy(network_id: UUID, subject_id: UUID) -> datetime:
    """What a night's job does; done twice it comes to the same. Answers when to do it again."""
    now, twin = timezone.now(), network_by_id(network_id)
    if twin.practice_of is not None:
        keep_alike(twin, twin.practice_of)
        _let_go(twin, _users_of(twin.practice_of))
    restore_twin(network_id)
    _keep_open(network_id, now)
    PracticeMail.objects.filter(network=network_id, at__lt=now - KEPT_FOR).delete()
    old = Share.objects.filter(
        network=network_id, ground=Share.Ground.ORIGIN, until=None, since__lt=now - KEPT_FOR
    )
    end_stories(network_id, old.values_list("assessment_id", flat=True))
    return next_night(now)


def _users_of(network: Network) -> set[UUID]:
    with enter(system(network.pk)):
        members = Membership.objects.filter(network=network, left_at=None)
        return set(members.values_list("user_id", flat=True))


def _let_go(twin: Network, at_home: set[UUID]) -> None:
    """Whoever has left the live network was not let in since: now nothing of them is left."""
    here = Membership.objects.filter(network=twin, left_at=None, user__is_active=True)
    gone = [one for one in here if one.user_id not in at_home]
    users = [one.user_id for one in gone]
    for held in (TeamRole, OrganisationRole, NetworkRole):
        held.objects.filter(network=twin, user__in=users).delete()
    Membership.objects.filter(pk__in=[one.pk for one in gone]).update(left_at=timezone.now())


def _keep_open(network_id: UUID, now: datetime) -> None:
    """Those who are made up say as others do that their services are still right, and sign."""
    for team_id in made_up_teams(network_id):
        for service in services_of(team_id):
            confirmed = service.capacities.get().confirmed_at
            if now - confirmed > CONFIRMED_FOR / 2:
                with made_up_of(team_id, network_id=network_id) as actor:
                    confirm_capacity(service_id=service.pk, actor=actor)
    organisations = Organisation.objects.filter(network=network_id, left_on=None)
    standings = standing([one.pk for one in organisations], network_id=network_id)
    for organisation in organisations:
        if not standings[organisation.pk].holds:
            sign_for_practice(organisation)
