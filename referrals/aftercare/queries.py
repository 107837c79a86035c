"""Aftercare as it stands: envelopes only. Who may see a plan is for the wall to say."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from organisations.members.models import Team
from organisations.needs.rules import is_crisis
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import DESK_DAYS, LATE_DAYS, OPEN, CheckStatus, PlanStatus
from referrals.clients.models import Share
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN as REFERRAL_OPEN
from referrals.referrals.rules import Outcome, Status


def checks_due(actor: Actor) -> QuerySet[AftercareCheck]:
    """Of the actor's teams: what is to be asked now, the longest waiting first."""
    mine = AftercareCheck.objects.filter(team__in=actor.teams, status=CheckStatus.DUE)
    return mine.order_by("next_action_at", "id")


def open_checks(plan: AftercarePlan) -> list[AftercareCheck]:
    return list(plan.checks.filter(status__in=OPEN).order_by("number"))


def late_since(now: datetime, *, hours: WorkingHours) -> datetime:
    """What was to be done before this is late for the desk: its managers were told before."""
    return hours.days_before(now, LATE_DAYS + DESK_DAYS)


def late_checks(actor: Actor, *, hours: WorkingHours | None = None) -> QuerySet[AftercareCheck]:
    """Of every team of the network, for the desk: what nobody has done."""
    hours = hours or working_hours(network_by_id(actor.network.id))
    late = _late(actor, hours=hours, now=timezone.now())
    return late.select_related("team__organisation").order_by("next_action_at", "id")


def _late(actor: Actor, *, hours: WorkingHours, now: datetime) -> QuerySet[AftercareCheck]:
    rows = AftercareCheck.objects.filter(network_id=actor.network.id, status=CheckStatus.DUE)
    return rows.filter(next_action_at__lt=late_since(now, hours=hours))


def plans_with_desk(actor: Actor) -> QuerySet[AftercarePlan]:
    """What teams that could not go on left to the desk, the longest waiting first."""
    rows = AftercarePlan.objects.filter(
        network_id=actor.network.id, status=PlanStatus.RUNNING, with_desk_since__isnull=False
    )
    return rows.select_related("first_team__organisation").order_by("with_desk_since", "id")


def other_holders(plan: AftercarePlan) -> list[Team]:
    """Teams that hold the letter, and could ask the person in the desk's place.

    In the system's context: the ledger is ids and times.
    """
    shares = Share.objects.filter(assessment=plan.assessment_id, until=None)
    teams = Team.objects.filter(pk__in=shares.values("team_id"), is_desk=False)
    teams = teams.filter(Q(closed_on=None) | Q(merged_into__isnull=False))
    here = teams.filter(organisation__left_on=None).exclude(pk=plan.team_id)
    return list(here.select_related("organisation").order_by("name", "id"))


def nothing_open(assessment_id: UUID) -> bool:
    """Whether every referral that was sent has ended. In the system's context: it sees them all."""
    still = Referral.objects.filter(assessment=assessment_id, status__in=REFERRAL_OPEN)
    return not still.exclude(status=Status.DRAFT).exists()


def met_a_crisis(referral: Referral) -> bool:
    """What the envelope says of it: closed as helped in full, with a need of a crisis in it."""
    helped = referral.status == Status.CLOSED and referral.outcome == Outcome.HELPED_IN_FULL
    return helped and any(is_crisis(code) for code in referral.needs)


def weeks_of_network(actor: Actor) -> list[int]:
    return list(network_by_id(actor.network.id).aftercare_weeks)


def plans_of_network(actor: Actor) -> dict[str, int]:
    """How many of the network's plans stand where."""
    rows = AftercarePlan.objects.filter(network_id=actor.network.id).order_by()
    return dict(rows.values_list("status").annotate(n=Count("pk")))


def read_by_desk(actor: Actor, assessment_ids: Collection[UUID]) -> set[UUID]:
    """Of these conversations, those that the desk may open."""
    held = Share.objects.filter(team=actor.desk_team, assessment__in=list(assessment_ids))
    return set(held.filter(until=None).values_list("assessment", flat=True))
