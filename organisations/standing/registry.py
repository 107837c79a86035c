"""What of an organisation's open work the apps above know, where it pauses or leaves."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor


@dataclass(frozen=True, slots=True)
class Open:
    """One referral that a team has received: envelope and no more."""

    reference: str
    service: str
    sender: str
    status: str
    # Somebody has spoken to the person: that is not given back on a pause.
    begun: bool
    # Nobody has said yes or no yet.
    unanswered: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What became of it, in counts."""

    given_back: int = 0
    passed_on: int = 0
    to_desk: int = 0


@dataclass(frozen=True, slots=True)
class Handler:
    """`give_back` what is unanswered; `leave` everything. Both as the actor, for these teams."""

    listed: Callable[[UUID, Collection[UUID]], list[Open]]
    sent: Callable[[UUID, Collection[UUID]], int]
    needs: Callable[[UUID, Collection[UUID]], int]
    give_back: Callable[[Actor, Collection[UUID], str], int]
    leave: Callable[[Actor, Collection[UUID], str], Left]


_handler: list[Handler] = []


def register(handler: Handler) -> None:
    """For `apps.ready()`: what is listed or counted is, as the system."""
    _handler[:] = [handler]


def handler() -> Handler:
    return _handler[0]
