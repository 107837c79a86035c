"""The rows of one conversation: made together, locked together, written again together."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.queries import holding
from organisations.members.models import Team
from organisations.needs.rules import NEEDS
from referrals.assessments.actions.rewriting import (
    add_to_household,
    columns_of,
    household_rows,
    rewrite_answers,
    rewrite_household,
    rewrite_needs,
    rewrite_person,
    rewrite_story,
)
from referrals.assessments.models import Assessment
from referrals.assessments.rules import URGENCIES, Relative, Told
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.rights.standing import refuse_if_erased


def lock_assessment(*, actor: Actor, assessment_id: UUID) -> Assessment:
    """The assessment, held until commit; NotAllowed unless one of the actor's teams wrote it."""
    held = Assessment.objects.select_for_update(of=("self",)).select_related("client")
    own = held.filter(pk=assessment_id, team__in=actor.teams, discarded_at=None)
    assessment = own.first()
    if assessment is None:
        raise NotAllowed(_("There is no such record here."))
    refuse_if_erased(assessment.client)
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


def begin(
    *,
    actor: Actor,
    team_id: UUID,
    told: Told,
    assessment_id: UUID | None,
    known: Share | None = None,
    continues: Assessment | None = None,
) -> Assessment:
    """A conversation of one of the actor's teams, and its origin share.

    It is about a new person, or about the one whom the team knows through the share `known`;
    then nothing of the person is written here, and it may go on from another (`continues`).
    The same `assessment_id` at the same moment, a double click, waits for the first and gets
    what it made.
    """
    if team_id not in actor.teams:
        raise NotAllowed(_("Choose one of your own teams."))
    if known:
        refuse_if_erased(known.client)
    at = timezone.now()
    _check_signed(actor, team_id, at=at)
    key = assessment_id or new_id()
    try:
        with transaction.atomic():
            return _insert(actor, team_id, told, key, known=known, continues=continues, at=at)
    except IntegrityError:
        existing = Assessment.objects.filter(pk=key, team__in=actor.teams).first()
        if existing is None or (known and existing.client_id != known.client_id):
            raise NotAllowed(_("There is no such record here.")) from None
        return existing


def rewrite(assessment: Assessment, told: Told, *, actor: Actor) -> None:
    """Replace all that was told. Who has the same name in the household is the same person."""
    before = [_relative_name(row) for row in household_rows(assessment)]
    places = [
        before.index(name) if (name := _relative_name(one)) in before else None
        for one in told.household
    ]
    rewrite_person(assessment, told.client, actor=actor)
    household = rewrite_household(assessment, told.household, places, actor=actor)
    rewrite_story(assessment, told)
    rewrite_needs(assessment, told.needs, household)
    rewrite_answers(assessment, told)


def _relative_name(person: Relative | HouseholdMember) -> tuple[str, str]:
    return person.given_name.casefold(), person.family_name.casefold()


def _insert(
    actor: Actor,
    team_id: UUID,
    told: Told,
    assessment_id: UUID,
    *,
    known: Share | None,
    continues: Assessment | None,
    at: datetime,
) -> Assessment:
    network = actor.network.id
    client_id = known.client_id if known else _write_down(network, team_id, told)
    assessment = Assessment.objects.create(
        id=assessment_id,
        network_id=network,
        client_id=client_id,
        team_id=team_id,
        first_team=None if known else team_id,
        known_through=known,
        continues=continues,
        recorded_by_id=actor.member_id,
        story=told.story,
        wants=told.wants,
        barriers=list(told.barriers),
    )
    Share.objects.create(
        network_id=network,
        client_id=client_id,
        assessment=assessment,
        team_id=team_id,
        ground=Share.Ground.ORIGIN,
        origin_team=team_id,
        granted_by_id=team_id,
        since=at,
    )
    household = [] if known else add_to_household(assessment, told.household)
    rewrite_needs(assessment, told.needs, household)
    rewrite_answers(assessment, told)
    return assessment


def _check_signed(actor: Actor, team_id: UUID, *, at: datetime) -> None:
    """No signature, no personal data: not even what a team hears itself. The desk signs nothing."""
    signed = holding(network_id=actor.network.id, at=at)
    may = Q(organisation=None) | Exists(signed.filter(organisation=OuterRef("organisation")))
    if not Team.objects.filter(may, pk=team_id).exists():
        raise Problem(
            _(
                "Your organisation has not signed the data sharing agreement, so nothing personal"
                " can be written down here. Ask your manager to sign it."
            )
        )


def _write_down(network_id: UUID, team_id: UUID, told: Told) -> UUID:
    person = columns_of(told.client)
    return Client.objects.create(network_id=network_id, team_id=team_id, **person).pk
