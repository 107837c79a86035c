"""When the owner of a referral must act next, in the network's working time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from networks.calendar.rules import WorkingHours

# Not promises to anybody, but nothing may wait without a time.
_DRAFT_DAYS = 1
_IN_PROGRESS_DAYS = 20
_OPEN_NEED_DAYS = 1
_TRY_AGAIN_DAYS = 1
# Whoever is answered with nothing left on their clock can still do something in this time.
_LEAST_LEFT = timedelta(hours=1)


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


def try_again_by(start: datetime, *, hours: WorkingHours) -> datetime:
    return hours.after_days(start, _TRY_AGAIN_DAYS)


def go_on_by(start: datetime, *, left: timedelta, hours: WorkingHours) -> datetime:
    """The clock goes on where it stood when the question was asked."""
    return hours.after_time(start, max(left, _LEAST_LEFT))
