"""A whole conversation at once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed
from referrals.assessments.actions.keeping import (
    begin,
    check_needs,
    check_not_sent,
    check_person,
    lock_assessment,
    rewrite,
)
from referrals.assessments.equality import check_equality
from referrals.assessments.models import Assessment
from referrals.assessments.rules import Told
from referrals.drafts.clock import touch
from referrals.referrals.models import Referral


@transaction.atomic
def record_assessment(
    *, actor: Actor, team_id: UUID, told: Told, assessment_id: UUID | None = None
) -> Assessment:
    """Keep a conversation as the record of `team_id`, one of the actor's.

    `assessment_id` comes with the form: the same one twice is the same conversation, and
    the second, a double click, changes nothing.
    """
    if team_id not in actor.teams:
        raise NotAllowed(_("Choose one of your own teams."))
    check_person(told)
    check_needs(told)
    check_equality(told.answers)
    existing = Assessment.objects.filter(pk=assessment_id).first() if assessment_id else None
    if existing:
        return existing
    assessment = begin(actor=actor, team_id=team_id, told=told, assessment_id=assessment_id)
    touch(assessment.pk, actor=actor)
    record("assessment.recorded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


@transaction.atomic
def revise_assessment(*, actor: Actor, assessment_id: UUID, told: Told) -> Assessment:
    """Change what was told while nothing has been sent from it; later it is what receivers read."""
    check_person(told)
    check_needs(told)
    check_equality(told.answers)
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    check_not_sent(assessment)
    rewrite(assessment, told, actor=actor)
    touch(assessment.pk, actor=actor)
    record("assessment.revised", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


@transaction.atomic
def discard_assessment(*, actor: Actor, assessment_id: UUID) -> None:
    """Put away a conversation nothing was sent from; its drafts go, the team's record stays."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    if assessment.first_sent_at:
        raise Conflict(_("Something has been sent from this already."))
    Referral.objects.filter(assessment=assessment, status="draft").delete()
    Assessment.objects.filter(pk=assessment.pk).update(discarded_at=timezone.now())
    touch(assessment.pk, actor=actor)
    record("assessment.discarded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
