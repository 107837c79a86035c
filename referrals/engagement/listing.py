"""The list of members: which of them, in which order, and which page of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from organisations.engagement.pipeline.rules import Known, Liveliness, liveliness
from referrals.engagement.members import Member

SIZE: Final = 25


class Step(TextChoices):
    """The dates of a member, in the order in which they usually come."""

    INVITED = "invited", _("Invited")
    SIGNED = "signed", _("Signed")
    PRACTISED = "practised", _("Practised")
    LIVE = "live", _("Live")
    FIRST_SENT = "first_sent", _("First sent")
    FIRST_RECEIVED = "first_received", _("First received")
    LAST_SEEN = "last_seen", _("Last seen")


ORDERS: Final = [
    ("", _("Name")),
    ("state", _("Active or quiet")),
    *((step.value, step.label) for step in Step),
    ("replies", _("Time to answer")),
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`without` is a step that they have not reached."""

    text: str = ""
    sector: str = ""
    state: str = ""
    without: str = ""
    order: str = ""
    backwards: bool = False


def day_of(known: Known, step: str) -> date | None:
    found: date | None = getattr(known, f"{step}_on")
    return found


def chosen(members: list[Member], wanted: Wanted, *, today: date) -> list[Member]:
    """Those that were asked for, in the order that was asked for; what is missing comes last."""
    text = wanted.text.casefold()
    found = [
        one
        for one in members
        if (not text or text in one.name.casefold())
        and (not wanted.sector or one.organisation.sector == wanted.sector)
        and (not wanted.state or liveliness(one.known, today=today) == wanted.state)
        and (not wanted.without or day_of(one.known, wanted.without) is None)
    ]
    key = _key_of(wanted.order, today)
    if key is None:
        return found[::-1] if wanted.backwards else found
    there = [one for one in found if key(one) is not None]
    missing = [one for one in found if key(one) is None]
    return [*sorted(there, key=key, reverse=wanted.backwards), *missing]


def page_in(text: str) -> int:
    """The number in an address; what is none is the first."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


def _key_of(order: str, today: date) -> Callable[[Member], Any] | None:
    if order == "state":
        rank = list(Liveliness)
        return lambda one: rank.index(liveliness(one.known, today=today))
    if order == "replies":
        return lambda one: one.known.replies
    if order in Step.values:
        return lambda one: day_of(one.known, order)
    return None
