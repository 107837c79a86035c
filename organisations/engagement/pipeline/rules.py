"""When a member is active or quiet, and when somebody should ring them. All in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class Mark(TextChoices):
    """The first ones are written as they happen, the last ones at night."""

    FIRST_SENT = "first_sent", gettext_lazy("First sent")
    FIRST_RECEIVED = "first_received", gettext_lazy("First received")
    LAST_SENT = "last_sent", gettext_lazy("Last sent")
    LAST_ANSWERED = "last_answered", gettext_lazy("Last answered")


FIRSTS: Final = (Mark.FIRST_SENT, Mark.FIRST_RECEIVED)


class Liveliness(TextChoices):
    JOINING = "joining", gettext_lazy("Joining")
    ACTIVE = "active", gettext_lazy("Active")
    QUIET = "quiet", gettext_lazy("Quiet")
    PAUSED = "paused", gettext_lazy("Paused")


# Somebody was here, or they sent or answered something, within so many days.
ACTIVE_FOR: Final = 30
# When somebody should ring.
SENT_NOTHING_AFTER: Final = 21
NOBODY_SEEN_FOR: Final = 40
LATE_ANSWERS: Final = 3
LATE_WITHIN: Final = 30
TURN_WAITS_FOR: Final = 14
# Whoever was rung is left alone for so long.
QUIET_AFTER_CALL: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one organisation, or of one team, on a day. All dates may be missing."""

    makes_referrals: bool = True
    invited_on: date | None = None
    signed_on: date | None = None
    practised_on: date | None = None
    live_on: date | None = None
    first_sent_on: date | None = None
    first_received_on: date | None = None
    last_sent_on: date | None = None
    last_answered_on: date | None = None
    last_seen_on: date | None = None
    is_paused: bool = False
    # Since when the organisation has the next step of its joining.
    turn_since: date | None = None
    late_answers: int = 0
    unconfirmed: int = 0
    has_people: bool = True
    # The typical minutes of working time to an answer; of a team, those of its slowest service.
    replies: int | None = None


def liveliness(known: Known, *, today: date) -> Liveliness:
    if known.live_on is None:
        return Liveliness.JOINING
    if known.is_paused:
        return Liveliness.PAUSED
    signs = (
        known.last_seen_on,
        known.first_sent_on,
        known.last_sent_on,
        known.last_answered_on,
    )
    since = today - timedelta(days=ACTIVE_FOR)
    return Liveliness.ACTIVE if any(day and day > since for day in signs) else Liveliness.QUIET


def reasons_to_ring(known: Known, *, today: date) -> list[str]:
    """Why somebody should ring them, the weightiest first; nobody rings who is paused."""
    if known.is_paused:
        return []
    if known.live_on is None:
        return list(_while_joining(known, today))
    return list(_while_live(known, known.live_on, today))


def _while_joining(known: Known, today: date) -> Iterator[str]:
    if known.turn_since and (today - known.turn_since).days >= TURN_WAITS_FOR:
        weeks = _weeks(today - known.turn_since)
        yield _("Joining, and it has been their turn for %(weeks)s") % {"weeks": weeks}


def _while_live(known: Known, live_on: date, today: date) -> Iterator[str]:
    if known.late_answers >= LATE_ANSWERS:
        said = {"n": known.late_answers, "days": LATE_WITHIN}
        yield _("Did not answer in time %(n)d times in %(days)d days") % said
    if known.makes_referrals and known.first_sent_on is None:
        yield from _nothing_sent(known.signed_on, live_on, today)
    if not known.has_people:
        yield _("Nobody works there")
    elif (today - (known.last_seen_on or live_on)).days >= NOBODY_SEEN_FOR:
        days = (today - (known.last_seen_on or live_on)).days
        yield _("Nobody seen for %(days)d days") % {"days": days}
    if known.unconfirmed:
        said_of = ngettext(
            "Capacity of %(n)d service not confirmed for 30 days",
            "Capacity of %(n)d services not confirmed for 30 days",
            known.unconfirmed,
        )
        yield said_of % {"n": known.unconfirmed}


def _nothing_sent(signed_on: date | None, live_on: date, today: date) -> Iterator[str]:
    """Counted from the later of the two days: nobody sends before both."""
    began = max(signed_on or live_on, live_on)
    if (today - began).days < SENT_NOTHING_AFTER:
        return
    weeks = {"weeks": _weeks(today - began)}
    if began == signed_on:
        yield _("Signed %(weeks)s ago, and nothing sent yet") % weeks
    else:
        yield _("Live for %(weeks)s, and nothing sent yet") % weeks


def _weeks(since: timedelta) -> str:
    weeks = since.days // 7
    return ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
