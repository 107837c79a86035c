"""A made-up history with given sums: the same words for the same question, every time."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from itertools import count
from random import Random
from typing import Final, NamedTuple

from networks.calendar.rules import LONDON
from reporting.figures.rules import Period
from reporting.history.rules import NEEDS

_STATUTORY: Final = (
    ("local_authority", "district_council"),
    ("school", "primary_school"),
    ("health", "social_prescribing"),
    ("local_authority", "county_council"),
    ("other_statutory", "national_government"),
    ("statutory", ""),
)
_VCS: Final = (
    ("vcs", "advice_agency"),
    ("vcs", "food_bank"),
    ("faith", "place_of_worship"),
    ("vcs", "community_group"),
    ("housing", ""),
)
_PLACES: Final = ("Riverside", "Hilltop", "Market Street", "Old Mill", "Seafront", "Meadow")
_KINDS: Final = ("Pretend Trust", "Example Project", "Sample Centre", "Made-up Service")
# How they went, of those that were accepted; and what is not counted.
_ENDS: Final = ("helped_in_full", "helped_in_part", "referred_on", "could_not_reach", "")
_ACCEPTED: Final = ("closed", "closed", "closed", "in_progress", "accepted")
_NOT_COUNTED: Final = ("declined", "withdrawn", "pending", "draft", "sent", "returned")
# One accepted referral in so many does not say when.
_UNDATED: Final = 97
# For every so many that are accepted, one is not.
_REFUSED: Final = 12


class Member(NamedTuple):
    """An organisation of the history; a name that a member here has makes it that member."""

    name: str
    sector: str
    type: str
    registered_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """What the figures of a period have to be. `to_vcs`: accepted ones from statutory to VCS."""

    period: Period
    registered: int
    referring: int
    receiving: int
    accepted: int
    to_vcs: int
    leave: int = 0


@dataclass(slots=True)
class MadeUp:
    """The rows of both files, without their heads."""

    organisations: list[list[str]] = field(default_factory=list)
    referrals: list[list[str]] = field(default_factory=list)


def made_up(
    years: Sequence[Year],
    *,
    members: Sequence[Member] = (),
    gone_on: date | None = None,
    seed: int = 1,
) -> MadeUp:
    """`members` are in it by their own names, and others as many as are missing in each year.

    `gone_on`: the day on which those others left, whose members are not here any more.
    """
    chance, made = Random(seed), MadeUp()  # noqa: S311 - made up, and the same each time
    known = [*members]
    for year in years:
        _let_leave(known, members, year)
        there = [one for one in known if one.registered_on <= year.period.last]
        standing = sum(1 for one in there if one.left_on is None)
        known += _newcomers(year, len(known), year.registered - standing)
    ids = {one: f"{place:04}" for place, one in enumerate(known, start=1)}
    numbers = count(1)
    for year in years:
        active = [
            one
            for one in known
            if one.registered_on <= year.period.last
            and (one.left_on is None or one.left_on > year.period.last)
        ]
        made.referrals += _referrals(year, active, ids, numbers, chance)
    made.organisations = [
        [
            ids[one],
            one.sector,
            one.registered_on.isoformat(),
            one.name,
            one.type,
            _left(one, members, gone_on),
        ]
        for one in known
    ]
    return made


def as_files(made: MadeUp) -> tuple[bytes, bytes]:
    """`organisations.csv` and `referrals.csv`."""
    heads = ["org_id", "sector", "registered_on", "name", "type", "left_on"]
    asked = ["referral_id", "from_org", "to_org", "status", "made_at", "need", "accepted_at"]
    return (
        _csv([heads, *made.organisations]),
        _csv([[*asked, "ended_at", "outcome"], *made.referrals]),
    )


def _csv(rows: list[list[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _let_leave(known: list[Member], members: Sequence[Member], year: Year) -> None:
    """The last of those that came before, in the middle of the year."""
    left = year.leave
    for place in range(len(known) - 1, -1, -1):
        if left and known[place].left_on is None and known[place] not in members:
            middle = year.period.first + timedelta(days=100 + left)
            known[place] = known[place]._replace(left_on=middle)
            left -= 1


def _newcomers(year: Year, before: int, wanted: int) -> Iterator[Member]:
    days = (year.period.last - year.period.first).days
    for number in range(before, before + wanted):
        kinds = _STATUTORY if number % 5 in (1, 3) else _VCS
        sector, kind = kinds[number % len(kinds)]
        name = f"{_PLACES[number % 6]} {_KINDS[number % 4]} {number + 1} (made up)"
        since = year.period.first + timedelta(days=number * 7 % days)
        yield Member(name, sector, kind, since)


def _left(one: Member, members: Sequence[Member], gone_on: date | None) -> str:
    day = one.left_on or (None if one in members else gone_on)
    return day.isoformat() if day else ""


def _referrals(
    year: Year,
    active: Sequence[Member],
    ids: dict[Member, str],
    numbers: Iterator[int],
    chance: Random,
) -> Iterator[list[str]]:
    senders, receivers = _Turns(active[: year.referring]), _Turns(active[-year.receiving :])
    rest = year.accepted - year.to_vcs
    routes = [("s", "v")] * year.to_vcs + [("v", "s"), ("s", "s")] * (rest // 4)
    routes += [("v", "v")] * (year.accepted - len(routes))
    chance.shuffle(routes)
    days = (year.period.last - year.period.first).days + 1
    for place, (sender, receiver) in enumerate(routes):
        one = [f"R-{next(numbers):06}", ids[senders.next(sender)], ids[receivers.next(receiver)]]
        day = year.period.first + timedelta(days=place * days // year.accepted)
        yield [*one, *_accepted(year, place, _at(day, place), chance)]
        if place % _REFUSED == 0:
            # Of and to organisations that else send and receive nothing, too.
            two = [f"R-{next(numbers):06}", ids[active[-1]], ids[active[0]]]
            yield [*two, *_not_counted(place // _REFUSED, _at(day, place))]


class _Turns:
    """Each of a group has its turn; after that the first have most of them, as it is in life."""

    def __init__(self, members: Sequence[Member]) -> None:
        vcs = {sector for sector, _type in _VCS}
        self.groups = {
            "v": [one for one in members if one.sector in vcs],
            "s": [one for one in members if one.sector not in vcs],
        }
        self.turns = {"v": count(), "s": count()}

    def next(self, group: str) -> Member:
        members, turn = self.groups[group], next(self.turns[group])
        if turn < len(members):
            return members[turn]
        return members[turn % (1 + turn % len(members))]


def _at(day: date, place: int) -> datetime:
    return datetime.combine(day, time(9 + place % 8, place * 7 % 60), tzinfo=LONDON)


def _accepted(year: Year, place: int, at: datetime, chance: Random) -> list[str]:
    """The first of a year was accepted half an hour after it began, as clocks here go."""
    if place == 0:
        at = datetime.combine(year.period.first, time(0, 30), tzinfo=LONDON)
    made = at - timedelta(hours=chance.randrange(1, 60))
    dated = place % _UNDATED != _UNDATED - 1 or made.date() < year.period.first
    status = _ACCEPTED[place % len(_ACCEPTED)]
    ended = at + timedelta(days=20 + place % 40) if status == "closed" else None
    return [
        status,
        made.isoformat(),
        NEEDS[chance.randrange(len(NEEDS))] if place % 9 else "",
        at.isoformat() if dated else "",
        ended.isoformat() if ended else "",
        _ENDS[place % len(_ENDS)] if ended else "",
    ]


def _not_counted(place: int, at: datetime) -> list[str]:
    """In Greenwich time, as other systems write it."""
    status = _NOT_COUNTED[place % len(_NOT_COUNTED)]
    ended = status in ("declined", "withdrawn")
    made = at.astimezone(UTC)
    over = (made + timedelta(days=2)).isoformat() if ended else ""
    return [status, made.isoformat(), "food", "", over, ""]
