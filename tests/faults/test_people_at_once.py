"""People and teams change in the moment in which others act: nothing is left with nobody."""

import pytest

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.actions import Invited, enrol
from organisations.people.leaving import leave
from organisations.roles.models import OrganisationRole
from organisations.roles.queries import people_told_about
from organisations.teams.actions import Split, merge_teams, split_team
from referrals.clients.models import Share
from referrals.referrals.actions import accept
from referrals.referrals.models import Referral
from tests.faults.together import problems_in, together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 5


def test_two_managers_who_leave_at_once_leave_one(world: World) -> None:
    for _ in range(TIMES):
        with enter(system(world.network.pk)):
            for name in ("head", "deputy"):
                world.people[name] = enrol(
                    network_id=world.network.pk,
                    invited=Invited(
                        email=world.email(name), name=name, manages=(world.school.organisation_id,)
                    ),
                )

        results = together(world, ("head", leave, {}), ("deputy", leave, {}))

        with enter(system(world.network.pk)):
            left = OrganisationRole.objects.filter(content_object=world.school.organisation_id)
            assert left.count() == 1
        assert len(problems_in(results)) == 1


def test_a_team_is_split_while_a_referral_is_accepted(world: World) -> None:
    for number in range(TIMES):
        [referral] = world.refer(world.debt)
        split = Split(
            name=f"Quay {number}",
            services=frozenset({world.debt.pk}),
            people=frozenset({world.people["adviser2"].pk}),
            both=frozenset({world.people["caseworker"].pk}),
        )
        with enter(system(world.network.pk)):
            world.people["adviser2"] = enrol(
                network_id=world.network.pk,
                invited=Invited(
                    email=world.email("adviser2"),
                    name="Adviser2 Sample",
                    teams=(world.casework.pk,),
                ),
            )

        results = together(
            world,
            ("manager", split_team, {"team_id": world.casework.pk, "split": split}),
            ("caseworker", accept, {"reference": referral.reference}),
        )

        problems = problems_in(results)
        assert all(isinstance(one, NotAllowed) for one in problems)
        with enter(system(world.network.pk)):
            found = Referral.objects.get(pk=referral.pk)
            [share] = Share.objects.filter(referral=referral, until=None)
            assert found.status == ("sent" if problems else "accepted")
            assert found.to_team_id == found.owner_team_id == share.team_id
            assert found.to_team_id != world.casework.pk
            assert people_told_about(share.team_id)
        back_to_one_team(world, share.team_id)


def back_to_one_team(world: World, team_id: object) -> None:
    with world.acting("manager") as manager:
        merge_teams(actor=manager, team_id=team_id, into_id=world.casework.pk)


def test_two_teams_that_are_merged_into_each_other_leave_one(world: World) -> None:
    line, casework = world.advice_line.pk, world.casework.pk

    results = together(
        world,
        ("manager", merge_teams, {"team_id": line, "into_id": casework}),
        ("coordinator", merge_teams, {"team_id": casework, "into_id": line}),
    )

    [told] = problems_in(results)
    assert isinstance(told, Problem)
    with enter(system(world.network.pk)):
        assert people_told_about(line) == people_told_about(casework)
        assert len(people_told_about(line)) == 3
