"""What else ends with somebody's work in a team, filled by the apps that know of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership


@dataclass(frozen=True, slots=True)
class Given:
    """What a person has in their own name in some teams, and what of the teams is open."""

    assigned: int = 0
    # By team: what waits for somebody to act there.
    open: tuple[tuple[UUID, int], ...] = ()


Counter = Callable[[UUID, Membership, Collection[UUID]], Given]
Handler = Callable[[Actor, Membership, Collection[UUID]], int]

_counter: list[Counter] = []
_handlers: dict[str, Handler] = {}


def register(name: str, handler: Handler, *, counter: Counter) -> None:
    """For `apps.ready()`. Both are called in the network's `system` context."""
    _handlers[name] = handler
    _counter[:] = [counter]


def given_to(network_id: UUID, member: Membership, teams: Collection[UUID]) -> Given:
    return _counter[0](network_id, member, teams)


def hand_back(actor: Actor, member: Membership, teams: Collection[UUID]) -> int:
    """What they had in their own name there is the team's; answers how many things that were."""
    return sum(handler(actor, member, teams) for handler in _handlers.values())
