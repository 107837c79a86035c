"""What every change of a capacity shares, be it a person's, a sending's or the clock's.

The row is locked by now. Whoever waited for the service to open is told by whatever opens it.
"""

from datetime import date, datetime
from typing import NamedTuple, Self
from uuid import UUID

from django.utils import timezone

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from organisations.capacity.models import Capacity, CapacityChange, OpeningWatch, Place
from organisations.capacity.rules import State, day_begins, next_period, period_start
from organisations.roles.queries import network_ref

REOPEN = "capacity_reopen"
_COLUMNS = [
    "state",
    "reason",
    "places",
    "per",
    "expected_wait_days",
    "is_full",
    "reopens_on",
    "reopens_as",
    "set_at",
    "set_by",
    "set_by_name",
    "confirmed_at",
]


class Kept(NamedTuple):
    """What the history keeps of a capacity: saying the same again is no change."""

    state: str
    reason: str
    places: int | None
    per: str
    expected_wait_days: int | None

    @classmethod
    def of(cls, row: Capacity) -> Self:
        return cls(*(getattr(row, name) for name in cls._fields))


def keep(row: Capacity, *, before: Kept, at: datetime, by_name: str = "") -> None:
    """Write the row, its line in the history and its reopening; tell who waited if it opened."""
    row.save(update_fields=_COLUMNS)
    if Kept.of(row) != before:
        note(row, at=at, by_name=by_name)
    if row.state == State.PAUSED and row.reopens_on:
        due = [(row.service_id, day_begins(row.reopens_on))]
        schedule(REOPEN, network_id=row.network_id, due=due)
    else:
        cancel(REOPEN, subject_ids=[row.service_id])
    if before.state == State.PAUSED != row.state:
        _tell_who_waited(row, at)


def note(row: Capacity, *, at: datetime, by_name: str = "") -> None:
    """A line in the history of what the service takes."""
    CapacityChange.objects.bulk_create(
        [
            CapacityChange(
                network_id=row.network_id,
                service_id=row.service_id,
                at=at,
                by_name=by_name,
                **Kept.of(row)._asdict(),
            )
        ]
    )


def fill(row: Capacity, *, today: date) -> None:
    """A limited service without a free place pauses itself, until the next period."""
    if row.state != State.LIMITED or len(numbers_taken(row, today=today)) < (row.places or 0):
        return
    row.state, row.is_full, row.reason = State.PAUSED, True, ""
    row.reopens_as, row.reopens_on = State.LIMITED, next_period(row.per, today=today)


def open_again(row: Capacity, *, now: datetime) -> None:
    """Nobody's hand: its day has come, or a place came back. It may turn out to be full still."""
    before = Kept.of(row)
    row.state = row.reopens_as or State.OPEN
    row.is_full, row.reason, row.reopens_as, row.reopens_on = False, "", "", None
    fill(row, today=timezone.localdate(now))
    keep(row, before=before, at=now)
    record(
        "capacity.reopened",
        actor=_nobody(row.network_id),
        subject_kind="service",
        subject_id=row.service_id,
    )


def numbers_taken(row: Capacity, *, today: date) -> set[int]:
    """The numbers of the places taken in the period that `today` is in."""
    rows = Place.objects.filter(
        service_id=row.service_id,
        given_back_at=None,
        number__isnull=False,
        period_start=period_start(row.per, today=today),
    )
    return {number for number in rows.values_list("number", flat=True) if number is not None}


def _tell_who_waited(row: Capacity, at: datetime) -> None:
    """Once: a wish is written off in the same transaction that owes the email."""
    with enter(system(row.network_id)):
        waiting = OpeningWatch.objects.select_for_update().filter(
            service_id=row.service_id, told_at=None
        )
        for watch in waiting:
            enqueue(
                "service_opened",
                network_id=row.network_id,
                recipients=[watch.member_id],
                subject_id=row.service_id,
                event_id=watch.pk,
            )
        waiting.update(told_at=at)


def _nobody(network_id: UUID) -> Actor:
    """The site itself, for the audit."""
    return Actor(network=network_ref(network_by_id(network_id)), name="")
