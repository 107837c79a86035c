"""Being somebody who is made up, as a request would make them; in a practice network alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter, system
from organisations.members.models import Membership
from organisations.practice.queries import made_up_coordinator, made_up_worker
from organisations.roles.queries import actor_of_member


@contextmanager
def made_up_of(team_id: UUID, *, network_id: UUID) -> Iterator[Actor]:
    """The worker of a made-up team."""
    with enter(system(network_id)):
        member = made_up_worker(team_id)
    with _as(member) as actor:
        yield actor


@contextmanager
def made_up_desk(network_id: UUID) -> Iterator[Actor]:
    with enter(system(network_id)):
        member = made_up_coordinator(network_id)
    with _as(member) as actor:
        yield actor


@contextmanager
def caretaker_of(team_id: UUID, *, network_id: UUID) -> Iterator[Actor]:
    """The made-up coordinator in the place of a team's own people: to end what they practised."""
    with made_up_desk(network_id) as desk:
        actor = replace(desk, teams=(team_id,), envelopes=(team_id,))
        with enter(actor.context):
            yield actor


@contextmanager
def _as(member: Membership) -> Iterator[Actor]:
    with enter(Context(user=member.user_id)):
        yield actor_of_member(member)
