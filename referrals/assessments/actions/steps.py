"""The journey keeps a conversation page by page, so that nothing typed is lost between them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.directory.rules import ITEMS
from referrals.assessments.actions.keeping import (
    begin,
    check_needs,
    check_not_sent,
    check_person,
    lock_assessment,
)
from referrals.assessments.actions.rewriting import (
    household_rows,
    rewrite_household,
    rewrite_needs,
    rewrite_person,
    rewrite_story,
)
from referrals.assessments.equality import ETHNICITY, check_equality
from referrals.assessments.models import Answer, Assessment
from referrals.assessments.queries import own_assessment, told_in
from referrals.assessments.rules import Person, Relative, Told, ToldNeed, moved_needs
from referrals.drafts.clock import touch
from referrals.rights.standing import refuse_if_erased


@transaction.atomic
def open_assessment(*, actor: Actor, assessment_id: UUID, to_change: bool = False) -> Assessment:
    """The team's own conversation, to be read: that it was is kept.

    Raises Conflict when it is opened to be changed and has been sent.
    """
    assessment = own_assessment(actor, assessment_id)
    if assessment is None:
        raise NotAllowed(_("There is no such record here."))
    if to_change:
        refuse_if_erased(assessment.client)
        check_not_sent(assessment)
    record("assessment.read", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


@transaction.atomic
def keep_person(
    *,
    actor: Actor,
    team_id: UUID,
    assessment_id: UUID,
    client: Person,
    household: Sequence[tuple[int | None, Relative]],
) -> Assessment:
    """Who it is for: a new conversation, or the same one again after the back button.

    `household` gives with each person the place they had before, so that their needs go
    with them.
    """
    people = tuple(relative for _place, relative in household)
    told = Told(client=client, household=people, needs=())
    check_person(told)
    if not Assessment.objects.filter(pk=assessment_id, team__in=actor.teams).exists():
        assessment = begin(actor=actor, team_id=team_id, told=told, assessment_id=assessment_id)
        return _kept(actor, assessment, "recorded")
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    check_not_sent(assessment)
    if assessment.team_id != team_id:
        raise Problem(
            _(
                "This was kept for another of your teams."
                " To change that, discard it and start again."
            ),
            field="team",
        )
    before = told_in(assessment)
    needs = moved_needs(before.needs, places=[place for place, _relative in household])
    rewrite_person(assessment, client, actor=actor)
    places = [place for place, _relative in household]
    rows = rewrite_household(assessment, people, places, actor=actor)
    rewrite_needs(assessment, needs, rows)
    return _kept(actor, assessment, "revised")


@transaction.atomic
def keep_story(
    *,
    actor: Actor,
    assessment_id: UUID,
    story: str,
    wants: str,
    barriers: Sequence[str],
    needs: Sequence[ToldNeed],
) -> Assessment:
    """What is happening, as long as nothing has been sent."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    check_not_sent(assessment)
    told = replace(
        told_in(assessment),
        story=story,
        wants=wants,
        barriers=tuple(barriers),
        needs=tuple(needs),
    )
    check_needs(told)
    rewrite_story(assessment, told)
    rewrite_needs(assessment, told.needs, household_rows(assessment))
    return _kept(actor, assessment, "revised")


@transaction.atomic
def keep_answers(*, actor: Actor, assessment_id: UUID, answers: Mapping[str, str]) -> None:
    """What chosen services need to know. An answer that somebody may have read stays as it was."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    known = dict(Answer.objects.filter(assessment=assessment).values_list("item", "value"))
    changed = {item: text.strip() for item, text in answers.items() if item in (*ITEMS, ETHNICITY)}
    changed = {item: text for item, text in changed.items() if text != known.get(item, "")}
    check_equality(changed)
    if not changed:
        return
    if assessment.first_sent_at and changed.keys() & known.keys():
        raise Conflict(
            _("An answer that has been sent cannot be changed. Write a message instead.")
        )
    Answer.objects.filter(assessment=assessment, item__in=changed).delete()
    Answer.objects.bulk_create(
        Answer(network_id=assessment.network_id, assessment=assessment, item=item, value=text)
        for item, text in changed.items()
        if text
    )
    _kept(actor, assessment, "revised")


def _kept(actor: Actor, assessment: Assessment, how: str) -> Assessment:
    touch(assessment.pk, actor=actor)
    record(f"assessment.{how}", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment
