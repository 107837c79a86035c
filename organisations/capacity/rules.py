from uuid import UUID

from ccs.tenancy.actor import Actor


def can_set_capacity(actor: Actor, *, team_id: UUID) -> bool:
    """Those who do the work, and their manager."""
    return team_id in actor.envelopes
