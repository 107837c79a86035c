"""The rows of one conversation: made together, locked together, written again together."""

from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.assessments.rules import URGENCIES, Person, Told
from referrals.clients.models import Client, HouseholdMember, Share


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


def check_not_sent(assessment: Assessment) -> None:
    """Once sent it is what receivers read."""
    if assessment.first_sent_at:
        raise Conflict(_("This has been sent, so it cannot be changed. Write a message instead."))


def check_person(told: Told) -> None:
    if not told.client.given_name.strip():
        raise Problem(_("Enter a name. A first name is enough."), field="given_name")


def check_needs(told: Told) -> None:
    if not told.needs:
        raise Problem(_("Choose at least one need."), field="needs")
    if any(need.code not in NEEDS or need.urgency not in URGENCIES for need in told.needs):
        raise Problem(_("Choose needs from the list, and how soon each is needed."), field="needs")
    if any(
        need.member is not None and not 0 <= need.member < len(told.household)
        for need in told.needs
    ):
        raise Problem(_("A need names a person who is not in the household."), field="needs")


def begin(*, actor: Actor, team_id: UUID, told: Told, assessment_id: UUID | None) -> Assessment:
    """A new client, conversation and origin share of one of the actor's teams.

    The same `assessment_id` at the same moment, a double click, waits for the first and
    gets what it made.
    """
    if team_id not in actor.teams:
        raise NotAllowed(_("Choose one of your own teams."))
    key = assessment_id or new_id()
    try:
        with transaction.atomic():
            return _insert(actor, team_id, told, key)
    except IntegrityError:
        existing = Assessment.objects.filter(pk=key, team__in=actor.teams).first()
        if existing is None:
            raise NotAllowed(_("There is no such record here.")) from None
        return existing


def rewrite(assessment: Assessment, told: Told) -> None:
    """Replace all that was told."""
    Client.objects.filter(pk=assessment.client_id).update(**_columns(told.client))
    Assessment.objects.filter(pk=assessment.pk).update(
        story=told.story, wants=told.wants, barriers=list(told.barriers)
    )
    AssessmentNeed.objects.filter(assessment=assessment).delete()
    HouseholdMember.objects.filter(client=assessment.client_id).delete()
    Answer.objects.filter(assessment=assessment).delete()
    _keep_parts(assessment, told)


def _insert(actor: Actor, team_id: UUID, told: Told, assessment_id: UUID) -> Assessment:
    network = actor.network.id
    client = Client.objects.create(network_id=network, team_id=team_id, **_columns(told.client))
    assessment = Assessment.objects.create(
        id=assessment_id,
        network_id=network,
        client=client,
        team_id=team_id,
        first_team=team_id,
        recorded_by_id=actor.member_id,
        story=told.story,
        wants=told.wants,
        barriers=list(told.barriers),
    )
    Share.objects.create(
        network_id=network,
        client=client,
        assessment=assessment,
        team_id=team_id,
        ground=Share.Ground.ORIGIN,
        origin_team=team_id,
        granted_by_id=team_id,
        since=timezone.now(),
    )
    _keep_parts(assessment, told)
    return assessment


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
