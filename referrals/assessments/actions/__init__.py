"""Keeping what was told, once: whole (the API, the demo) or page by page (the journey)."""

from referrals.assessments.actions.keeping import lock_assessment
from referrals.assessments.actions.recording import (
    discard_assessment,
    record_assessment,
    revise_assessment,
)
from referrals.assessments.actions.settling import settle_open_need
from referrals.assessments.actions.steps import (
    keep_answers,
    keep_person,
    keep_story,
    open_assessment,
)

__all__ = [
    "discard_assessment",
    "keep_answers",
    "keep_person",
    "keep_story",
    "lock_assessment",
    "open_assessment",
    "record_assessment",
    "revise_assessment",
    "settle_open_need",
]
