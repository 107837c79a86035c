"""Each night one job a network, and one for each person whose time is over."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from referrals.retention.actions import ERASE, RUN, erase_if_over, run


def look(network_id: UUID, subject_id: UUID) -> datetime | None:
    """What is not erased tonight is found again tomorrow."""
    run(network_id, timezone.now())
    return None


def erase_one(network_id: UUID, client_id: UUID) -> datetime | None:
    erase_if_over(network_id, client_id)
    return None


def register() -> None:
    registry.register(RUN, look)
    registry.register(ERASE, erase_one)
