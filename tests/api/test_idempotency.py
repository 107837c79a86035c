from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.api.models import IdempotencyKey
from ccs.tenancy.context import enter, system
from organisations.roles.tasks import forget_old_idempotency_keys
from referrals.assessments.models import Assessment
from referrals.messages.models import Message
from referrals.referrals.models import Referral, ReferralEvent
from tests.api.caller import AMINA, Caller
from tests.world import World


def count(world: World, model: type) -> int:
    with world.acting("teacher"):
        return model.objects.count()


def test_a_conversation_sent_again_is_kept_once(world: World, school: Caller) -> None:
    first = school.post("assessments", AMINA, Idempotency_Key="one")
    again = school.post("assessments", dict(reversed(AMINA.items())), Idempotency_Key="one")

    assert (again.status, again.body) == (first.status, first.body)
    assert count(world, Assessment) == 1


def test_without_the_header_each_is_its_own(world: World, school: Caller) -> None:
    school.post("assessments", AMINA)
    school.post("assessments", AMINA)

    assert count(world, Assessment) == 2


def test_another_body_under_the_same_key_is_refused(world: World, school: Caller) -> None:
    school.post("assessments", AMINA, Idempotency_Key="one")

    other = school.post("assessments", {**AMINA, "story": "Other."}, Idempotency_Key="one")

    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")
    assert count(world, Assessment) == 1


def test_the_same_word_on_another_path_is_another_key(world: World, school: Caller) -> None:
    told = school.post("assessments", AMINA, Idempotency_Key="one").body["id"]

    sent = school.post(
        f"assessments/{told}/referrals", {"services": [str(world.advice.pk)]}, Idempotency_Key="one"
    )

    assert (sent.status, count(world, Referral)) == (201, 1)


def test_the_same_word_of_another_caller_is_another_key(
    world: World, school: Caller, council: Caller
) -> None:
    first = school.post("assessments", AMINA, Idempotency_Key="one")

    other = council.post("assessments", AMINA, Idempotency_Key="one")

    assert other.status == 201
    assert other.body["id"] != first.body["id"]


def test_referrals_sent_again_are_the_same(world: World, school: Caller) -> None:
    told = school.post("assessments", AMINA).body["id"]
    asked = {"services": [str(world.advice.pk), str(world.grants.pk)]}

    first = school.post(f"assessments/{told}/referrals", asked, Idempotency_Key="send")
    again = school.post(f"assessments/{told}/referrals", asked, Idempotency_Key="send")

    assert (again.status, again.body) == (201, first.body)
    assert count(world, Referral) == 2


@pytest.mark.parametrize(
    ("move", "body"),
    [
        ("messages", {"body": "When can I call?"}),
        ("contact", {"made": False, "way": "phone"}),
        ("close", {"outcome": "helped_in_full"}),
    ],
)
def test_what_is_done_again_happens_once(
    world: World, school: Caller, advice: Caller, move: str, body: dict[str, object]
) -> None:
    [reference] = school.sent(world.advice)
    advice.post(f"referrals/{reference}/accept")

    first = advice.post(f"referrals/{reference}/{move}", body, Idempotency_Key="again")
    again = advice.post(f"referrals/{reference}/{move}", body, Idempotency_Key="again")

    assert (again.status, again.body) == (first.status, first.body)
    with world.acting("teacher"):
        kinds = ReferralEvent.objects.values_list("kind", flat=True)
        assert [kind for kind in kinds if kind not in {"sent", "seen", "accepted"}] == [
            {"messages": "message", "contact": "attempt", "close": "closed"}[move]
        ]


def test_a_repeat_answers_even_when_things_have_moved_on(
    world: World, school: Caller, advice: Caller
) -> None:
    [reference] = school.sent(world.advice)
    advice.post(f"referrals/{reference}/accept", Idempotency_Key="accept")
    advice.post(f"referrals/{reference}/close", {"outcome": "helped_in_full"})

    again = advice.post(f"referrals/{reference}/accept", Idempotency_Key="accept")

    assert (again.status, again.body["status"]) == (200, "closed")


def test_an_error_is_not_remembered(world: World, school: Caller) -> None:
    wrong = school.post("assessments", {**AMINA, "needs": []}, Idempotency_Key="one")

    right = school.post("assessments", AMINA, Idempotency_Key="one")

    assert (wrong.status, right.status, count(world, Assessment)) == (422, 201, 1)


def test_after_a_day_the_key_is_free_again(world: World, school: Caller) -> None:
    school.post("assessments", AMINA, Idempotency_Key="one")

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        again = school.post("assessments", AMINA, Idempotency_Key="one")

    assert (again.status, count(world, Assessment)) == (201, 2)


def test_nothing_about_a_person_is_kept_with_the_key(world: World, school: Caller) -> None:
    told = school.post("assessments", AMINA, Idempotency_Key="Amina Pretend").body["id"]

    with enter(system(world.network.pk)):
        kept = IdempotencyKey.objects.get()
    assert kept.references == [told]
    assert {len(kept.scope_sha256), len(kept.body_sha256)} == {64}


def test_old_keys_are_forgotten_in_every_network(
    world: World, other_world: World, school: Caller, other_school: Caller
) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        school.post("assessments", AMINA, Idempotency_Key="old")
        other_school.post("assessments", AMINA, Idempotency_Key="old")
    school.post("assessments", AMINA, Idempotency_Key="new")

    forget_old_idempotency_keys()

    left = []
    for network in (world.network, other_world.network):
        with enter(system(network.pk)):
            left.append(IdempotencyKey.objects.count())
    assert left == [1, 0]


def test_a_message_sent_without_the_header_twice_is_two(
    world: World, school: Caller, advice: Caller
) -> None:
    [reference] = school.sent(world.advice)

    for _ in range(2):
        advice.post(f"referrals/{reference}/messages", {"body": "Same words."})

    assert count(world, Message) == 2
