"""How long each part of joining may take, which steps there are, and what is left of them: pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ccs.tenancy.actor import Actor
from organisations.joining.models import Joining, State
from organisations.roles.rules import can_coordinate

EXPIRES: Final = timedelta(days=60)
REMINDED: Final = timedelta(days=7)
# Nobody said that the address is theirs: what was typed goes.
UNCONFIRMED_FOR: Final = timedelta(days=7)
# Long enough for the last email to be sent.
CONTACT_KEPT: Final = timedelta(days=7)
RECORD_KEPT: Final = timedelta(days=365)

# Of these the desk or the organisation still has something to do.
UNDER_WAY: Final = (State.APPLIED, State.INVITED, State.STARTED, State.READY)
OVER: Final = (State.TURNED_DOWN, State.WITHDRAWN, State.ENDED, State.EXPIRED)
# The organisation is there, and works on its steps.
INSIDE: Final = (State.STARTED, State.READY)

LONGEST_TEXT: Final = 2000


class Step(StrEnum):
    DETAILS = "details"
    AGREEMENT = "agreement"
    CHARTER = "charter"
    PEOPLE = "people"
    SERVICES = "services"
    PRACTICE = "practice"
    READY = "ready"
    APPROVAL = "approval"


class With(StrEnum):
    """Who has the next word."""

    ORGANISATION = "organisation"
    DESK = "desk"
    NOBODY = "nobody"


# What the organisation does, in any order, before it can say that it is ready.
OWN_STEPS: Final = (
    Step.DETAILS,
    Step.AGREEMENT,
    Step.CHARTER,
    Step.PEOPLE,
    Step.SERVICES,
    Step.PRACTICE,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """When each step was done; one that is not done is absent. `with_` and `since`: who waits."""

    done: dict[Step, datetime]
    with_: With
    since: datetime
    state: str

    @property
    def left(self) -> list[Step]:
        return [step for step in OWN_STEPS if step not in self.done]


def progress(joining: Joining, found: dict[Step, datetime]) -> Progress:
    """`found`: the steps that other tables know of."""
    done: dict[Step, datetime] = {step: at for step, at in found.items() if step in OWN_STEPS}
    own: dict[Step, datetime | None] = {
        Step.DETAILS: joining.details_at,
        Step.PEOPLE: joining.people_at,
        Step.READY: joining.ready_at,
        Step.APPROVAL: joining.live_at,
    }
    done |= {step: at for step, at in own.items() if at}
    with_, since = whose_turn(joining)
    return Progress(done=done, with_=with_, since=since, state=joining.state)


def whose_turn(joining: Joining) -> tuple[With, datetime]:
    """A question that was asked comes before anything else."""
    if joining.state not in (*UNDER_WAY, State.UNCONFIRMED):
        return With.NOBODY, joining.since
    if joining.asked_at:
        return With.ORGANISATION, joining.asked_at
    if joining.with_desk_since:
        return With.DESK, joining.with_desk_since
    if joining.state in (State.APPLIED, State.READY):
        return With.DESK, joining.since
    return With.ORGANISATION, joining.since


def can_decide(actor: Actor) -> bool:
    """The desk's people; nobody joins a practice network by an invitation."""
    return can_coordinate(actor) and not actor.network.is_practice


def can_work_on(actor: Actor, joining: Joining) -> bool:
    """Those who manage the organisation. The desk reads the same page and does none of it."""
    return joining.organisation_id is not None and joining.organisation_id in actor.managed


def plain(name: str) -> str:
    return " ".join(name.split()).casefold()
