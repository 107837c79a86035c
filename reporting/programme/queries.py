"""A live network for the programme: counted as that network's own system, from envelopes alone."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from networks.programme.rules import QUIET_DAYS, Standing
from organisations.engagement.stages.queries import stage_of
from organisations.engagement.stages.rules import STAGES
from organisations.members.models import LeadAgency, Organisation, Team
from organisations.roles.models import NetworkRole
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status
from reporting.facts.latest import last_day
from reporting.facts.queries import counted
from reporting.figures.rules import Period, programme_year

_ANSWERED: Final = ("accepted", "declined", "closed")
_DONE: Final = ("sent", *_ANSWERED, "withdrawn")
_WAITING: Final = tuple(status for status in OPEN if status != Status.DRAFT)


def standing_of(network_id: UUID, now: datetime) -> Standing:
    """Nine queries, however large it is."""
    today = now.astimezone(LONDON).date()
    with enter(system(network_id)):
        return Standing(
            **_organisations(network_id),
            **_referrals(network_id, today, now),
            quiet=_quiet_teams(network_id, Period(today - timedelta(days=QUIET_DAYS), today)),
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
    """How many, and the last day, from the sums; what is late by an index."""
    month, year = f"{today:%Y-%m}-01", Period(programme_year(today).first, today)
    found = counted(network_id, "routes", ("sent", "accepted"), year, by=("month",))
    late = Referral.objects.filter(network=network_id, status__in=_WAITING, next_action_at__lt=now)
    return {
        "sent_month": sum(one.n for one in found if one.measure == "sent" and one.key[0] == month),
        "accepted_month": sum(
            one.n for one in found if one.measure == "accepted" and one.key[0] == month
        ),
        "sent_year": sum(one.n for one in found if one.measure == "sent"),
        "accepted_year": sum(one.n for one in found if one.measure == "accepted"),
        "late": late.count(),
        "last_activity": last_day(network_id, "urgencies", _DONE, today),
    }


def _quiet_teams(network_id: UUID, period: Period) -> int:
    sent = counted(network_id, "senders", "sent", period, by=("from_team",))
    answered = counted(network_id, "receivers", _ANSWERED, period, by=("to_team",))
    heard = {one.key[0] for one in (*sent, *answered)}
    teams = Team.objects.filter(
        network=network_id,
        closed_on=None,
        organisation__left_on=None,
        organisation__registered_on__isnull=False,
    )
    return sum(str(team) not in heard for team in teams.values_list("pk", flat=True))


def _lead(network_id: UUID) -> str:
    leads = LeadAgency.objects.filter(network=network_id, until=None)
    return leads.values_list("organisation__name", flat=True).first() or ""


def _stage(network_id: UUID) -> str:
    reached = stage_of(network_id)
    return next((str(one.name) for one in STAGES if reached and one.code == reached.stage), "")
