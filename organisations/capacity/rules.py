from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor

_CONFIRMED_FOR: Final = timedelta(days=30)


def can_set_capacity(actor: Actor, *, team_id: UUID) -> bool:
    """Those who do the work, and their manager."""
    return team_id in actor.envelopes


def has_services_to_run(actor: Actor) -> bool:
    """Whether the page of capacity is for them at all."""
    return bool({"worker", "manager"} & actor.roles)


def is_confirmed(set_at: datetime, *, now: datetime) -> bool:
    """What nobody has said again for a month may no longer be so."""
    return now - set_at <= _CONFIRMED_FOR
