"""Who looks over the walls of a world, and what they are to the story told there."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from ccs.tenancy.context import Context, Role, current, enter, system
from tests.world import World

Look = Callable[["Worlds"], AbstractContextManager[Any]]


@dataclass
class Worlds:
    """Two networks with the same tables filled: `here` is attacked, `there` attacks."""

    here: World
    there: World
    _contexts: dict[tuple[str, str], Context] = field(default_factory=dict)

    def context_of(self, world: World, name: str) -> Context:
        """What a request of theirs is given, looked up once: nobody's roles change here."""
        key = world.network.slug, name
        if key not in self._contexts:
            with world.acting(name):
                self._contexts[key] = current()
        return self._contexts[key]


def _as(name: str) -> Look:
    return lambda worlds: enter(worlds.context_of(worlds.here, name))


def _from_there(name: str) -> Look:
    return lambda worlds: enter(worlds.context_of(worlds.there, name))


def _in_role(role: Role | None) -> Look:
    return lambda worlds: enter(
        Context(
            network=worlds.here.network.pk, user=worlds.there.people["teacher"].user_id, role=role
        )
    )


# The school tells the story and asks the advice line: neither of them looks here.
VIEWERS: dict[str, Look] = {
    "another network's worker": _from_there("adviser"),
    "another network's coordinator": _from_there("coordinator"),
    "another network's system": lambda worlds: enter(system(worlds.there.network.pk)),
    "another organisation": _as("officer"),
    "another team": _as("caseworker"),
    "manager": _as("manager"),
    "coordinator": _as("coordinator"),
    "analyst": _as("analyst"),
    "system": lambda worlds: enter(system(worlds.here.network.pk)),
    "public": _in_role(Role.PUBLIC),
    "programme": _in_role(Role.PROGRAMME),
    "no role": _in_role(None),
    "no context": lambda worlds: nullcontext(),
}
PARTIES: dict[str, Look] = {"referrer": _as("teacher"), "receiver": _as("adviser")}
