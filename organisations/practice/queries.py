"""Who is made up in a practice network, and whose practice a team is."""

from collections.abc import Iterable
from uuid import UUID

from organisations.directory.models import Service
from organisations.members.models import Membership
from organisations.practice.made_up import COORDINATOR_EMAIL
from organisations.practice.models import PracticeTeam
from organisations.roles.models import TeamRole


def made_up_teams(network_id: UUID) -> list[UUID]:
    """Those that answer by themselves, in the order in which they were made."""
    rows = PracticeTeam.objects.filter(network=network_id, home_team=None)
    return list(rows.order_by("since", "id").values_list("team_id", flat=True))


def practising_teams(network_id: UUID, among: Iterable[UUID] | None = None) -> list[PracticeTeam]:
    """Those in which people of the live network practise now; of some, or of all."""
    rows = PracticeTeam.objects.filter(
        network=network_id, home_team__isnull=False, ended_at=None
    ).select_related("team__organisation")
    if among is not None:
        rows = rows.filter(team__in=list(among))
    return list(rows.order_by("team__name", "id"))


def made_up_worker(team_id: UUID) -> Membership:
    """Who answers for a made-up team."""
    working = TeamRole.objects.filter(content_object=team_id).values("user_id")
    people = Membership.objects.filter(user_id__in=working, user__is_active=False)
    here = people.filter(network__in=PracticeTeam.objects.filter(team=team_id).values("network"))
    return here.select_related("network").earliest("id")


def made_up_coordinator(network_id: UUID) -> Membership:
    people = Membership.objects.filter(network=network_id, user__email=COORDINATOR_EMAIL)
    return people.select_related("network").get()


def services_of(team_id: UUID) -> list[Service]:
    """Published ones, by name."""
    rows = Service.objects.filter(team=team_id, status=Service.Status.PUBLISHED)
    return list(rows.order_by("name", "id"))
