"""Where a referral stands: what is so, who acts next, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    due_in_words,
    ending_of,
    is_late,
    receiver_of,
    with_desk,
)
from referrals.referrals.rules import Side, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """`next_step` says whose turn it is, `due` by when; both empty once nobody has to act."""

    sentence: str
    next_step: str = ""
    due: str = ""
    late: bool = False


def standing_of(referral: Referral, *, sides: frozenset[Side], now: datetime) -> Standing:
    sentence, next_step = _SAID[Status(referral.status)](referral, sides, now)
    if with_desk(referral):
        next_step = _("Nobody acted in time. The desk finds out why.")
    open_still = referral.next_action_at is not None
    return Standing(
        sentence=sentence,
        next_step=next_step,
        due=due_in_words(referral, now) if open_still else "",
        late=is_late(referral, now),
    )


_Said = tuple[str, str]


def _draft(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    return _("This is a draft. Nothing has been sent."), _("Your team finishes and sends it.")


def _with_broker(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    return _("The desk looks for somebody who can help."), _("The desk chooses a service.")


def _sent(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    if Side.RECEIVER in sides:
        sentence = _("%(team)s asks you to help.") % {"team": referral.from_name}
        if referral.self_referred:
            sentence = _("Somebody asks you for help for themselves.")
        return sentence, _("Your team accepts or declines.")
    if referral.seen_at:
        sentence = _("%(team)s opened this %(when)s. They have not answered yet.") % {
            "team": receiver_of(referral),
            "when": moments.ago(referral.seen_at, now),
        }
    else:
        sentence = _("%(team)s has not opened this yet.") % {"team": receiver_of(referral)}
    return sentence, _("%(team)s accepts or declines.") % {"team": receiver_of(referral)}


def _returned(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    sentence = _("%(team)s has asked a question.") % {"team": receiver_of(referral)}
    return sentence, _("%(team)s answers it.") % {"team": referral.from_name}


def _accepted(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    sentence = _("%(team)s has accepted this.") % {"team": receiver_of(referral)}
    return sentence, _("%(who)s contacts the person.") % {"who": _worker(referral)}


def _in_progress(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    sentence = _("%(team)s has spoken to the person and is helping.") % {
        "team": receiver_of(referral)
    }
    return sentence, _("%(who)s says how it is going, or closes it.") % {"who": _worker(referral)}


def _declined(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    return _("%(team)s declined this %(when)s. Their reason: %(reason)s.") % {
        "team": receiver_of(referral),
        "when": _ended(referral, now),
        "reason": ending_of(referral),
    }, ""


def _withdrawn(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    """By the team that asked, or because the person no longer agrees: the timeline says which."""
    words = _("It was taken back %(when)s, and has ended.")
    return words % {"when": _ended(referral, now)}, ""


def _closed(referral: Referral, sides: frozenset[Side], now: datetime) -> _Said:
    return _("%(team)s closed this %(when)s. What came of it: %(outcome)s.") % {
        "team": receiver_of(referral),
        "when": _ended(referral, now),
        "outcome": ending_of(referral),
    }, ""


def _worker(referral: Referral) -> str:
    return referral.assigned_to.name if referral.assigned_to else referral.to_name


def _ended(referral: Referral, now: datetime) -> str:
    return moments.when(localtime(referral.ended_at).date(), now)


_SAID: Final[dict[Status, Callable[[Referral, frozenset[Side], datetime], _Said]]] = {
    Status.DRAFT: _draft,
    Status.WITH_BROKER: _with_broker,
    Status.SENT: _sent,
    Status.RETURNED: _returned,
    Status.ACCEPTED: _accepted,
    Status.IN_PROGRESS: _in_progress,
    Status.DECLINED: _declined,
    Status.WITHDRAWN: _withdrawn,
    Status.CLOSED: _closed,
}
