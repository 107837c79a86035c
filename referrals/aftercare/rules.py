"""When a person is asked again how they are, how often it is tried, and what ends it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from networks.calendar.rules import LONDON, WorkingHours


class PlanStatus(TextChoices):
    NOT_BEGUN = "not_begun", _("Not begun")
    SAID_NO = "said_no", _("They do not want it")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")


class BegunBecause(TextChoices):
    CRISIS_MET = "crisis_met", _("A need in a crisis was met")
    ALL_ENDED = "all_ended", _("The last referral ended")


class EndedHow(TextChoices):
    FINISHED = "finished", _("Every check was made")
    ENOUGH = "enough", _("They and you agreed that it is enough")
    SAID_NO = "said_no", _("They do not want to be asked again")
    NOT_REACHED = "not_reached", _("They could not be reached")
    STOPPED = "stopped", _("The team ended it")
    TAKEN_BACK = "taken_back", _("They took back their agreement")
    MISSED = "missed", _("Nobody asked them in time")
    NEW_STORY = "new_story", _("They were helped anew, and are asked again after that")


class CheckStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    DUE = "due", _("Due")
    DONE = "done", _("Done")
    NOT_REACHED = "not_reached", _("Not reached")
    MISSED = "missed", _("Not made in time")
    CANCELLED = "cancelled", _("Not needed")


class Stage(TextChoices):
    """What is said of a check: to its team that it is due, to who manages it that it is late."""

    DUE = "due"
    LATE = "late"


OPEN: Final = ("planned", "due")
CLOSED: Final = ("done", "not_reached", "missed")

# A person who is not reached is tried so often, with so many working days in between.
TRIES: Final = 3
TRY_AGAIN_DAYS: Final = 2
# Who manages the team hears so many working days after; the desk sees it as many days later.
LATE_DAYS: Final = 3
DESK_DAYS: Final = 2
# Two checks of one person stand at least so many working days apart, however late the first was.
APART_DAYS: Final = 5
# A check that nobody has made so long after it was due, or last tried, is over: nothing said then
# would tell how they were, and an open check would keep the record for ever.
MISSED_AFTER: Final = timedelta(weeks=13)
MOST_CHECKS: Final = 6
LATEST_WEEK: Final = 104


def due_at(begun_at: datetime, weeks: int, *, hours: WorkingHours) -> datetime:
    """When the desk opens on that day, or on the next working day after it."""
    day = begun_at.astimezone(LONDON) + timedelta(weeks=weeks)
    return hours.next_moment(day.replace(hour=0, minute=0, second=0, microsecond=0))


def due_times(
    begun_at: datetime, weeks: Sequence[int], *, not_before: datetime, hours: WorkingHours
) -> list[datetime]:
    """One for each, in order: none before `not_before`, and none too soon after another."""
    times: list[datetime] = []
    earliest = not_before
    for week in weeks:
        due = max(due_at(begun_at, week, hours=hours), hours.next_moment(earliest))
        times.append(due)
        earliest = opening_after(due, APART_DAYS, hours=hours)
    return times


def opening_after(moment: datetime, days: int, *, hours: WorkingHours) -> datetime:
    """When the desk opens, that many working days later."""
    later = hours.after_days(moment, days)
    return hours.next_moment(later.replace(hour=0, minute=0, second=0, microsecond=0))


def still_to_come(
    weeks: Sequence[int], *, kept: Collection[int], begun_at: datetime, now: datetime
) -> list[int]:
    """Those later than the checks that stay as they are, and not over yet."""
    after = max(kept, default=0)
    return [week for week in weeks if week > after and begun_at + timedelta(weeks=week) > now]


def are_weeks(weeks: Sequence[int]) -> bool:
    """Whether checks can be made then: some, each later than the one before."""
    rising = all(a < b for a, b in pairwise(weeks))
    within = all(0 < week <= LATEST_WEEK for week in weeks)
    return 0 < len(weeks) <= MOST_CHECKS and rising and within
