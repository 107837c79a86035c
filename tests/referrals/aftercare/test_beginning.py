from datetime import date

import pytest

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from referrals.aftercare.actions import note_crisis_met, say_no, say_yes
from referrals.aftercare.models import AftercarePlan
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import send_to_desk
from referrals.referrals.actions import decline, forward, send, withdraw_consent
from tests.referrals.aftercare.plans import BEGUN, closed, closing, on, plan, standing
from tests.world import World

pytestmark = pytest.mark.django_db


def agree(world: World, assessment_id, *, aftercare: bool, names_desk: bool = False) -> None:
    with world.acting("teacher") as teacher:
        record_consent(
            actor=teacher,
            assessment_id=assessment_id,
            agreed=Agreed(
                "consent",
                given="phone",
                aftercare=aftercare,
                names_desk=names_desk,
                pass_on=True,
            ),
        )


def test_it_begins_when_the_last_referral_has_ended(world: World, other_world: World) -> None:
    with on(BEGUN):
        advice, grants = world.refer(world.advice, world.grants)
        closing(world, advice, "helped_in_part")
        before = plan(world)
        closing(world, grants, "helped_in_part", by="officer")

    begun = plan(world)
    assert (before.status, before.team_id) == ("not_begun", world.school.pk)
    assert (begun.status, begun.begun_because, begun.begun_at) == ("running", "all_ended", BEGUN)
    assert standing(world) == [
        (1, "planned", date(2026, 11, 16)),
        (2, "planned", date(2026, 12, 14)),
        (3, "planned", date(2027, 1, 25)),
    ]
    assert standing(other_world) == []


def test_it_begins_when_a_crisis_is_met_though_others_still_help(
    world: World, other_world: World
) -> None:
    with on(BEGUN):
        advice, _grants = world.refer(world.advice, world.grants)
        closing(world, advice, "helped_in_full")

    assert (plan(world).status, plan(world).begun_because) == ("running", "crisis_met")


def test_what_is_written_down_later_of_a_crisis_begins_it_too(world: World) -> None:
    with on(BEGUN):
        advice, _grants = world.refer(world.advice, world.grants)
        closing(world, advice, "helped_in_part")
        with world.acting("adviser") as adviser:
            note_crisis_met(advice.assessment_id, actor=adviser, at=BEGUN)

    assert (plan(world).status, plan(world).begun_because) == ("running", "crisis_met")


def test_what_is_passed_on_has_not_ended_and_a_refusal_of_the_last_has(world: World) -> None:
    with on(BEGUN):
        assessment = world.assess(agreed=False)
        agree(world, assessment.pk, aftercare=True)
        with world.acting("teacher") as teacher:
            [first] = send(
                actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk]
            )
        with world.acting("adviser") as adviser:
            child = forward(actor=adviser, reference=first.reference, service=world.grants.pk)
        passed_on = plan(world).status
        with world.acting("officer") as officer:
            decline(actor=officer, reference=child.reference, reason="no_capacity")

    assert (passed_on, plan(world).status) == ("not_begun", "running")


def test_sent_to_the_desk_first_it_has_its_row_once(world: World) -> None:
    assessment = world.assess(agreed=False)
    agree(world, assessment.pk, aftercare=True, names_desk=True)
    with world.acting("teacher") as teacher:
        send_to_desk(actor=teacher, assessment_id=assessment.pk)

        send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])

    assert plan(world).status == "not_begun"


def test_where_the_person_said_no_nothing_begins_until_a_later_agreement_says_yes(
    world: World,
) -> None:
    assessment = world.assess(agreed=False)
    agree(world, assessment.pk, aftercare=False)
    with world.acting("teacher") as teacher:
        [referral] = send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])
    closing(world, referral, "helped_in_full")
    refused = (plan(world).status, standing(world))

    agree(world, assessment.pk, aftercare=True)

    assert refused == ("said_no", [])
    assert (plan(world).status, len(standing(world))) == ("running", 3)


def test_a_worker_writes_down_a_no_and_a_yes_and_it_goes_on_where_it_was(
    world: World, other_world: World
) -> None:
    closed(world)
    with on(BEGUN.replace(day=20)), world.acting("teacher2") as teacher:
        say_no(actor=teacher, plan_id=plan(world).pk)
        refused = standing(world)

        say_yes(actor=teacher, plan_id=plan(world).pk)

    assert refused == []
    assert standing(world) == [
        (1, "planned", date(2026, 12, 14)),
        (2, "planned", date(2027, 1, 25)),
    ]


def test_a_yes_that_was_said_before_does_not_take_back_a_later_no(world: World) -> None:
    referral = closed(world)
    with world.acting("teacher") as teacher:
        say_no(actor=teacher, plan_id=plan(world).pk)

    agree(world, referral.assessment_id, aftercare=True)

    assert plan(world).status == "said_no"


def test_the_weeks_are_the_networks_of_that_day(world: World) -> None:
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(aftercare_weeks=[4])

    closed(world)

    assert (plan(world).weeks, standing(world)) == ([4], [(1, "planned", date(2026, 11, 30))])


def test_who_takes_back_their_agreement_is_not_asked(world: World) -> None:
    first, second = world.refer(), world.refer(world.grants, given_name="Bilal")
    closing(world, first[0], "helped_in_part")

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=first[0].assessment_id)
        withdraw_consent(actor=teacher, assessment_id=second[0].assessment_id)

    with enter(system(world.network.pk)):
        ended = AftercarePlan.objects.order_by("created_at")
        assert [(one.status, one.ended_how) for one in ended] == [("ended", "taken_back")] * 2
    assert standing(world) == []
