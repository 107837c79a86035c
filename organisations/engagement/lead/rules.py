"""Who may hand the lead over, and when it may happen."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.engagement.lead.models import OPEN, HandoverStatus, LeadHandover
from organisations.roles.rules import can_coordinate

LATEST: Final = timedelta(days=365)


def may_propose(actor: Actor, lead: UUID | None) -> bool:
    """The desk, or a manager of the organisation that leads now."""
    return can_coordinate(actor) or (lead is not None and lead in actor.managed)


def may_answer(actor: Actor, handover: LeadHandover) -> bool:
    waits = handover.status == HandoverStatus.PROPOSED
    return waits and handover.to_organisation_id in actor.managed


def may_take_back(actor: Actor, handover: LeadHandover) -> bool:
    """Until it has happened, even when it was accepted."""
    return handover.status in OPEN and may_propose(actor, handover.from_organisation_id)


def is_a_day_for_it(day: date, *, today: date) -> bool:
    return today <= day <= today + LATEST


def who_stops(losing: list[UUID], *, coordinators: set[UUID]) -> list[UUID]:
    """Nobody, rather than leave the network without a coordinator."""
    return losing if coordinators - set(losing) else []
