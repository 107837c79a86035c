"""What is not sent has a time at which it is deleted: each change begins it again."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from referrals.assessments.models import Assessment
from referrals.drafts.rules import KEPT, WARNED_AFTER

# The subjects are a conversation's id, though the conversation itself may not exist yet.
DRAFT: Final = "draft"
TYPING: Final = "typing"


def touch(assessment_id: UUID, *, actor: Actor) -> None:
    """It was saved: by whom, and how long it stays. Once it was sent only the first counts."""
    Assessment.objects.filter(pk=assessment_id).update(changed_by_id=actor.member_id)
    begin_again(assessment_id, network_id=actor.network.id, now=timezone.now())


def begin_again(assessment_id: UUID, *, network_id: UUID, now: datetime) -> None:
    """Somebody works on it; once it was sent this does nothing."""
    if Assessment.objects.filter(pk=assessment_id, first_sent_at=None).update(changed_at=now):
        schedule(DRAFT, network_id=network_id, due=[(assessment_id, now + WARNED_AFTER)])


def typed_at(assessment_id: UUID, *, network_id: UUID, now: datetime) -> None:
    schedule(TYPING, network_id=network_id, due=[(assessment_id, now + KEPT)])
