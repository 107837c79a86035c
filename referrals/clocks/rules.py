"""When the owner of a referral must act next, and who is reminded when: in working time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import TextChoices

from networks.calendar.rules import LONDON, WorkingHours
from referrals.referrals.rules import OWNER, Side, Status

# Not promises to anybody, but nothing may wait without a time.
_DRAFT_DAYS = 1
_IN_PROGRESS_DAYS = 20
_OPEN_NEED_DAYS = 1
_TRY_AGAIN_DAYS = 1
_DESK_DAYS = 1
# Whoever is answered with nothing left on their clock can still do something in this time.
_LEAST_LEFT = timedelta(hours=1)
# So long after the desk opens: what fell due in the night is known by then.
_MORNING = timedelta(minutes=30)


class Stage(TextChoices):
    HALF = "half"
    DUE = "due"
    ESCALATED = "escalated"


class Part(TextChoices):
    """What a reminded person is to the referral."""

    OWNER = "owner"
    MANAGER = "manager"
    DESK = "desk"
    REFERRER = "referrer"


_ALL: Final = (Stage.HALF, Stage.DUE, Stage.ESCALATED)
# What is in progress waits for the person too, and what is the desk's has nowhere to go.
STAGES: Final[dict[str, tuple[Stage, ...]]] = {
    Status.WITH_BROKER: (Stage.HALF, Stage.DUE),
    Status.SENT: _ALL,
    Status.RETURNED: _ALL,
    Status.ACCEPTED: _ALL,
    Status.IN_PROGRESS: (Stage.DUE,),
}
# What a refusal left open waits for the team that asked, and then for the desk.
NEED_STAGES: Final = _ALL


@dataclass(frozen=True, slots=True)
class Ring:
    """What is to be said now, if anything, and when to look again."""

    stage: Stage | None
    again: datetime | None


def respond_by(
    start: datetime, *, urgency: str, standards: Mapping[str, int], hours: WorkingHours
) -> datetime:
    if urgency == "today":
        return hours.after_hours(start, standards["respond_today_hours"])
    return hours.after_days(start, standards[f"respond_{urgency}_days"])


def contact_by(
    start: datetime, *, urgency: str, standards: Mapping[str, int], hours: WorkingHours
) -> datetime:
    return hours.after_days(start, standards[f"contact_{urgency}_days"])


def finish_draft_by(start: datetime, *, hours: WorkingHours) -> datetime:
    return hours.after_days(start, _DRAFT_DAYS)


def review_by(start: datetime, *, hours: WorkingHours) -> datetime:
    return hours.after_days(start, _IN_PROGRESS_DAYS)


def settle_by(start: datetime, *, hours: WorkingHours) -> datetime:
    return hours.after_days(start, _OPEN_NEED_DAYS)


def try_again_by(start: datetime, *, hours: WorkingHours, days: int = _TRY_AGAIN_DAYS) -> datetime:
    return hours.after_days(start, days)


def find_out_by(start: datetime, *, hours: WorkingHours) -> datetime:
    """The desk's time to find out why nobody acted."""
    return hours.after_days(start, _DESK_DAYS)


def go_on_by(start: datetime, *, left: timedelta, hours: WorkingHours) -> datetime:
    """The clock goes on where it stood when the question was asked."""
    return hours.after_time(start, max(left, _LEAST_LEFT))


def first_ring(
    stages: tuple[Stage, ...], *, start: datetime, due: datetime, hours: WorkingHours
) -> datetime | None:
    """When the first reminder is due, never at night; None where there are none."""
    if not stages:
        return None
    if Stage.HALF not in stages:
        return hours.next_moment(due)
    half = hours.after_time(start, hours.worked_between(start, due) / 2)
    return hours.next_moment(half)


def ring_now(
    stages: tuple[Stage, ...], *, due: datetime, now: datetime, hours: WorkingHours
) -> Ring:
    """Late, only the last of the reminders that were missed is given."""
    over = hours.after_days(due, 1)
    if Stage.ESCALATED in stages and now >= over:
        return Ring(Stage.ESCALATED, None)
    if Stage.DUE in stages and now >= due:
        return Ring(Stage.DUE, over if Stage.ESCALATED in stages else None)
    if not stages:
        return Ring(None, None)
    return Ring(Stage.HALF if Stage.HALF in stages else None, hours.next_moment(due))


def is_escalated(*, status: str, owner: object, from_team: object, to_team: object) -> bool:
    """Whether the desk has the next step that one of the two teams did not take in time."""
    side = OWNER.get(Status(status))
    expected = {Side.SENDER: from_team, Side.RECEIVER: to_team}.get(side) if side else None
    return Stage.ESCALATED in STAGES.get(status, ()) and owner is not None and owner != expected


def next_morning(now: datetime, *, hours: WorkingHours) -> datetime:
    """When the daily email goes: half an hour after the desk opens, today if that is to come."""
    midnight = now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    today = hours.next_moment(midnight) + _MORNING
    if today >= now:
        return today
    return hours.next_moment(midnight + timedelta(days=1)) + _MORNING
