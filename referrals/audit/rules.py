"""What a day's reading looks like beside the same person's month. Nothing here blocks anybody."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from networks.calendar.rules import LONDON, WorkingHours
from referrals.audit.models import WhatStoodOut

# Acts by which somebody sees what is known of a person.
READS: Final = frozenset(
    {
        "aftercare.read",
        "assessment.read",
        "chain.read",
        "client.read",
        "emergency.read",
        "file.read",
        "letter.exported",
        "letter.read",
    }
)
SAME_NAME: Final = "letter.same_name"
MONTH: Final = timedelta(days=28)
# Fewer records than this in an hour are nobody's concern, whoever reads them.
MANY_AT_LEAST: Final = 30
MANY_TIMES_USUAL: Final = 3
NIGHT_BEGINS: Final = 22
NIGHT_ENDS: Final = 6
# Of the month before: who works at night often is not asked about each of them.
NIGHTS_ARE_USUAL: Final = 4
LONG_CLOSED: Final = timedelta(days=180)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of one record; `ended_at` is when that referral ended, if it did."""

    at: datetime
    subject_id: UUID
    same_name: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoodOut:
    """One reason to look, with how many records and when."""

    kind: WhatStoodOut
    count: int
    first_at: datetime
    last_at: datetime


def what_stood_out(
    day: Sequence[Read], before: Sequence[Read], *, hours: WorkingHours
) -> list[StoodOut]:
    """Of one person's `day` of reading, beside their month `before` it."""
    looks: tuple[tuple[WhatStoodOut, Collection[Read]], ...] = (
        (WhatStoodOut.MANY, _many(day, before)),
        (WhatStoodOut.NIGHT, _at_night(day, before, hours)),
        (WhatStoodOut.OWN_NAME, [one for one in day if one.same_name]),
        (WhatStoodOut.LONG_CLOSED, [one for one in day if _is_long_closed(one)]),
    )
    return [_told(kind, found) for kind, found in looks if found]


def is_same_name(reader: str, family_name: str) -> bool:
    """Whether the last word of the reader's name is the person's family name."""
    last = reader.split()[-1:]
    return bool(last) and last[0].casefold() == family_name.strip().casefold()


def busiest_hour(reads: Sequence[Read]) -> list[Read]:
    """The readings of the hour in which the most different records were seen."""
    ordered = sorted(reads, key=lambda read: read.at)
    seen: Counter[UUID] = Counter()
    first, most, best = 0, 0, (0, 0)
    for last, one in enumerate(ordered):
        seen[one.subject_id] += 1
        while one.at - ordered[first].at >= _HOUR:
            seen.subtract([ordered[first].subject_id])
            if not seen[ordered[first].subject_id]:
                del seen[ordered[first].subject_id]
            first += 1
        if len(seen) > most:
            most, best = len(seen), (first, last + 1)
    return ordered[slice(*best)]


def _many(day: Sequence[Read], before: Sequence[Read]) -> list[Read]:
    busiest = busiest_hour(day)
    enough = max(MANY_AT_LEAST, MANY_TIMES_USUAL * _records(busiest_hour(before)))
    return busiest if _records(busiest) >= enough else []


def _at_night(day: Sequence[Read], before: Sequence[Read], hours: WorkingHours) -> list[Read]:
    is_night = _night_of(hours)
    usual = {one.at.astimezone(LONDON).date() for one in before if is_night(one.at)}
    return [] if len(usual) >= NIGHTS_ARE_USUAL else [one for one in day if is_night(one.at)]


def _night_of(hours: WorkingHours) -> Callable[[datetime], bool]:
    def is_night(moment: datetime) -> bool:
        local = moment.astimezone(LONDON)
        late = local.hour >= NIGHT_BEGINS or local.hour < NIGHT_ENDS
        return late and not hours.opens <= local.time() < hours.closes

    return is_night


def _is_long_closed(one: Read) -> bool:
    return one.ended_at is not None and one.at - one.ended_at > LONG_CLOSED


def _told(kind: WhatStoodOut, found: Collection[Read]) -> StoodOut:
    times = [one.at for one in found]
    return StoodOut(kind, _records(found), min(times), max(times))


def _records(reads: Collection[Read]) -> int:
    return len({one.subject_id for one in reads})
