"""When a story was told and what followed happened: in working time, and always before now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from networks.calendar.rules import LONDON, WorkingHours

# How long after the step before, in minutes.
GAPS: Final = {
    "seen": 25,
    "accept": 20,
    "decline": 30,
    "message": 35,
    "note": 15,
    "contact": 60,
    "withdraw": 90,
    "close": 120,
    "gains": 60,
    "learnt": 90,
    "return": 25,
    "answer": 40,
    "forward": 60,
    "revoke": 90,
    "ask_desk": 45,
    "desk_return": 20,
    "desk_answer": 40,
    "split": 20,
    "offer": 15,
    "accept_offer": 35,
    "place": 30,
}
_FIRST, _APART, _SPREAD = 30, 47, 300
_HURRIED = timedelta(minutes=7)
_BEFORE_NOW = timedelta(minutes=30)


def told_at(*, days_ago: int, place: int, hours: WorkingHours, now: datetime) -> datetime:
    """A moment of the working day that many working days ago; `place` spreads the stories.

    Before the day has come so far, it is the working day before.
    """
    opening = datetime.combine(now.astimezone(LONDON), hours.opens, tzinfo=LONDON)
    moment = opening + timedelta(minutes=_FIRST + place * _APART % _SPREAD)
    while moment > now - _BEFORE_NOW or not hours.is_working_day(moment.date()):
        moment -= timedelta(days=1)
    for _ in range(days_ago):
        moment = _day_before(moment, hours)
    return moment


def step_times(
    told: datetime, steps: Sequence[str], *, hours: WorkingHours, now: datetime
) -> list[datetime]:
    """One moment for each step, in order; what would come after now is hurried."""
    moments, last = [], told
    for place, step in enumerate(steps):
        latest = now - timedelta(minutes=len(steps) - place)
        usual = hours.next_moment(last + timedelta(minutes=GAPS[step]))
        last = usual if usual < latest else min(last + _HURRIED, latest)
        moments.append(last)
    return moments


def _day_before(moment: datetime, hours: WorkingHours) -> datetime:
    moment -= timedelta(days=1)
    while not hours.is_working_day(moment.date()):
        moment -= timedelta(days=1)
    return moment
