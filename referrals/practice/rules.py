"""How made-up organisations answer: varied, and always the same from the same beginning."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from referrals.referrals.rules import Outcome

# The job that does the next made-up step of a referral: it is the subject.
ANSWER: Final = "practice_answer"
# A person would take longer, and an empty minute teaches nobody anything.
SOON: Final = timedelta(seconds=15)
CALLED_AFTER: Final = timedelta(seconds=60)
CLOSED_AFTER: Final = timedelta(seconds=90)
# The desk's people may want to practise too, before the made-up coordinator is quicker.
DESK_AFTER: Final = timedelta(seconds=60)
# Somebody else holds the row: they may be waiting for this very job.
HELD_FOR: Final = timedelta(seconds=20)
KEPT_FOR: Final = timedelta(days=30)


class Reply(StrEnum):
    ACCEPT = "accept"
    ASK = "ask"
    DECLINE = "decline"


# A team's first, second and third referral show all that may happen; then most are accepted.
_REPLIES: Final = (
    Reply.ACCEPT, Reply.ASK, Reply.DECLINE, Reply.ACCEPT, Reply.ACCEPT, Reply.ASK, Reply.ACCEPT,
    Reply.DECLINE,
)  # fmt: skip
_OUTCOMES: Final = (Outcome.HELPED_IN_FULL, Outcome.HELPED_IN_PART, Outcome.HELPED_IN_FULL)


def reply_to(place: int) -> Reply:
    """Of a team's referrals to those who are made up, counted from 0."""
    return _REPLIES[place % len(_REPLIES)]


def outcome_of(place: int) -> Outcome:
    return _OUTCOMES[place % len(_OUTCOMES)]
