"""What the page of a referral offers beside its one next step, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.ui import moments
from referrals.clients.models import SafeTo
from referrals.outcomes.presenters import OutcomeShown
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import Letter
from referrals.referrals.rules import (
    Outcome,
    Status,
    may_still_reopen,
    reopen_until,
    reopening,
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The referral that this one was passed on as, or came from."""

    text: str
    reference: str
    href: str
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Rare:
    """A move that few need: what it is called, what it does, and its page by name."""

    title: str
    hint: str
    page: str


@dataclass(frozen=True, slots=True)
class Choice:
    """After so many failed calls: a message to begin with, and whether a letter is safe."""

    title: str
    ask: str
    letter: bool


@dataclass(frozen=True, slots=True)
class WorkShown:
    rare: list[Rare]
    reopen_by: str
    gains: OutcomeShown | None
    passed_to: Elsewhere | None
    passed_from: Elsewhere | None
    # Whether this reader may write down or correct what was gained.
    may_tell_gains: bool
    choice: Choice | None


# In the order in which they stand on the page.
_RARE: Final[dict[str, tuple[Promise, Promise]]] = {
    "assign": (
        gettext_lazy("Give it to somebody in your team"),
        gettext_lazy("They get an email. The times stay as they are."),
    ),
    "forward": (
        gettext_lazy("Pass it on to another service"),
        gettext_lazy("They agreed to that. Who sent it sees where it went."),
    ),
    "undo": (
        gettext_lazy("Undo accepting"),
        gettext_lazy("It waits for your team’s answer again. Who sent it is told."),
    ),
}


def open_now(
    moves: Sequence[str], referral: Referral, letter: Letter | None, *, now: datetime
) -> set[str]:
    """Of the moves that its state allows, those that the rest of it allows too."""
    allowed = set(moves) - {"reopen", "reopen_to_contact"}
    if "forward" in allowed and not (letter and letter.consent and letter.consent.pass_on):
        allowed.remove("forward")
    again = reopening(contacted=referral.first_contact_at is not None)
    if again in moves and letter and _may_reopen(referral, now):
        allowed.add("reopen")
    return allowed


def rare_moves(may: frozenset[str]) -> list[Rare]:
    return [
        Rare(str(title), str(hint), f"referrals:{name}")
        for name, (title, hint) in _RARE.items()
        if name in may
    ]


def reopen_by_in_words(referral: Referral, may: frozenset[str]) -> str:
    """Until when it can be opened again, for who may; empty for everybody else."""
    if "reopen" not in may or referral.ended_at is None:
        return ""
    return moments.full_date(localtime(reopen_until(referral.ended_at)).date())


def passed_on(child: Referral | None, *, network: str) -> Elsewhere | None:
    if child is None:
        return None
    return Elsewhere(
        text=_("Passed on to %(team)s, for %(service)s:")
        % {"team": child.to_name, "service": child.service_name},
        reference=child.reference,
        href=page_of_referral(network, child.reference),
        standing=_("It stands at “%(status)s”.") % {"status": Status(child.status).label},
    )


def came_from(parent: Referral | None, *, network: str) -> Elsewhere | None:
    if parent is None:
        return None
    return Elsewhere(
        text=_("%(team)s passed this on. It came to them from %(first)s:")
        % {"team": parent.to_name, "first": parent.from_name},
        reference=parent.reference,
        href=page_of_referral(network, parent.reference),
    )


def choice_after(failed: int, *, letter: Letter | None) -> Choice:
    return Choice(
        title=ngettext(
            "You have tried %(n)d time. What now?", "You have tried %(n)d times. What now?", failed
        )
        % {"n": failed},
        ask=_(
            "We have tried to reach them and could not. Is there another way that is safe,"
            " or a better time?"
        ),
        letter=bool(letter and SafeTo.POST in letter.client.safe_to),
    )


def _may_reopen(referral: Referral, now: datetime) -> bool:
    return referral.outcome != Outcome.REFERRED_ON and may_still_reopen(referral.ended_at, now)
