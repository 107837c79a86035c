"""Repeat crises (KPI 4): of the households whose crisis was met, who had a new one. Pure.

- *Crisis met*: a need of the crisis family of one conversation, on the first day on which a
  referral or a check said that it was met.
- *New crisis*: another conversation with a crisis need, on the day on which something was first
  sent from it; or a check that heard of a further crisis, on its day. After the day of the met one.
- *Counted from*: the last crisis met before the next new one. A household counts once in a
  period, by the first such day in it.
- *Within 6 (12) months*: of those only whose 6 (12) months are over on the day of counting.
- *With aftercare*: somebody reached them at a check in the six months from that day, and not after
  the new crisis.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from reporting.disclosure.families import LATE
from reporting.figures.rules import Period, programme_year, quarters_of

WINDOWS: Final = (6, 12)
# How long after the crisis was met a check counts as the aftercare of it.
_AFTERCARE_MONTHS: Final = 6
# What the views of a year are called: itself and its quarters.
NAMES: Final = ("year", "q1", "q2", "q3", "q4")


class Why(StrEnum):
    """Why nobody asked them again."""

    SAID_NO = "said_no"
    NOT_REACHED = "not_reached"
    NO_PLAN = "no_plan"


@dataclass(slots=True)
class History:
    """One household: days alone.

    `why` says for a day on which a crisis was met what stood in the way of aftercare.
    """

    met: set[date] = field(default_factory=set)
    new: set[date] = field(default_factory=set)
    reached: set[date] = field(default_factory=set)
    why: dict[date, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """One household of a period: since when, and the new crisis if there was one."""

    since: date
    again: date | None
    aftercare: bool
    why: Why


def followed(history: History, period: Period) -> Followed | None:
    """The first crisis met in the period that was the last before a new one; None: none was."""
    days = sorted(history.met)
    for day, next_met in zip_longest(days, days[1:]):
        again = min((new for new in history.new if new > day), default=None)
        is_last = next_met is None or (again is not None and again <= next_met)
        if is_last and period.first <= day <= period.last:
            return _followed(history, day, again)
    return None


def _followed(history: History, since: date, again: date | None) -> Followed:
    until = months_after(since, _AFTERCARE_MONTHS)
    last = min(until, again) if again else until
    return Followed(
        since=since,
        again=again,
        aftercare=any(since <= day <= last for day in history.reached),
        why=history.why.get(since, Why.NO_PLAN),
    )


def is_over(one: Followed, *, months: int, counted_to: date) -> bool:
    return months_after(one.since, months) <= counted_to


def came_again(one: Followed, *, months: int) -> bool:
    return one.again is not None and one.again <= months_after(one.since, months)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last: 31 August and 6 months are 28 February."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def views_of(period: Period) -> list[Period]:
    """The programme year that it begins in, and that year's quarters."""
    year = programme_year(period.first)
    return [year, *quarters_of(year)]


def name_of(period: Period) -> str:
    return NAMES[views_of(period).index(period)]


def due(period: Period, *, months: int) -> date:
    """The first day on which so many months are over for everybody, and what came late is in."""
    return months_after(period.last, months) + LATE + timedelta(days=1)
