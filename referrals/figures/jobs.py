"""Every night, for each network: how its organisations answered, and when they were active."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from networks.networks.queries import network_by_id, working_hours
from organisations.directory.actions import (
    REPLY_FIGURES,
    Figure,
    next_night,
    write_reply_figures,
)
from referrals.engagement.marking import mark_activity
from referrals.figures.queries import answers_since
from referrals.figures.rules import COUNTED_FOR, counted


def count_replies(network_id: UUID, subject_id: UUID) -> datetime:
    """From what is kept, so that another run comes to the same numbers."""
    now = timezone.now()
    hours = working_hours(network_by_id(network_id))
    answers = list(answers_since(network_id, now - COUNTED_FOR))
    found = counted(answers, hours=hours)
    write_reply_figures(
        network_id=network_id,
        figures=[
            Figure(organisation, service, one.answered, one.accepted, one.typical_minutes)
            for (organisation, service), one in found.items()
        ],
    )
    mark_activity(network_id, answers, now=now)
    return next_night(now)


def register() -> None:
    registry.register(REPLY_FIGURES, count_replies)
