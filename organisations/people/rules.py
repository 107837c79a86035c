"""When an account is dormant, and what of a person's work cannot be left: pure."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# Nobody has seen them for so long: they are asked whether they still need this.
ASKED_AFTER: Final = timedelta(days=90)
# They did not come back after they were asked: the account is closed as one that left.
CLOSED_AFTER: Final = timedelta(days=30)


class Next(StrEnum):
    """What the site does about somebody who has been away."""

    NOTHING = "nothing"
    ASK = "ask"
    CLOSE = "close"


def last_here(*, seen_on: date | None, joined_on: date) -> date:
    """For who never came, the day they were invited."""
    return seen_on or joined_on


def what_next(*, last: date, asked_on: date | None, today: date) -> Next:
    """Coming back is the answer: what was asked before that counts no more."""
    if today - last < ASKED_AFTER:
        return Next.NOTHING
    if asked_on is None or asked_on <= last:
        return Next.ASK
    return Next.CLOSE if today - asked_on >= CLOSED_AFTER else Next.NOTHING


def closes_on(asked_on: date) -> date:
    return asked_on + CLOSED_AFTER
