"""How an email comes to be owed to somebody who signs in."""

from uuid import UUID

from ccs.outbox.actions import enqueue
from tests.world import World


def to_members(world: World, name: str, template: str, subject: UUID, event: UUID) -> None:
    enqueue(
        template,
        network_id=world.network.pk,
        recipients=[world.people[name].pk],
        subject_id=subject,
        event_id=event,
    )
