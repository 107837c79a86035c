"""A live network for the programme: counted as that network's own system, from envelopes alone."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from networks.programme.rules import QUIET_DAYS, Standing
from organisations.engagement.stages.queries import stage_of
from organisations.engagement.stages.rules import STAGES
from organisations.members.models import LeadAgency, Organisation, Team
from organisations.roles.models import NetworkRole
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status
from reporting.figures.queries import COUNTED
from reporting.figures.rules import programme_year


def standing_of(network_id: UUID, now: datetime) -> Standing:
    """Seven queries, however large it is."""
    today = now.astimezone(LONDON).date()
    with enter(system(network_id)):
        return Standing(
            **_organisations(network_id),
            **_referrals(network_id, today, now),
            quiet=_quiet_teams(network_id, since=now - timedelta(days=QUIET_DAYS)),
            coordinators=NetworkRole.objects.filter(
                network=network_id, permission__codename="coordinate"
            ).count(),
            lead=_lead(network_id),
            stage=_stage(network_id),
        )


def _organisations(network_id: UUID) -> dict[str, Any]:
    member = Q(registered_on__isnull=False)
    return Organisation.objects.filter(network=network_id, left_on=None).aggregate(
        registered=Count("pk", filter=member),
        paused=Count("pk", filter=member & Q(paused_on__isnull=False)),
        joining=Count("pk", filter=~member),
    )


def _referrals(network_id: UUID, today: date, now: datetime) -> dict[str, Any]:
    month, year = _midnight(today.replace(day=1)), _midnight(programme_year(today).first)
    accepted = Q(status__in=COUNTED)
    return Referral.objects.filter(network=network_id).aggregate(
        sent_month=Count("pk", filter=Q(sent_at__gte=month)),
        accepted_month=Count("pk", filter=accepted & Q(accepted_at__gte=month)),
        sent_year=Count("pk", filter=Q(sent_at__gte=year)),
        accepted_year=Count("pk", filter=accepted & Q(accepted_at__gte=year)),
        late=Count(
            "pk", filter=Q(status__in=OPEN, next_action_at__lt=now) & ~Q(status=Status.DRAFT)
        ),
        last_activity=Max("changed_at", filter=~Q(status=Status.DRAFT)),
    )


def _quiet_teams(network_id: UUID, *, since: datetime) -> int:
    """Two reads of ids: a join of walled tables would be slow."""
    rows = Referral.objects.filter(network=network_id).order_by()
    sent = rows.filter(sent_at__gte=since).values_list("from_team", flat=True)
    answered = rows.filter(
        Q(accepted_at__gte=since) | Q(first_contact_at__gte=since) | Q(ended_at__gte=since)
    ).values_list("to_team", flat=True)
    heard = {*sent.distinct(), *answered.distinct()}
    teams = Team.objects.filter(
        network=network_id,
        closed_on=None,
        organisation__left_on=None,
        organisation__registered_on__isnull=False,
    )
    return sum(team not in heard for team in teams.values_list("pk", flat=True))


def _lead(network_id: UUID) -> str:
    leads = LeadAgency.objects.filter(network=network_id, until=None)
    return leads.values_list("organisation__name", flat=True).first() or ""


def _stage(network_id: UUID) -> str:
    reached = stage_of(network_id)
    return next((str(one.name) for one in STAGES if reached and one.code == reached.stage), "")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
