"""Four questions at the end, one at a time: what may be answered, and what comes next."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from referrals.referrals.rules import Outcome, Status


class State(TextChoices):
    """Of the questions about one referral."""

    WAITING = "waiting", _("Will be asked")
    ASKED = "asked", _("Asked")
    # Nobody may send them anything safely: a worker asks when they next speak.
    BY_WORKER = "by_worker", _("For a worker to ask")
    ANSWERED = "answered", _("Answered")
    STOPPED = "stopped", _("They said stop")
    NOT_WANTED = "not_wanted", _("They do not want to be asked")


class Given(TextChoices):
    """How the answers came."""

    LINK = "link", _("On their own page")
    TEXT = "text", _("By text message")
    WORKER = "worker", _("Told to a worker")


class Question(TextChoices):
    """In the order in which they are asked; each may be left out."""

    CONTACTED = "contacted", _("Were they contacted?")
    REPEATED = "repeated", _("Did they have to tell their story again?")
    RESPECT = "respect", _("Were they treated with respect?")
    BETTER = "better", _("Are things better?")


# Each question's answers, in the order of their buttons and of the numbers of a text message.
ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    Question.CONTACTED: ("yes", "no"),
    Question.REPEATED: ("yes", "no"),
    Question.RESPECT: ("yes", "partly", "no"),
    Question.BETTER: ("better", "same", "worse"),
}
# The answer that a figure counts: to have had to tell it again is the bad one.
GOOD: Final[dict[str, str]] = {
    Question.CONTACTED: "yes",
    Question.REPEATED: "no",
    Question.RESPECT: "yes",
    Question.BETTER: "better",
}
WORDS: Final = "words"
QUOTE: Final = "quote"
STEPS: Final = (*ANSWERS, WORDS, QUOTE)

# Asked so long after the end: a call that was promised has come by then.
ASKED_AFTER_DAYS: Final = 3
# Not about what is long over, as after a pause of the scheduler or in what was brought in.
NOT_AFTER: Final = timedelta(days=28)
# One conversation by text message at a time, and not a new one every day.
APART: Final = timedelta(days=14)
# What a figure counts was answered this soon, and can be changed no later: so that a published
# quarter never changes.
ANSWER_WITHIN: Final = timedelta(days=14)
CHANGE_WITHIN: Final = timedelta(days=7)
MOST_WORDS: Final = 2000

_WORTH_ASKING: Final = frozenset(
    {Outcome.HELPED_IN_FULL, Outcome.HELPED_IN_PART, Outcome.COULD_NOT_REACH}
)


def worth_asking(*, status: str, outcome: str, last_of_story: bool, went_somewhere: bool) -> bool:
    """Once somebody helped or could not reach them, or nothing of their story is open any more."""
    if not went_somewhere:
        return False
    if status == Status.CLOSED and outcome in _WORTH_ASKING:
        return True
    return last_of_story and status in (Status.CLOSED, Status.DECLINED)


def next_question(said: Mapping[str, str], *, after: str = "") -> str:
    """The first that was not answered, behind `after`; empty when all were asked."""
    begin = list(ANSWERS).index(after) + 1 if after in ANSWERS else 0
    return next((name for name in list(ANSWERS)[begin:] if not said.get(name)), "")


def next_step(step: str) -> str:
    """What a text message asks next; empty after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else ""


def may_change(answered_at: datetime | None, now: datetime) -> bool:
    return answered_at is None or now < answered_at + CHANGE_WITHIN
