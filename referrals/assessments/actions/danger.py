"""Somebody may be in danger: nothing is sent until it is said what was done about it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from referrals.assessments.actions.keeping import lock_assessment
from referrals.assessments.models import Assessment, Danger, DangerDone
from referrals.drafts.clock import touch

_ALARMS = (Danger.NOW, Danger.UNSURE)


def check_no_danger(assessment: Assessment) -> None:
    """Before anything is sent, by whatever way."""
    if assessment.danger_open:
        raise Problem(
            _("Somebody may be in danger. Say what was done about it before you send."),
            field="danger",
        )


@transaction.atomic
def say_danger(*, actor: Actor, assessment_id: UUID, danger: str) -> Assessment:
    """The answer to whether somebody is in danger. The same answer again stops nobody twice."""
    if danger not in Danger.values:
        raise Problem(_("Say whether somebody is in danger"), field="danger")
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    if assessment.danger == danger:
        return assessment
    if danger in _ALARMS:
        assessment.danger_done, assessment.danger_words = [], ""
        assessment.danger_done_at = None
    return _kept(actor, assessment, danger, "danger.said")


@transaction.atomic
def say_what_was_done(
    *, actor: Actor, assessment_id: UUID, done: Sequence[str], words: str = ""
) -> Assessment:
    """Kept with what was told, for whoever helps next; from here it may go on."""
    chosen = [code for code in DangerDone.values if code in done]
    if not chosen:
        raise Problem(_("Say what was done"), field="done")
    if DangerDone.OTHER in chosen and not words.strip():
        raise Problem(_("Say what else was done"), field="words")
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    assessment.danger_done, assessment.danger_words = chosen, words.strip()
    assessment.danger_done_at = timezone.now()
    danger = assessment.danger if assessment.danger in _ALARMS else Danger.NOW
    return _kept(actor, assessment, danger, "danger.met")


def _kept(actor: Actor, assessment: Assessment, danger: str, action: str) -> Assessment:
    assessment.danger = danger
    assessment.save(update_fields=["danger", "danger_done", "danger_words", "danger_done_at"])
    touch(assessment.pk, actor=actor)
    record(
        action,
        actor=actor,
        subject_kind="assessment",
        subject_id=assessment.pk,
        reason=danger,
    )
    return assessment
