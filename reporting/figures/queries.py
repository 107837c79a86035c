"""Counting envelopes, live. Whoever asks never enters the context that may read them all."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from organisations.members.models import Organisation
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from reporting.figures.rules import Period, Summary, months_in

# Accepted, and not taken back since.
COUNTED: Final = (Status.ACCEPTED, Status.IN_PROGRESS, Status.CLOSED)


def summary_of(actor: Actor, period: Period) -> Summary:
    """The figures of the actor's network. Who may ask is for `can_read_reports`."""
    return _summary(actor.network.id, period)


def _summary(network_id: UUID, period: Period) -> Summary:
    with enter(system(network_id)):
        return Summary(
            **_organisations(network_id, period),
            **_referrals(network_id, period),
            months=months_in(period),
        )


def _organisations(network_id: UUID, period: Period) -> dict[str, int]:
    there = Q(left_on=None) | Q(left_on__gt=period.last)
    return Organisation.objects.filter(
        network_id=network_id, registered_on__lte=period.last
    ).aggregate(
        registered_organisations=Count("pk", filter=there),
        ever_registered_organisations=Count("pk"),
    )


def _referrals(network_id: UUID, period: Period) -> dict[str, int]:
    """The desk belongs to no organisation: what it sends counts, and makes it none."""
    return Referral.objects.filter(
        network_id=network_id,
        status__in=COUNTED,
        accepted_at__gte=_midnight(period.first),
        accepted_at__lt=_midnight(period.last + timedelta(days=1)),
    ).aggregate(
        accepted_referrals=Count("pk"),
        referring_organisations=Count("from_team__organisation", distinct=True),
        receiving_organisations=Count("to_team__organisation", distinct=True),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
