"""What a service's capacity means, and the arithmetic of its places."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor
from organisations.roles.rules import can_read_reports

# After this long without a word, "open" is a memory and not a fact.
CONFIRMED_FOR: Final = timedelta(days=30)
_ASKED_FOR: Final = timedelta(days=1)
# Fewer that wait, or for less long, is a team at work and no reason to say anything.
_MANY_WAITING: Final = 3
_LONG_WAITING: Final = timedelta(days=3)


class State(TextChoices):
    OPEN = "open", _("Open")
    LIMITED = "limited", _("Limited places")
    WAITING_LIST = "waiting_list", _("Waiting list")
    PAUSED = "paused", _("Paused")


class Per(TextChoices):
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    TOTAL = "total", _("in all")


class UnmetReason(TextChoices):
    NOBODY = "nobody", _("Nobody offers this here")
    PAUSED = "paused", _("Everybody who offers this is paused")
    RULED_OUT = "ruled_out", _("Nobody takes this person")
    DECLINED = "declined", _("Everybody who was asked said no")


@dataclass(frozen=True, slots=True)
class Backlog:
    """Referrals to a service that wait for an answer, and since when the oldest of them."""

    waiting: int
    oldest: datetime


def can_set_capacity(actor: Actor, *, team_id: UUID) -> bool:
    """Those who do the work, and their manager."""
    return team_id in actor.envelopes


def can_read_history(actor: Actor, *, team_id: UUID) -> bool:
    """Its own people, and those who look after the whole network."""
    return can_set_capacity(actor, team_id=team_id) or can_read_reports(actor)


def has_services_to_run(actor: Actor) -> bool:
    """Whether the page of capacity is for them at all."""
    return bool({"worker", "manager"} & actor.roles)


def period_start(per: str, *, today: date) -> date | None:
    """The first day of the period `today` is in; None where places are counted in all."""
    if per == Per.DAY:
        return today
    if per == Per.WEEK:
        return today - timedelta(days=today.weekday())
    return None


def next_period(per: str, *, today: date) -> date | None:
    """The first day of the period after the one `today` is in."""
    start = period_start(per, today=today)
    if start is None:
        return None
    return start + timedelta(days=1 if per == Per.DAY else 7)


def free_number(taken: Collection[int], *, places: int) -> int | None:
    """The smallest number of a place that nobody has; None when all are taken."""
    if len(taken) >= places:
        return None
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def day_begins(day: date) -> datetime:
    """Midnight by the clock on the wall, summer or winter.

    In UTC: of two local times Python tells the difference of the clocks, not the time between.
    """
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)


def is_behind(backlog: Backlog | None, *, now: datetime) -> bool:
    """Whether to ask the team, gently, if it still wants more."""
    return (
        backlog is not None
        and backlog.waiting >= _MANY_WAITING
        and now - backlog.oldest >= _LONG_WAITING
    )


def time_paused(
    changes: Iterable[tuple[datetime, str]], *, start: datetime, end: datetime
) -> timedelta:
    """How long between `start` and `end` a service took nobody, by its changes, oldest first.

    Before the first of them it counts as open: nothing is known of it.
    """
    paused_at: datetime | None = None
    total = timedelta()
    for at, state in [*changes, (end, "")]:
        moment = min(max(at, start), end)
        if paused_at is not None:
            total += moment - paused_at
        paused_at = moment if state == State.PAUSED else None
    return total


def asked_lately(asked_at: datetime | None, *, now: datetime) -> bool:
    """Whether a team was asked within a day: it is not asked again so soon."""
    return asked_at is not None and now - asked_at < _ASKED_FOR


def is_confirmed(confirmed_at: datetime, *, now: datetime) -> bool:
    """What nobody has said again for a month may no longer be so."""
    return now - confirmed_at < CONFIRMED_FOR
