"""All envelopes of the network, for its coordinators. Nothing here is about a person."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, F, Func, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils import timezone

from ccs.paging.keyset import Cursor, Page, page_of
from ccs.tenancy.actor import Actor
from organisations.capacity.models import UnmetDemand
from organisations.directory.models import Service
from organisations.directory.queries import services_to_refer_to
from organisations.members.models import Membership, Team
from organisations.roles.models import TeamRole
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from referrals.desk.models import Offer
from referrals.referrals.models import Referral
from referrals.referrals.queries.boxes import IN_A_LIST
from referrals.referrals.rules import OPEN, Status

# More than these nobody asks at once.
_MOST: Final = 20
# The day on which a member was last here, as a time: it may be later than they signed in.
_SEEN: Final = Cast("seen_on", DateTimeField())


@dataclass(frozen=True, slots=True)
class QuietTeam:
    """Every team but the desk has an organisation."""

    team_id: UUID
    organisation_id: UUID | None
    organisation: str
    name: str
    phone: str
    has_people: bool
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class DeskFilters:
    status: str = ""
    team: UUID | None = None
    late: bool = False


def envelopes_of_network(
    *, actor: Actor, filters: DeskFilters, cursor: Cursor | None
) -> Page[Referral]:
    """The newest first; what is late by how late it is."""
    rows = Referral.objects.filter(network_id=actor.network.id).only(*IN_A_LIST)
    rows = rows.exclude(status=Status.DRAFT)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.team:
        rows = rows.filter(Q(from_team=filters.team) | Q(to_team=filters.team))
    if filters.late:
        late = rows.filter(status__in=OPEN, next_action_at__lt=timezone.now())
        return page_of([late], by="next_action_at", newest_first=False, cursor=cursor)
    return page_of([rows], by="created_at", newest_first=True, cursor=cursor)


def quiet_teams(actor: Actor, *, since: datetime) -> list[QuietTeam]:
    """Those where nobody has been here since then, and nobody came newly; the longest first."""
    here = Membership.objects.filter(
        network_id=actor.network.id, user=OuterRef("user"), left_at=None
    )
    seen = Greatest("user__last_login", Subquery(here.values(day=_SEEN)[:1]))
    people = TeamRole.objects.filter(Exists(here), network_id=actor.network.id).annotate(
        seen=seen, stirred=Greatest(seen, Subquery(here.values("joined_at")[:1]))
    )
    last = {
        row["content_object_id"]: row
        for row in people.values("content_object_id").annotate(
            seen_last=Max("seen"), stirred_last=Max("stirred")
        )
    }
    quiet = [
        QuietTeam(
            team_id=team.pk,
            organisation_id=team.organisation_id,
            organisation=team.organisation.name if team.organisation else "",
            name=team.name,
            phone=team.phone,
            has_people=team.pk in last,
            last_seen=last[team.pk]["seen_last"] if team.pk in last else None,
        )
        for team in _working_teams(actor)
        if team.pk not in last or last[team.pk]["stirred_last"] < since
    ]
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(quiet, key=lambda one: one.last_seen or never)


def _working_teams(actor: Actor) -> list[Team]:
    """Of members that are live and not on a pause."""
    rows = Team.objects.filter(
        network_id=actor.network.id,
        closed_on=None,
        is_desk=False,
        organisation__left_on=None,
        organisation__registered_on__isnull=False,
        organisation__paused_on=None,
    )
    return list(rows.select_related("organisation").order_by("name"))


def unmet_by_need(actor: Actor, *, since: datetime) -> dict[tuple[str, str], int]:
    """How often nobody could take a need, by need and reason: a row for each pair of them."""
    rows = UnmetDemand.objects.filter(network_id=actor.network.id, at__gte=since)
    counted = (
        rows.annotate(need=Func(F("needs"), function="unnest"))
        .values_list("need", "reason")
        .annotate(count=Count("id"))
        .order_by()
    )
    return {(need, reason): count for need, reason, count in counted}


def desk_of(actor: Actor) -> Team | None:
    return Team.objects.filter(network_id=actor.network.id, is_desk=True, closed_on=None).first()


def desk_can_find(assessment: Assessment) -> bool:
    """Whether there is a desk besides the team that was told, and nothing is with it yet."""
    desks = Team.objects.filter(is_desk=True, closed_on=None).exclude(pk=assessment.team_id)
    waiting = Referral.objects.filter(assessment=assessment, status=Status.WITH_BROKER)
    return desks.exists() and not waiting.exists()


def teams_of_network(actor: Actor) -> list[tuple[UUID, str]]:
    rows = Team.objects.filter(network_id=actor.network.id, closed_on=None).order_by("name")
    return list(rows.values_list("pk", "name"))


def desk_share_of(referral: Referral) -> Share | None:
    """Under which the desk reads the letter of this referral now."""
    return Share.objects.filter(referral=referral, ground=Share.Ground.DESK, until=None).first()


def service_named(actor: Actor, service_id: UUID | None) -> Service | None:
    return services_to_refer_to(actor).filter(pk=service_id).first() if service_id else None


def offers_of(referral: Referral) -> list[Offer]:
    """Whom the desk has asked, the last first."""
    rows = Offer.objects.filter(referral=referral).order_by("-made_at", "-id")
    return list(rows.select_related("service", "team__organisation")[:_MOST])


def offer_to(actor: Actor, offer_id: UUID) -> Offer | None:
    """One that a team of the actor was asked."""
    rows = Offer.objects.filter(pk=offer_id, team__in=actor.teams)
    return rows.select_related("service", "team").first()


def offers_waiting(actor: Actor) -> list[Offer]:
    """What the desk asks the actor's teams, the soonest first."""
    rows = Offer.objects.filter(team__in=actor.teams, answer="").order_by("answer_by", "id")
    return list(rows.select_related("service", "team")[:_MOST])
