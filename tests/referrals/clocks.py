"""A few days at the clocks: the scheduler runs, and the emails go out."""

from datetime import UTC, datetime
from typing import Any

import time_machine
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from organisations.members.models import Membership
from referrals.referrals.models import Referral
from tests.world import World


def monday(hour: int, minute: int = 0) -> datetime:
    return november(23, hour, minute)


def november(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in London is one in Greenwich then. The 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def sent_at(moment: datetime, world: World, **told: Any) -> Referral:
    """Needed today: an answer is due four working hours later. Its own email is not waited for."""
    with time_machine.travel(moment, tick=False):
        [referral] = world.refer(**told)
        OutboxMessage.objects.update(cancelled_at=timezone.now())
    return referral


def tick(*moments: datetime) -> None:
    """The scheduler and the worker of those minutes, each twice."""
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            run_due(limit=100)
            deliver()
            run_due(limit=100)
            deliver()


def after(referral: Referral) -> Referral:
    with enter(system(referral.network_id)):
        return Referral.objects.get(pk=referral.pk)


def choose(world: World, name: str, **choices: Any) -> None:
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people[name].pk).update(**choices)
