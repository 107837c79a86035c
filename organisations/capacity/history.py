"""What a service took, and when: its changes as a readable list, and the sum of its pauses."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from organisations.capacity.models import CapacityChange
from organisations.capacity.rules import Per, State

# As far back as the figure at the head of the page looks.
LOOKS_BACK: Final = timedelta(days=90)


def changes_shown(changes: Iterable[CapacityChange], now: datetime) -> list[dict[str, str]]:
    return [
        {
            "title": _title(change),
            "text": change.reason,
            "by": change.by_name or _("By itself"),
            "when": moments.at(change.at, now),
            "machine": moments.machine(change.at),
        }
        for change in changes
    ]


def paused_in_words(paused: timedelta) -> str:
    """Whole days, and hours below one."""
    if not paused:
        return _("In the last 90 days it could always take somebody.")
    hours = round(paused / timedelta(hours=1))
    if not hours:
        long = _("less than an hour")
    elif paused < timedelta(days=1):
        long = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    else:
        days = round(paused / timedelta(days=1))
        long = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return _("In the last 90 days it could take nobody for %(long)s.") % {"long": long}


def _title(change: CapacityChange) -> str:
    if change.state == State.LIMITED:
        return _places(change)
    if change.state == State.WAITING_LIST:
        days = change.expected_wait_days or 0
        return ngettext("Waiting list, about %(n)d day", "Waiting list, about %(n)d days", days) % {
            "n": days
        }
    if change.state == State.PAUSED and not change.reason:
        return _("Full")
    return str(State(change.state).label)


def _places(change: CapacityChange) -> str:
    count = change.places or 0
    words = {
        Per.DAY: ngettext("%(n)d place a day", "%(n)d places a day", count),
        Per.WEEK: ngettext("%(n)d place a week", "%(n)d places a week", count),
        Per.TOTAL: ngettext("%(n)d place in all", "%(n)d places in all", count),
    }
    return words[Per(change.per)] % {"n": count}
