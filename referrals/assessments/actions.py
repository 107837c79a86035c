"""Keeping what was told, once."""

from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.assessments.models import Answer, Assessment, AssessmentNeed, OpenNeed
from referrals.assessments.rules import Person, Told
from referrals.clients.models import Client, HouseholdMember, Share
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
    _check(told)
    existing = Assessment.objects.filter(pk=assessment_id).first() if assessment_id else None
    if existing:
        return existing
    client = Client.objects.create(
        network_id=actor.network.id, team_id=team_id, **_columns(told.client)
    )
    assessment = Assessment.objects.create(
        id=assessment_id or new_id(),
        network_id=actor.network.id,
        client=client,
        team_id=team_id,
        first_team=team_id,
        recorded_by_id=actor.member_id,
        story=told.story,
        wants=told.wants,
        barriers=list(told.barriers),
    )
    Share.objects.create(
        network_id=actor.network.id,
        client=client,
        assessment=assessment,
        team_id=team_id,
        ground=Share.Ground.ORIGIN,
        origin_team=team_id,
        granted_by_id=team_id,
        since=timezone.now(),
    )
    _keep_parts(assessment, told)
    record("assessment.recorded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


@transaction.atomic
def revise_assessment(*, actor: Actor, assessment_id: UUID, told: Told) -> Assessment:
    """Change what was told while nothing has been sent from it; later it is what receivers read."""
    _check(told)
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    if Referral.objects.filter(assessment=assessment).exclude(status="draft").exists():
        raise Conflict(_("This has been sent, so it cannot be changed. Write a message instead."))
    Client.objects.filter(pk=assessment.client_id).update(**_columns(told.client))
    Assessment.objects.filter(pk=assessment.pk).update(
        story=told.story, wants=told.wants, barriers=list(told.barriers)
    )
    AssessmentNeed.objects.filter(assessment=assessment).delete()
    HouseholdMember.objects.filter(client=assessment.client_id).delete()
    Answer.objects.filter(assessment=assessment).delete()
    _keep_parts(assessment, told)
    record("assessment.revised", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment


@transaction.atomic
def discard_assessment(*, actor: Actor, assessment_id: UUID) -> None:
    """Put away a conversation nothing was sent from; its drafts go, the team's record stays."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    if Referral.objects.filter(assessment=assessment).exclude(status="draft").exists():
        raise Conflict(_("Something has been sent from this already."))
    Referral.objects.filter(assessment=assessment, status="draft").delete()
    Assessment.objects.filter(pk=assessment.pk).update(discarded_at=timezone.now())
    record("assessment.discarded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)


@transaction.atomic
def settle_open_need(*, actor: Actor, open_need_id: UUID, how: str) -> None:
    """Say how a need that was declined came right. Doing it twice changes nothing."""
    if how not in OpenNeed.Settled.values:
        raise Problem(_("Choose what happened."), field="how")
    open_need = (
        OpenNeed.objects.select_for_update().filter(pk=open_need_id, team__in=actor.teams).first()
    )
    if open_need is None:
        raise NotAllowed(_("There is no such task here."))
    if open_need.settled_at is None:
        open_need.settled_at, open_need.settled_how = timezone.now(), how
        open_need.save(update_fields=["settled_at", "settled_how"])
        record(
            "need.settled",
            actor=actor,
            subject_kind="referral",
            subject_id=open_need.referral_id,
            reason=how,
        )


def lock_assessment(*, actor: Actor, assessment_id: UUID) -> Assessment:
    """The assessment, held until commit; NotAllowed unless one of the actor's teams wrote it."""
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .filter(pk=assessment_id, team__in=actor.teams, discarded_at=None)
        .first()
    )
    if assessment is None:
        raise NotAllowed(_("There is no such record here."))
    return assessment


def _check(told: Told) -> None:
    if not told.client.given_name.strip():
        raise Problem(_("Enter a name. A first name is enough."), field="given_name")
    if not told.needs:
        raise Problem(_("Choose at least one need."), field="needs")
    if any(
        need.member is not None and not 0 <= need.member < len(told.household)
        for need in told.needs
    ):
        raise Problem(_("A need names a person who is not in the household."), field="needs")


def _columns(person: Person) -> dict[str, object]:
    columns = asdict(person)
    return {**columns, "safe_to": list(person.safe_to), "languages": list(person.languages)}


def _keep_parts(assessment: Assessment, told: Told) -> None:
    network = assessment.network_id
    household = HouseholdMember.objects.bulk_create(
        HouseholdMember(
            network_id=network, client_id=assessment.client_id, position=place, **asdict(relative)
        )
        for place, relative in enumerate(told.household)
    )
    unique = {(need.code, need.member): need for need in told.needs}
    AssessmentNeed.objects.bulk_create(
        AssessmentNeed(
            network_id=network,
            assessment=assessment,
            need_id=need.code,
            urgency=need.urgency,
            member=None if need.member is None else household[need.member],
        )
        for need in unique.values()
    )
    Answer.objects.bulk_create(
        Answer(network_id=network, assessment=assessment, item=item, value=value)
        for item, value in told.answers.items()
        if value
    )
