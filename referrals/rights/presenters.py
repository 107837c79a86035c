"""Requests by right in finished sentences. None of them names the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.members.models import Team
from organisations.members.presenters import full_name
from organisations.roles.rules import can_coordinate
from referrals.papers.words import record_name
from referrals.rights.models import Correction, RightsRequest, RightsStep
from referrals.rights.rules import (
    BY_TWO,
    REMIND_DAYS,
    AskedBy,
    Identity,
    Kind,
    Longer,
    Refused,
    State,
    StepKind,
    WhyLifted,
    WhyRestricted,
)
from referrals.rights.words import name_of

_COLOURS: Final = {State.OPEN: "blue", State.DONE: "green"}
_DETAILS: Final = {
    StepKind.RECEIVED: AskedBy,
    StepKind.IDENTITY: Identity,
    StepKind.EXTENDED: Longer,
    StepKind.RESTRICTED: WhyRestricted,
    StepKind.LIFTED: WhyLifted,
    StepKind.REFUSED: Refused,
}

# What stays, as what it is then.
_KEPT: Final = {
    "referrals.Referral": gettext_lazy("That there was a referral"),
    "referrals.ReferralEvent": gettext_lazy("Steps of it: what was done and when"),
    "referrals.AftercareCheck": gettext_lazy("That somebody was to ask how they were"),
}


@dataclass(frozen=True, slots=True)
class Buttons:
    """What may be done now, by the one who looks."""

    identity: bool
    longer: bool
    propose: bool
    agree: bool
    take_back: bool
    copy: bool
    restrict: bool
    lift: bool
    finish: bool
    uphold: bool
    end: bool


def page_of_request(network: str, request_id: UUID, **_: Any) -> str:
    where = {"network": network, "request_id": request_id}
    return reverse("referrals:rights_request", kwargs=where)


def item_of(asked: RightsRequest, *, network: str, today: date) -> dict[str, Any]:
    return {
        "href": page_of_request(network, asked.pk),
        "title": str(Kind(asked.kind).label),
        "tag": tag_of(asked, today),
        "facts": [
            _("Asked on %(day)s") % {"day": moments.full_date(asked.received_on)},
            clock_of(asked, today),
            _("Taken by %(team)s") % {"team": asked.team.name},
        ],
    }


def tag_of(asked: RightsRequest, today: date) -> dict[str, str]:
    if asked.state == State.OPEN and asked.due_on < today:
        return {"text": _("Overdue"), "colour": "red"}
    colour = _COLOURS.get(State(asked.state), "grey")
    return {"text": str(State(asked.state).label), "colour": colour}


def clock_of(asked: RightsRequest, today: date) -> str:
    """The law's clock, in days."""
    day = moments.full_date(asked.due_on)
    left = (asked.due_on - today).days
    if asked.state != State.OPEN:
        return _("Was due by %(day)s") % {"day": day}
    if left < 0:
        return _("Was due by %(day)s, and is late") % {"day": day}
    told = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return _("Due by %(day)s: %(left)s") % {"day": day, "left": told}


def is_near(asked: RightsRequest, today: date) -> bool:
    return asked.state == State.OPEN and (asked.due_on - today).days <= REMIND_DAYS


def facts_of(asked: RightsRequest, teams: Sequence[Team], actor: Actor) -> list[tuple[str, str]]:
    """Which teams hold a record is for the desk alone: it would tell one of another."""
    held = ", ".join(full_name(team) for team in teams)
    return [
        (_("Asked by"), str(AskedBy(asked.asked_by).label)),
        (_("The day on which they asked"), moments.full_date(asked.received_on)),
        (_("Taken by"), asked.team.name),
        (
            _("Whether it is they"),
            str(Identity(asked.identity).label) if asked.identity else _("Not checked yet"),
        ),
        *([(_("Longer because"), str(Longer(asked.longer).label))] if asked.longer else []),
        *([(_("Held by"), held)] if can_coordinate(actor) else []),
        *([(_("Refused because"), str(Refused(asked.refused).label))] if asked.refused else []),
    ]


def steps_of(steps: Sequence[RightsStep], now: datetime) -> list[dict[str, str]]:
    return [
        {
            "title": str(StepKind(one.kind).label),
            "by": one.by_name,
            "when": moments.ago(one.at, now),
            "machine": moments.machine(one.at),
            "text": _detail(one),
        }
        for one in reversed(steps)
    ]


def _detail(one: RightsStep) -> str:
    choices = _DETAILS.get(StepKind(one.kind))
    return str(choices(one.detail).label) if choices and one.detail else ""


def buttons_of(asked: RightsRequest, *, actor: Actor, restricted: bool, may_act: bool) -> Buttons:
    is_open = asked.state == State.OPEN and may_act
    by_two = is_open and asked.kind in BY_TWO and bool(asked.identity) and not asked.agreed_by_id
    own = asked.proposed_by_id == actor.member_id
    return Buttons(
        identity=is_open and not asked.identity,
        longer=is_open and not asked.longer and timezone.localdate() <= asked.due_on,
        propose=by_two and asked.proposed_by_id is None,
        agree=by_two and asked.proposed_by_id is not None and not own,
        take_back=by_two and asked.proposed_by_id is not None,
        copy=is_open
        and asked.kind == Kind.ACCESS
        and bool(asked.agreed_by_id)
        and can_coordinate(actor),
        restrict=is_open and not restricted and asked.kind != Kind.ACCESS,
        lift=restricted and may_act,
        finish=is_open and asked.kind not in (Kind.ERASE, Kind.OBJECT),
        uphold=is_open and asked.kind == Kind.OBJECT,
        end=is_open,
    )


def what_stays() -> list[str]:
    """Said before an erasure, as it is."""
    return [
        _("What goes: who they are, their household, what they told, answers, files, messages,"
          " notes, what came of it in words, and the links and texts to them."),
        _("What stays, without them: that a referral was made, when, by which teams, for what"
          " kind of help, and how it ended; counts; when they agreed and on what basis."),
        _("Copies on paper or in other systems are not reached: each team deletes its own."),
        _("It cannot be undone."),
    ]  # fmt: skip


def what_upholding_does() -> list[str]:
    """Said before an objection is agreed to, to who decides it."""
    return [
        _("Nobody rings them or sends them questions about how they are, or how it went, until"
          " they agree anew."),
        _("They are left out of all figures about people that are counted from now on: with every"
          " team, and also what they tell later."),
        _("Figures that were made before stay. They are numbers in which nobody can be found, so"
          " the right to object does not reach them."),
        _("What they were helped with stays written down. Referrals are still counted by team and"
          " by kind of help: that says nothing about the person."),
    ]  # fmt: skip


def what_to_tell(asked: RightsRequest) -> list[str]:
    """Of an objection that was decided: the words for them, to be said or written."""
    if asked.kind != Kind.OBJECT:
        return []
    if asked.state == State.DONE:
        return [
            _("You objected, and we agree."),
            _("Nobody will ring you or send you questions about how you are, or how it went."),
            _("What you were helped with stays written down. If you agree anew, we may ask again."),
            _("From today you are in no new figures about the people who are helped."),
            _("Figures that were made before stay. Nobody can find you in them."),
        ]
    if asked.state == State.REFUSED:
        return [
            _("You objected, and we do not agree. The reason: %(why)s.")
            % {"why": Refused(asked.refused).label},
            _(
                "You can complain to the Information Commissioner’s Office (ico.org.uk), and you"
                " can go to court."
            ),
        ]
    return []


def counted_rows(numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    """Kinds of records with how many, the most first."""
    names = {label: str(_KEPT.get(label) or record_name(label)) for label in numbers}
    return [
        (names[label], str(number))
        for label, number in sorted(numbers.items(), key=lambda one: (-one[1], names[one[0]]))
    ]


def trail_of(rows: Sequence[Correction], now: datetime) -> list[dict[str, str]]:
    return [
        {
            "title": name_of("referrals.Client", one.field),
            "by": one.by_name or _("The person themselves"),
            "when": moments.ago(one.at, now),
            "machine": moments.machine(one.at),
            "text": _("Before: %(before)s. Since: %(after)s.")
            % {"before": one.before or _("nothing"), "after": one.after or _("nothing")},
        }
        for one in rows
    ]
