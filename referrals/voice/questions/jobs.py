"""What the scheduler does for the questions at the end."""

from ccs.jobs import registry
from referrals.voice.questions.actions.asking import ASK_AT_THE_END, ask_those_due


def register() -> None:
    registry.register(ASK_AT_THE_END, ask_those_due)
