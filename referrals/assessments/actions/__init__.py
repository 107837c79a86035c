"""Keeping what was told, once: whole (the API, the demo) or page by page (the journey)."""

from referrals.assessments.actions.danger import (
    check_no_danger,
    say_danger,
    say_what_was_done,
)
from referrals.assessments.actions.keeping import lock_assessment
from referrals.assessments.actions.knowing import refer_again, refer_member
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
    "check_no_danger",
    "discard_assessment",
    "keep_answers",
    "keep_person",
    "keep_story",
    "lock_assessment",
    "open_assessment",
    "record_assessment",
    "refer_again",
    "refer_member",
    "revise_assessment",
    "say_danger",
    "say_what_was_done",
    "settle_open_need",
]
