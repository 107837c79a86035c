"""A question that nobody answered within a working day: the desk is reminded of it, once."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from networks.networks.queries import network_by_id, working_hours
from organisations.engagement.questions.actions import WAITS
from organisations.engagement.questions.models import HelpQuestion
from organisations.engagement.questions.rules import State
from organisations.members.models import Team
from organisations.roles.queries import people_told_about

WAITING = "question_waiting"


def remind(network_id: UUID, question_id: UUID) -> datetime | None:
    """Never at night: a late worker waits for the desk to open."""
    now = timezone.now()
    opening = working_hours(network_by_id(network_id)).next_moment(now)
    if opening > now:
        return opening
    waiting = HelpQuestion.objects.filter(pk=question_id, state=State.WAITING, joined_to=None)
    desk = Team.objects.filter(network_id=network_id, is_desk=True, closed_on=None).first()
    if desk is not None and waiting.exists():
        enqueue(
            WAITING,
            network_id=network_id,
            recipients=people_told_about(desk.pk),
            subject_id=question_id,
            event_id=new_id(),
        )
    return None


def register() -> None:
    registry.register(WAITS, remind)
