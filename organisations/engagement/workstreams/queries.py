"""Funded work by programme year, with what it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.engagement.workstreams.models import Workstream


@dataclass(frozen=True, slots=True)
class Sum:
    """`reached` is of those that were counted: `counted` of `number`."""

    number: int
    amount: int
    leverage: int
    reached: int
    counted: int


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    rows: list[Workstream]
    whole: Sum


def workstreams_by_year(network_id: UUID) -> list[Year]:
    """The latest year first, in a context of that network. A few dozen at most."""
    rows = Workstream.objects.filter(network_id=network_id, removed_at=None)
    found = rows.order_by("-year", "name", "id")
    grouped = ((year, list(of_year)) for year, of_year in groupby(found, lambda one: one.year))
    return [Year(year, of_year, sum_of(of_year)) for year, of_year in grouped]


def removed_workstreams(actor: Actor) -> list[Workstream]:
    rows = Workstream.objects.filter(network_id=actor.network.id, removed_at__isnull=False)
    return list(rows.order_by("-removed_at")[:20])


def workstream_here(actor: Actor, workstream_id: UUID) -> Workstream | None:
    return Workstream.objects.filter(network_id=actor.network.id, pk=workstream_id).first()


def sum_of(rows: Iterable[Workstream]) -> Sum:
    held = list(rows)
    counted = [one.reached for one in held if one.reached is not None]
    return Sum(
        number=len(held),
        amount=sum(one.amount for one in held),
        leverage=sum(one.leverage for one in held),
        reached=sum(counted),
        counted=len(counted),
    )
