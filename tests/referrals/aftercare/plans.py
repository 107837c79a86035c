"""Plans of aftercare as they stand, and the days on which they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from tests.world import World

# A Monday, at noon in London.
BEGUN = datetime(2026, 11, 2, 12, tzinfo=UTC)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@contextmanager
def on(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def closed(world: World, outcome: str = "helped_in_part", *, by: str = "adviser") -> Referral:
    """One referral to the advice line, closed at noon on Monday 2 November: its plan begins."""
    with on(BEGUN):
        [referral] = world.refer()
        return closing(world, referral, outcome, by=by)


def closing(world: World, referral: Referral, outcome: str, *, by: str = "adviser") -> Referral:
    with world.acting(by) as actor:
        accept(actor=actor, reference=referral.reference)
        return close(actor=actor, reference=referral.reference, outcome=outcome)


def plan(world: World) -> AftercarePlan:
    with enter(system(world.network.pk)):
        return AftercarePlan.objects.get()


def checks(world: World, *statuses: str) -> list[AftercareCheck]:
    with enter(system(world.network.pk)):
        rows = AftercareCheck.objects.exclude(status="cancelled").order_by("number")
        return [one for one in rows if not statuses or one.status in statuses]


def standing(world: World) -> list[tuple[int, str, date]]:
    """Number, status and day of each check that was not called off."""
    return [(one.number, one.status, timezone.localdate(one.due_at)) for one in checks(world)]


def ids(rows: list[AftercareCheck]) -> list[UUID]:
    return [row.pk for row in rows]
