"""Two at once, twenty times each: one wins, and the other is told plainly what happened."""

from typing import Any

import pytest

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict
from organisations.capacity.actions import ServicePaused, set_capacity
from organisations.directory.models import Service
from organisations.members.actions import Invited, enrol
from organisations.people.leaving import remove_member
from organisations.roles.models import OrganisationRole
from referrals.assessments.actions import record_assessment
from referrals.assessments.models import Assessment, OpenNeed
from referrals.clients.models import Client, Share
from referrals.messages.actions import post_message
from referrals.messages.models import Message
from referrals.referrals.actions import decline, send, withdraw
from referrals.referrals.models import Referral, ReferralEvent
from tests.faults.scenarios.races import accept_and_withdraw, both_accept
from tests.faults.together import TIMES, problems_in, together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def kinds_of(world: World, referral: Referral) -> list[str]:
    with world.acting("teacher"):
        return list(referral.events.values_list("kind", flat=True))


def letter_is_open(world: World, referral: Referral) -> bool:
    with world.acting("adviser"):
        return Share.objects.filter(referral=referral, until=None).exists()


def status_of(world: World, referral: Referral) -> str:
    with world.acting("teacher"):
        return Referral.objects.get(pk=referral.pk).status


def test_of_two_who_accept_one_wins_and_the_other_hears_who(world: World) -> None:
    for _ in range(TIMES):
        referral, results = both_accept(world)

        [told] = problems_in(results)
        [won] = [result for result in results if result is not told]
        winner = "Adviser" if won.assigned_to_id == world.people["adviser"].pk else "Adviser2"
        assert isinstance(told, Conflict)
        assert f"{winner} Sample" in str(told)
        assert kinds_of(world, referral) == ["sent", "accepted"]


def test_accepting_against_withdrawing_leaves_one_state_and_its_letter(world: World) -> None:
    for _ in range(TIMES):
        referral, results = accept_and_withdraw(world)

        status = status_of(world, referral)
        assert [type(problem) for problem in problems_in(results)] == [Conflict]
        assert kinds_of(world, referral) == ["sent", status]
        assert letter_is_open(world, referral) == (status == "accepted")


def test_declining_against_withdrawing_leaves_one_state_and_a_closed_letter(world: World) -> None:
    for _ in range(TIMES):
        [referral] = world.refer()

        results = together(
            world,
            ("adviser", decline, {"reference": referral.reference, "reason": "no_capacity"}),
            ("teacher", withdraw, {"reference": referral.reference}),
        )

        status = status_of(world, referral)
        assert [type(problem) for problem in problems_in(results)] == [Conflict]
        assert not letter_is_open(world, referral)
        with world.acting("teacher"):
            left = OpenNeed.objects.filter(referral=referral).count()
        assert left == (1 if status == "declined" else 0)


def test_the_same_conversation_kept_twice_is_kept_once(world: World) -> None:
    for _ in range(TIMES):
        form = {"team_id": world.school.pk, "told": world.told(), "assessment_id": new_id()}

        results = together(
            world, ("teacher", record_assessment, form), ("teacher", record_assessment, form)
        )

        assert [result.pk for result in results] == [form["assessment_id"]] * 2
    with world.acting("teacher"):
        kept = Client.objects.count(), Assessment.objects.count(), Share.objects.count()
    assert kept == (TIMES, TIMES, TIMES)


def to(assessment: Assessment, *services: Service) -> dict[str, Any]:
    return {"assessment_id": assessment.pk, "service_ids": [service.pk for service in services]}


def test_the_same_form_sent_twice_makes_one_set_of_referrals(world: World) -> None:
    for _ in range(TIMES):
        form = to(world.assess(), world.advice, world.grants)

        first, second = together(world, ("teacher", send, form), ("teacher2", send, form))

        assert [r.pk for r in first] == [r.pk for r in second]
    with world.acting("teacher"):
        sent = Referral.objects.count(), ReferralEvent.objects.count()
        told = OutboxMessage.objects.filter(template="referral_sent").count()
    assert sent == (2 * TIMES, 2 * TIMES)
    # Two advisers and one officer.
    assert told == 3 * TIMES


def test_two_who_send_in_another_order_do_not_wait_for_each_other(world: World) -> None:
    for _ in range(TIMES):
        one = to(world.assess(), world.advice, world.grants)
        other = to(world.assess(), world.grants, world.advice)

        results = together(world, ("teacher", send, one), ("teacher2", send, other))

        assert [len(result) for result in results] == [2, 2]


def test_pausing_while_somebody_sends_lets_it_go_before_or_not_at_all(world: World) -> None:
    pause = {"service_id": world.advice.pk, "state": "paused", "reason": "Full"}
    for _ in range(TIMES):
        assessment = world.assess()

        sent, paused = together(
            world,
            ("teacher", send, to(assessment, world.advice)),
            ("adviser", set_capacity, pause),
        )

        with world.acting("adviser") as adviser:
            set_capacity(service_id=world.advice.pk, state="open", actor=adviser)
        with world.acting("teacher"):
            referrals = Referral.objects.filter(assessment=assessment).count()
        assert paused.state == "paused"
        assert referrals == (0 if isinstance(sent, ServicePaused) else 1)


def test_the_same_message_twice_is_written_once(world: World) -> None:
    [referral] = world.refer()
    for _ in range(TIMES):
        form = {
            "reference": referral.reference,
            "body": "Is Monday good?",
            "message_id": new_id(),
        }

        results = together(world, ("teacher", post_message, form), ("teacher", post_message, form))

        assert [result.pk for result in results] == [form["message_id"]] * 2
    with world.acting("teacher"):
        assert Message.objects.count() == TIMES
        assert ReferralEvent.objects.filter(kind="message").count() == TIMES


def test_two_managers_who_remove_each_other_leave_one(world: World) -> None:
    for _ in range(TIMES):
        with enter(system(world.network.pk)):
            pair = {
                name: enrol(
                    network_id=world.network.pk,
                    invited=Invited(
                        email=world.email(name), name=name, manages=(world.school.organisation_id,)
                    ),
                )
                for name in ("head", "deputy")
            }
        world.people.update(pair)

        results = together(
            world,
            ("head", remove_member, {"member_id": pair["deputy"].pk}),
            ("deputy", remove_member, {"member_id": pair["head"].pk}),
        )

        with enter(system(world.network.pk)):
            left = OrganisationRole.objects.filter(content_object=world.school.organisation_id)
            assert left.count() == 1
        assert len(problems_in(results)) == 1
