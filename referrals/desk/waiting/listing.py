"""The desk's one list: of every kind some, in one order, with whoever looks after each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.desk.assigned import Taken, taken
from referrals.desk.waiting.rows import Kind, Look, Waits, kind_of, kinds

# Of each kind, where all are shown; and of the one that was chosen.
EACH: Final = 20
OF_ONE: Final = 100
_FIRST: Final = datetime.min.replace(tzinfo=UTC)


class Whose(StrEnum):
    ALL = ""
    MINE = "mine"
    NOBODYS = "nobody"


@dataclass(frozen=True, slots=True)
class Listed:
    kind: Kind
    waits: Waits
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class Count:
    """`more`: there are others that were not looked at."""

    kind: Kind
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Listing:
    rows: list[Listed]
    counts: list[Count]


def waiting_list(
    actor: Actor, *, now: datetime, whose: Whose = Whose.ALL, chosen: str = ""
) -> Listing:
    """Each kind is a query or two, however much of it there is."""
    by_subject = taken(actor)
    hours = working_hours(network_by_id(actor.network.id))
    rows, counts = [], []
    for kind in kinds():
        most = OF_ONE if kind.code == chosen else EACH
        held = {subject: one for (code, subject), one in by_subject.items() if code == kind.code}
        found = _found(kind, actor, held, now=now, hours=hours, whose=whose, most=most)
        if found:
            counts.append(Count(kind, min(len(found), most), len(found) > most))
        if not chosen or kind.code == chosen:
            rows += found[:most]
    return Listing(rows=sorted(rows, key=_order), counts=counts)


def one_waiting(actor: Actor, *, kind: str, subject_id: UUID, now: datetime) -> Listed | None:
    """None once it waits no longer."""
    known = kind_of(kind)
    if known is None:
        return None
    hours = working_hours(network_by_id(actor.network.id))
    found = known.find(Look(actor, now, hours, 1, frozenset({subject_id})))
    held = taken(actor).get((kind, subject_id))
    return Listed(known, found[0], held) if found else None


def _found(
    kind: Kind,
    actor: Actor,
    held: dict[UUID, Taken],
    *,
    now: datetime,
    hours: WorkingHours,
    whose: Whose,
    most: int,
) -> list[Listed]:
    """One more than so many, so that it is known whether there are others."""
    mine = frozenset(key for key, one in held.items() if one.member_id == actor.member_id)
    if whose == Whose.MINE and not mine:
        return []
    # What others took may stand before what nobody did: as many more are looked at.
    beyond = len(held) if whose == Whose.NOBODYS else 0
    only = mine if whose == Whose.MINE else None
    rows = kind.find(Look(actor, now, hours, most + 1 + beyond, only))
    listed = [Listed(kind, one, held.get(one.subject_id)) for one in rows]
    if whose == Whose.NOBODYS:
        listed = [one for one in listed if one.taken is None]
    return listed[: most + 1]


def _order(one: Listed) -> tuple[int, datetime]:
    return one.kind.press, one.waits.at or _FIRST
