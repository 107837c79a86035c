"""Each service with its one control."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from ccs.ui.forms import Form
from organisations.capacity.forms import form_of, pause_form_of
from organisations.capacity.models import Capacity
from organisations.capacity.queries import backlogs, own_capacities, places_taken, usual_replies
from organisations.capacity.rules import Backlog, Per, State, is_behind, is_confirmed
from organisations.directory.presenters import FULL, TAGS, capacity_in_words
from organisations.directory.wording import reply_in_words
from organisations.members.presenters import full_name

# More than these fit on their own page, not beside a list.
_MOST_BESIDE: Final = 5
_IN: Final[dict[str, Promise]] = {
    Per.DAY: gettext_lazy("%(taken)s of %(places)s taken today."),
    Per.WEEK: gettext_lazy("%(taken)s of %(places)s taken this week."),
    Per.TOTAL: gettext_lazy("%(taken)s of %(places)s taken."),
}


@dataclass(frozen=True, slots=True)
class Control:
    """`form` is what a change asks, `pause` only why; `wrong`: it was sent with a mistake.

    `opens` is what the one tap that opens a paused service sends, `confirm` where "still right"
    posts, and `asks` whether that is due. `next` is the page to come back to.
    """

    name: str
    team: str
    tag: dict[str, Any]
    words: list[str]
    said: str
    action: str
    confirm: str
    asks: bool
    history: str
    opens: dict[str, Any]
    is_paused: bool
    form: Form
    pause: Form
    wrong: bool
    next: str


def controls_of(
    capacities: list[Capacity],
    *,
    actor: Actor,
    now: datetime,
    wrong: Mapping[UUID, Form] | None = None,
    page: str = "",
    compared: bool = False,
) -> list[Control]:
    """One query where places are limited; two to compare with what waits and how it answers."""
    taken = places_taken(capacities, today=localdate(now))
    waiting = backlogs(capacities) if compared else {}
    replies = usual_replies(capacities) if compared else {}
    found = []
    for row in capacities:
        words = [*_words(row, taken, now), *_compared(row, waiting.get(row.service_id), now)]
        if row.service_id in replies:
            words.append(f"{reply_in_words(replies[row.service_id])}.")
        form = (wrong or {}).get(row.service_id)
        found.append(_control(row, actor, now, words=words, wrong=form, page=page))
    return found


def beside(rows: list[Capacity], *, actor: Actor, page: str, now: datetime) -> dict[str, Any]:
    """The few controls that stand beside other things; they lead back to `page`."""
    return {
        "controls": controls_of(rows[:_MOST_BESIDE], actor=actor, now=now, page=page),
        "more": max(len(rows) - _MOST_BESIDE, 0),
    }


def own_controls(
    service_ids: list[UUID], *, actor: Actor, page: str, now: datetime
) -> dict[UUID, Control]:
    """For those of these services that the actor runs: the tap in a list."""
    if not service_ids:
        return {}
    rows = own_capacities(actor, service_ids)
    controls = controls_of(rows, actor=actor, now=now, page=page)
    return {row.service_id: control for row, control in zip(rows, controls, strict=True)}


def _control(
    row: Capacity, actor: Actor, now: datetime, *, words: list[str], wrong: Form | None, page: str
) -> Control:
    where = {"network": actor.network.slug, "service_id": row.service_id}
    is_paused = row.state == State.PAUSED
    return Control(
        name=row.service.name,
        team=full_name(row.service.team),
        tag=FULL if row.is_full else TAGS[row.state],
        words=words,
        said=_said(row, now),
        action=reverse("organisations:set_capacity", kwargs=where),
        confirm=reverse("organisations:confirm_capacity", kwargs=where),
        asks=not is_confirmed(row.confirmed_at, now=now),
        history=reverse("organisations:capacity_history", kwargs=where),
        opens=_opening(row) if is_paused and not row.is_full else {},
        is_paused=is_paused,
        form=wrong or form_of(row),
        pause=pause_form_of(row),
        wrong=wrong is not None,
        next=page,
    )


def _opening(row: Capacity) -> dict[str, Any]:
    """As what it was before the pause."""
    if row.reopens_as == State.LIMITED:
        return {"state": State.LIMITED.value, "places": row.places, "per": row.per}
    if row.reopens_as == State.WAITING_LIST:
        return {
            "state": State.WAITING_LIST.value,
            "expected_wait_days": row.expected_wait_days,
        }
    return {"state": State.OPEN.value}


def _words(row: Capacity, taken: Mapping[UUID, int], now: datetime) -> list[str]:
    said = [_state(row, now)]
    if row.service_id in taken and not row.is_full:
        places = {"taken": taken[row.service_id], "places": row.places}
        said.append(str(_IN[row.per]) % places)
    if not is_confirmed(row.confirmed_at, now=now):
        said.append(_("Nobody has confirmed this for a month: is it still right?"))
    return said


def _state(row: Capacity, now: datetime) -> str:
    if row.state == State.PAUSED:
        return capacity_in_words(row, now)
    if row.state == State.WAITING_LIST:
        days = row.expected_wait_days or 0
        return ngettext(
            "Taking referrals. People wait about %(n)d day.",
            "Taking referrals. People wait about %(n)d days.",
            days,
        ) % {"n": days}
    return _("Taking referrals.")


def _compared(row: Capacity, backlog: Backlog | None, now: datetime) -> list[str]:
    """Beside what waits: a fact, and when that is much, a question. Never a reproach."""
    if backlog is None:
        return []
    said = [_waiting(backlog, now)]
    if row.state != State.PAUSED and is_behind(backlog, now=now):
        said.append(_("You can pause until you have caught up."))
    return said


def _waiting(backlog: Backlog, now: datetime) -> str:
    days = (localdate(now) - localtime(backlog.oldest).date()).days
    count = ngettext(
        "%(n)d referral waits for your answer",
        "%(n)d referrals wait for your answer",
        backlog.waiting,
    ) % {"n": backlog.waiting}
    if not days:
        return f"{count}."
    since = ngettext("the oldest for %(n)d day", "the oldest for %(n)d days", days) % {"n": days}
    return f"{count}, {since}."


def _said(row: Capacity, now: datetime) -> str:
    when = moments.ago(row.set_at, now)
    name = row.set_by.name if row.set_by else row.set_by_name
    said = _("Set by %(name)s %(when)s") if name else _("Set %(when)s")
    text = said % {"name": name, "when": when}
    if row.confirmed_at <= row.set_at:
        return text
    again = _("confirmed %(when)s") % {"when": moments.ago(row.confirmed_at, now)}
    return f"{text}, {again}"
