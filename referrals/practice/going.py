"""Into practice: one's own place, with a referral to answer and somebody whom the team knows."""

from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from ccs.tenancy.models import new_id
from organisations.practice.places import Place, take_place
from organisations.roles.queries import actor_of_member
from referrals.assessments.actions import discard_assessment, record_assessment
from referrals.practice.incoming import can_receive, send_one_to
from referrals.practice.people import PEOPLE


@transaction.atomic
def go_and_practise(*, actor: Actor) -> Place:
    """Again, it changes nothing. What is new there is made by whoever comes first."""
    place = take_place(actor=actor)
    if place.new_teams:
        with enter(Context(user=place.membership.user_id)):
            there = actor_of_member(place.membership)
            for team_id in place.new_teams:
                begin_with_something(there, team_id)
    return place


def begin_with_something(actor: Actor, team_id: UUID) -> None:
    """Nobody begins with empty pages."""
    if team_id not in actor.teams:
        return
    known = PEOPLE[-1]
    told = record_assessment(actor=actor, team_id=team_id, told=known)
    # Nothing is to be sent of it: it is how the team knows somebody.
    discard_assessment(actor=actor, assessment_id=told.pk)
    if team_id in can_receive(actor):
        send_one_to(actor=actor, team_id=team_id, made=new_id())
