from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.models import Organisation, Team
from referrals.aftercare.actions import give_to_team, hand_to_desk, stop
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.queries import plans_with_desk
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from referrals.clocks.checking import check as check_at_night
from referrals.consent.actions import record_consent
from referrals.consent.models import Consent
from referrals.consent.rules import Agreed
from referrals.referrals.actions import send
from tests.mail import Mailbox
from tests.referrals.aftercare.plans import BEGUN, at, checks, closed, closing, on, plan
from tests.referrals.clocks import tick
from tests.world import World

pytestmark = pytest.mark.django_db


def begun(world: World, *, names_desk: bool) -> None:
    """Its agreement names the desk, or does not."""
    with on(BEGUN):
        assessment = world.assess(agreed=False)
        with world.acting("teacher") as teacher:
            record_consent(
                actor=teacher,
                assessment_id=assessment.pk,
                agreed=Agreed("consent", given="phone", names_desk=names_desk),
            )
            [referral] = send(
                actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk]
            )
        closing(world, referral, "helped_in_part")


def read_by(world: World, name: str) -> int:
    with world.acting(name):
        return Assessment.objects.count()


def the_night(world: World) -> None:
    with on(at(11, 4, 2)), enter(system(world.network.pk)):
        check_at_night(world.network.pk, world.network.pk)


def test_the_plan_of_a_closed_team_is_the_desks_with_the_letter_where_that_was_agreed(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    begun(world, names_desk=True)
    begun(other_world, names_desk=True)
    with enter(system(world.network.pk)):
        Team.objects.filter(pk=world.school.pk).update(closed_on=date(2026, 11, 3))
    tick(at(11, 3))
    mailbox.emails.clear()

    the_night(world)
    tick(at(11, 4, 9))

    assert (plan(world).team_id, {one.team_id for one in checks(world)}) == (
        world.desk.pk,
        {world.desk.pk},
    )
    assert (read_by(world, "coordinator"), read_by(other_world, "coordinator")) == (1, 0)
    assert mailbox.addresses == ["coordinator@hamlets.example"]
    assert mailbox.subjects == ["Aftercare has passed to the desk"]
    assert plan(other_world).team_id == other_world.school.pk


def test_of_an_organisation_that_left_the_desk_has_the_envelope_where_it_was_not_named(
    world: World,
) -> None:
    begun(world, names_desk=False)
    with enter(system(world.network.pk)):
        Organisation.objects.filter(name="Hill School").update(left_on=date(2026, 11, 3))

    the_night(world)

    with world.acting("coordinator") as coordinator:
        assert [one.pk for one in plans_with_desk(coordinator)] == [plan(world).pk]
    assert read_by(world, "coordinator") == 0


def test_a_worker_hands_it_over_and_the_desk_gives_it_to_who_may_read(
    world: World, other_world: World
) -> None:
    begun(world, names_desk=True)
    with world.acting("teacher") as teacher:
        hand_to_desk(actor=teacher, plan_id=plan(world).pk)
        hand_to_desk(actor=teacher, plan_id=plan(world).pk)
    with world.acting("officer") as officer, pytest.raises(NotAllowed):
        hand_to_desk(actor=officer, plan_id=plan(world).pk)

    with world.acting("coordinator") as coordinator:
        with pytest.raises(Problem):
            give_to_team(actor=coordinator, plan_id=plan(world).pk, team_id=world.council.pk)
        give_to_team(actor=coordinator, plan_id=plan(world).pk, team_id=world.advice_line.pk)

    assert (plan(world).team_id, plan(world).with_desk_since) == (world.advice_line.pk, None)
    assert read_by(world, "coordinator") == 0


def test_what_opened_to_the_desk_closes_when_the_plan_ends(world: World) -> None:
    begun(world, names_desk=True)
    with world.acting("teacher") as teacher:
        hand_to_desk(actor=teacher, plan_id=plan(world).pk)
    before = read_by(world, "coordinator")

    with world.acting("coordinator") as coordinator:
        stop(actor=coordinator, plan_id=plan(world).pk, why="stopped")

    assert (before, read_by(world, "coordinator")) == (1, 0)


@pytest.mark.parametrize("unlike", ["team", "consent", "ground"])
def test_the_custodian_opens_nothing_else(world: World, unlike: str) -> None:
    begun(world, names_desk=True)
    closed(world)
    with world.acting("teacher") as teacher:
        first = Consent.objects.order_by("recorded_at")[0]
        other = Consent.objects.order_by("recorded_at")[1]
        handed = AftercarePlan.objects.get(assessment=first.assessment_id)
        hand_to_desk(actor=teacher, plan_id=handed.pk)
    with enter(system(world.network.pk)):
        Share.objects.filter(team=world.desk.pk).update(until=at(11, 3))
        own = Share.objects.get(assessment=first.assessment_id, ground="origin")
    row = {
        "network_id": world.network.pk,
        "client_id": own.client_id,
        "assessment_id": own.assessment_id,
        "parent": own,
        "consent": first,
        "team_id": world.desk.pk,
        "ground": "desk",
        "granted_by_id": world.school.pk,
        "since": at(11, 3),
    }
    row |= {
        "team": {"team_id": world.council.pk},
        "consent": {"consent": other},
        "ground": {"ground": "origin", "parent": None, "consent": None},
    }[unlike]

    with (
        enter(custodian(world.network.pk)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Share.objects.create(**row)
