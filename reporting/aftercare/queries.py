"""Counting plans, checks and what they found, read as the system: envelopes and tallies."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import CheckStatus
from referrals.tally.models import CheckTally
from reporting.aftercare.rules import STANDING, Aftercare, Felt, aftercare_in, changes, counted
from reporting.disclosure.published import published
from reporting.disclosure.sums import Counted
from reporting.figures.rules import Period
from reporting.people.left_out import left_out

FAMILY: Final = "aftercare"


def aftercare_of(actor: Actor, period: Period) -> Aftercare | None:
    """Of a programme year or a quarter of it, as published. Who may ask is for the edge."""
    with enter(system(actor.network.id)):
        table = published(actor.network.id, FAMILY, period)
    return aftercare_in(table) if table else None


def counted_in(network_id: UUID, period: Period) -> Counted:
    """Nothing is hidden yet: for nobody's eyes. Inside the network's `system` context."""
    out = left_out(network_id).stories
    tallies = _tallies(network_id, period, out)
    felt = [
        Felt(one.assessment_id, one.day, one.steadiness)
        for one in (*tallies, *_before(tallies, period.first))
        if one.steadiness is not None
    ]
    numbers = {
        "plans": _plans(network_id, period, out),
        **_checks(network_id, period, out),
        **_needs(tallies),
    }
    return counted(numbers, changes(felt, first=period.first, last=period.last))


def _tallies(network_id: UUID, period: Period, out: Collection[UUID]) -> list[CheckTally]:
    """The last that was written down of each check of the period."""
    rows = CheckTally.objects.filter(
        network_id=network_id, day__gte=period.first, day__lte=period.last, reached=True
    )
    kept = rows.exclude(assessment__in=out)
    return list(kept.order_by("check_made_id", "-at", "-id").distinct("check_made_id"))


def _before(tallies: list[CheckTally], first: date) -> list[CheckTally]:
    """Earlier checks of the same people: where the change is counted from."""
    stories = {one.assessment_id for one in tallies}
    rows = CheckTally.objects.filter(assessment__in=stories, day__lt=first, reached=True)
    return list(rows.order_by("check_made_id", "-at", "-id").distinct("check_made_id"))


def _plans(network_id: UUID, view: Period, out: Collection[UUID]) -> int:
    start, end = _moments(view)
    begun = AftercarePlan.objects.filter(network_id=network_id, begun_at__gte=start)
    return begun.filter(begun_at__lt=end).exclude(assessment__in=out).count()


def _checks(network_id: UUID, view: Period, out: Collection[UUID]) -> dict[str, int]:
    start, end = _moments(view)
    over = AftercareCheck.objects.filter(network_id=network_id, done_at__gte=start, done_at__lt=end)
    statuses = Counter(over.exclude(assessment__in=out).values_list("status", flat=True))
    reached, not_reached = statuses[CheckStatus.DONE], statuses[CheckStatus.NOT_REACHED]
    return {"checks": reached + not_reached, "reached": reached, "not_reached": not_reached}


def _needs(tallies: list[CheckTally]) -> dict[str, int]:
    standing = {name: sum(len(getattr(one, name)) for one in tallies) for name in STANDING}
    return {"needs": sum(standing.values()), **standing}


def _moments(view: Period) -> tuple[datetime, datetime]:
    first, after = view.first, view.last + timedelta(days=1)
    return (
        datetime.combine(first, time.min, tzinfo=LONDON),
        datetime.combine(after, time.min, tzinfo=LONDON),
    )
