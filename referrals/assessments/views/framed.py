"""The frame of a step, for its view to pass on."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.requests import NetworkRequest
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.frame import frame_of
from referrals.assessments.presenters.steps import standing_of
from referrals.drafts.recall import Kept


def framed(
    request: NetworkRequest,
    assessment: Assessment | None,
    step: str,
    *,
    kept: Kept | None = None,
    assessment_id: UUID | None = None,
) -> dict[str, Any]:
    """`frame`, for the context of a step's page: who, what, services, agree, check or one-page.

    Before the conversation exists `assessment_id` says which it will be.
    """
    key = assessment.pk if assessment else assessment_id
    if key is None:
        raise ValueError("A step is of a conversation, or of one to be.")
    frame = frame_of(
        request.actor,
        key,
        step,
        standing=standing_of(assessment) if assessment else None,
        kept=kept or Kept(step, ""),
        alarm=assessment is not None and assessment.danger_open,
        now=timezone.now(),
    )
    return {"frame": frame}
