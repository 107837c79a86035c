"""What of a team's work the apps above know: counted, and taken to another team."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.members.models import Team


@dataclass(frozen=True, slots=True)
class Work:
    """Open things of a team, in counts: nothing in it is about a person."""

    received: int = 0
    sent: int = 0
    needs: int = 0
    plans: int = 0

    @property
    def any_open(self) -> int:
        return self.received + self.sent + self.needs + self.plans


@dataclass(frozen=True, slots=True)
class Moved:
    moved: int
    stayed: int


@dataclass(frozen=True, slots=True)
class Handler:
    """`count` of a team, of some services only or of all (None); `move` for these services."""

    count: Callable[[UUID, UUID, Collection[UUID] | None], Work]
    move: Callable[[Actor, Team, Team, Collection[UUID]], Moved]


_handler: list[Handler] = []


def register(handler: Handler) -> None:
    """For `apps.ready()`: `count` is called as the system, `move` in the actor's own context."""
    _handler[:] = [handler]


def work_of(network_id: UUID, team_id: UUID, services: Collection[UUID] | None = None) -> Work:
    return _handler[0].count(network_id, team_id, services)


def move_received(actor: Actor, team: Team, new: Team, services: Collection[UUID]) -> Moved:
    return _handler[0].move(actor, team, new, services)
