"""What happens in a practice network without anybody's request, and what it hears of."""

from datetime import datetime
from uuid import UUID

from ccs.audit.registry import listen
from ccs.jobs import registry
from ccs.outbox.keeping import register_keeper
from organisations.practice.founding import TIDY
from referrals.practice.answering import answer_for_others
from referrals.practice.ending import RESET, reset_team
from referrals.practice.hearing import heard
from referrals.practice.mail import PracticeKeeper
from referrals.practice.rules import ANSWER
from referrals.practice.tidying import tidy

_KEEPER = PracticeKeeper()


def reset(network_id: UUID, team_id: UUID) -> datetime | None:
    reset_team(network_id, team_id)
    return None


def register() -> None:
    registry.register(ANSWER, answer_for_others)
    registry.register(RESET, reset)
    registry.register(TIDY, tidy)
    register_keeper(_KEEPER)
    listen(heard)
