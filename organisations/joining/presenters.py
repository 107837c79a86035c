"""Joining in words: the steps, whose turn it is, and what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.joining.models import Joining, JoiningMessage, State
from organisations.joining.queries import Waiting
from organisations.joining.rules import OWN_STEPS, UNDER_WAY, Progress, Step, With, whose_turn
from organisations.members.models import Sector

STEPS: Final[dict[Step, Promise]] = {
    Step.DETAILS: gettext_lazy("Say who you are"),
    Step.AGREEMENT: gettext_lazy("Sign the data sharing agreement"),
    Step.CHARTER: gettext_lazy("Sign the charter"),
    Step.PEOPLE: gettext_lazy("Invite your people"),
    Step.SERVICES: gettext_lazy("Describe what you offer"),
    Step.PRACTICE: gettext_lazy("Make a practice referral"),
    Step.READY: gettext_lazy("Tell the desk that you are ready"),
    Step.APPROVAL: gettext_lazy("The desk approves"),
}
_HINTS: Final[dict[Step, Promise]] = {
    Step.DETAILS: gettext_lazy("Your team, its phone number, and your charity number"),
    Step.AGREEMENT: gettext_lazy("By somebody who may sign for you"),
    Step.CHARTER: gettext_lazy("What members promise each other"),
    Step.PEOPLE: gettext_lazy("Or say that you are enough for now"),
    Step.SERVICES: gettext_lazy("One service is enough to begin with"),
    Step.PRACTICE: gettext_lazy("With made-up people, where nothing can go wrong"),
}
# The next step of the desk, in the words of a button.
NEXT: Final[dict[str, Promise]] = {
    State.APPLIED: gettext_lazy("Look at the application"),
    State.READY: gettext_lazy("Look at their steps and approve"),
}
_COLOURS: Final[dict[str, str]] = {
    State.APPLIED: "yellow",
    State.READY: "yellow",
    State.INVITED: "grey",
    State.STARTED: "blue",
    State.LIVE: "green",
}


@dataclass(frozen=True, slots=True)
class StepShown:
    title: str
    href: str
    status: str
    colour: str
    hint: str


def steps_shown(
    joining: Joining, how_far: Progress, links: Mapping[Step, str], *, now: datetime
) -> list[StepShown]:
    """The same for both sides; `links` are the organisation's own, and empty for the desk."""
    shown = [
        _own_step(step, how_far, links.get(step, ""), joining=joining, now=now)
        for step in OWN_STEPS
    ]
    ready = _last_step(Step.READY, how_far, joining.state == State.STARTED and not how_far.left)
    if ready.status == _("To do"):
        ready = StepShown(ready.title, links.get(Step.READY, ""), ready.status, "blue", ready.hint)
    approval = _last_step(Step.APPROVAL, how_far, joining.state == State.READY)
    if joining.state == State.READY:
        since = _("With the desk since %(when)s") % {"when": moments.at(joining.since, now)}
        approval = StepShown(approval.title, "", _("Waiting"), "yellow", since)
    return [*shown, ready, approval]


def _own_step(
    step: Step, how_far: Progress, href: str, *, joining: Joining, now: datetime
) -> StepShown:
    title = str(STEPS[step])
    if at := how_far.done.get(step):
        return StepShown(title, href, _("Completed"), "", _done_at(at, now))
    half = step == Step.DETAILS and joining.organisation and joining.organisation.description
    status = _("In progress") if half else _("To do")
    hint = str(_HINTS[step])
    if not href:
        when = moments.at(joining.started_at or joining.since, now)
        hint = _("With the organisation since %(when)s") % {"when": when}
    colour = "light-blue" if half else "blue"
    return StepShown(title, href, status, colour, hint)


def _last_step(step: Step, how_far: Progress, possible: bool) -> StepShown:  # noqa: FBT001 - private
    title = str(STEPS[step])
    if step in how_far.done:
        return StepShown(title, "", _("Completed"), "", "")
    if possible:
        return StepShown(title, "", _("To do"), "blue", "")
    return StepShown(title, "", _("Cannot start yet"), "", "")


def _done_at(at: datetime, now: datetime) -> str:
    return _("Done %(when)s") % {"when": moments.at(at, now)}


def left_in_words(how_far: Progress) -> str:
    done, whole = len(OWN_STEPS) - len(how_far.left), len(OWN_STEPS)
    return ngettext(
        "%(n)d of %(whole)d step is done", "%(n)d of %(whole)d steps are done", done
    ) % {"n": done, "whole": whole}


def turn_in_words(joining: Joining, *, now: datetime, own: bool = False) -> str:
    """Who has the next word, and since when; `own`: said to the organisation itself."""
    whose, since = whose_turn(joining)
    theirs = _("Waiting for you since %(when)s") if own else ""
    words = {
        With.DESK: _("Waiting for the desk since %(when)s"),
        With.ORGANISATION: theirs or _("Waiting for the organisation since %(when)s"),
        With.NOBODY: _("Since %(when)s"),
    }
    return words[whose] % {"when": moments.at(since, now)}


def rows_of(joinings: Sequence[Joining], actor: Actor, *, now: datetime) -> list[dict[str, Any]]:
    """For a list: each with its state, whose turn it is, and what kind it is."""
    return [
        {
            "href": page_of_joining(actor.network.slug, one.pk),
            "title": one.name,
            "tag": {
                "text": one.get_state_display(),
                "colour": _COLOURS.get(one.state, "red"),
            },
            "facts": [str(Sector(one.sector).label), turn_in_words(one, now=now)],
        }
        for one in joinings
    ]


def next_step(waiting: Waiting) -> str:
    """What the desk does about it, in the words of a link."""
    if waiting.joining.asked_at is None and waiting.joining.state in NEXT:
        return str(NEXT[waiting.joining.state])
    return _("Read what they wrote")


def thread_shown(
    messages: Sequence[JoiningMessage], *, desk: str, organisation: str, now: datetime
) -> list[dict[str, str]]:
    return [
        {
            "title": desk if one.from_desk else organisation,
            "by": one.by_name,
            "when": moments.at(one.at, now),
            "machine": moments.machine(one.at),
            "text": one.text,
        }
        for one in messages
    ]


def facts_of(joining: Joining, *, now: datetime) -> list[tuple[str, str]]:
    """What the desk knows of it; a row that says nothing is left out."""
    contact = ", ".join(one for one in (joining.contact_name, joining.contact_email) if one)
    invited = ""
    if joining.invited_at:
        invited = f"{moments.at(joining.invited_at, now)}, {joining.invited_by_name}"
    applied = moments.at(joining.applied_at, now) if joining.applied_at else ""
    rows = [
        (_("Kind"), str(Sector(joining.sector).label)),
        (_("What it does"), joining.about),
        (_("Contact"), contact),
        (_("Applied"), applied),
        (_("Invited"), invited),
        (_("Your word"), joining.word),
        (_("Why it ended"), joining.reason),
        (_("Ended by"), joining.ended_by_name),
    ]
    return [(name, value) for name, value in rows if value]


def is_open(joining: Joining) -> bool:
    return joining.state in UNDER_WAY


def page_of_joining(network: str, joining_id: UUID, **others: Any) -> str:
    kwargs = {"network": network, "joining_id": joining_id}
    return reverse("organisations:joining_one", kwargs=kwargs)
