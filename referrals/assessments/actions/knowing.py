"""A new conversation about somebody whom the team knows already: nobody is typed twice."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from organisations.members.queries import referring_teams
from referrals.assessments.actions.keeping import begin, check_not_sent
from referrals.assessments.actions.rewriting import (
    add_to_household,
    household_rows,
    keep_household_trail,
    rewrite_person,
)
from referrals.assessments.knowing import (
    household_of_member,
    not_there_yet,
    overlaid,
    person_of,
)
from referrals.assessments.models import Assessment
from referrals.assessments.queries import person_in
from referrals.assessments.rules import Person, Relative, Told
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clients.queries import household_of, known_member, links_of, share_with
from referrals.drafts.clock import touch
from referrals.rights.standing import refuse_if_erased


@transaction.atomic
def refer_again(
    *,
    actor: Actor,
    client_id: UUID,
    assessment_id: UUID,
    team_id: UUID | None = None,
    typed: Person | None = None,
    household: Sequence[Relative] = (),
) -> Assessment:
    """The same person, known through an open share of a team that makes referrals.

    What was typed before they were recognised goes over what is known: nothing of it is lost.
    """
    share = _known_through(actor, links_of(actor).kept(client_id), team_id)
    nothing_told = Told(client=Person(""), needs=())
    assessment = begin(
        actor=actor,
        team_id=share.team_id,
        told=nothing_told,
        assessment_id=assessment_id,
        known=share,
    )
    check_not_sent(assessment)
    if typed is not None:
        client = Client.objects.select_for_update().get(pk=share.client_id)
        rewrite_person(assessment, overlaid(person_in(client), typed), actor=actor)
        there = household_rows(assessment)
        new = not_there_yet(there, household)
        after: list[HouseholdMember | Relative] = [*there, *new]
        keep_household_trail(assessment, there, after, actor=actor)
        add_to_household(assessment, new)
    record("client.read", actor=actor, subject_kind="client", subject_id=share.client_id)
    return _recorded(actor, assessment)


@transaction.atomic
def refer_member(
    *,
    actor: Actor,
    member_id: UUID,
    assessment_id: UUID,
    team_id: UUID | None = None,
    typed: Person | None = None,
    household: Sequence[Relative] = (),
) -> Assessment:
    """Somebody who lives with a person whom the team knows: now a person of their own."""
    member = known_member(member_id)
    if member is None:
        raise NotAllowed(_("There is no such record here."))
    refuse_if_erased(member.client)
    share = _known_through(actor, member.client_id, team_id)
    person, others = _with_household(member)
    if typed is not None:
        person = overlaid(person, typed)
    told = Told(client=person, needs=(), household=(*others, *not_there_yet(others, household)))
    assessment = begin(actor=actor, team_id=share.team_id, told=told, assessment_id=assessment_id)
    check_not_sent(assessment)
    record("client.read", actor=actor, subject_kind="client", subject_id=member.client_id)
    return _recorded(actor, assessment)


def _with_household(member: HouseholdMember) -> tuple[Person, list[Relative]]:
    client = member.client
    others = household_of_member(member, client, household_of([client.pk]))
    return person_of(member, client), others


def _known_through(actor: Actor, client_id: UUID, team_id: UUID | None) -> Share:
    teams = [team.pk for team in referring_teams(actor)]
    share = share_with(client_id, teams=teams, preferred=team_id)
    if share is None:
        raise NotAllowed(_("There is no such record here."))
    return share


def _recorded(actor: Actor, assessment: Assessment) -> Assessment:
    touch(assessment.pk, actor=actor)
    record("assessment.recorded", actor=actor, subject_kind="assessment", subject_id=assessment.pk)
    return assessment
