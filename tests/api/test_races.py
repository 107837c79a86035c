from typing import Any

import pytest

from organisations.capacity.models import Capacity
from referrals.assessments.models import Assessment
from referrals.referrals.models import Referral, ReferralEvent
from tests.api.caller import AMINA, Answer, Caller, caller_of
from tests.faults.together import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def events(world: World, kind: str) -> int:
    with world.acting("teacher"):
        return ReferralEvent.objects.filter(kind=kind).count()


def test_the_same_conversation_sent_six_times_at_once_is_kept_once(
    world: World, school: Caller
) -> None:
    def tell() -> Answer:
        return school.post("assessments", AMINA, Idempotency_Key="one")

    answers = at_once(*[tell] * 6)

    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    with world.acting("teacher"):
        assert Assessment.objects.count() == 1


def test_the_same_send_four_times_at_once_makes_one_referral(world: World, school: Caller) -> None:
    told = school.post("assessments", AMINA).body["id"]

    def send(key: str) -> Answer:
        headers = {"Idempotency_Key": key} if key else {}
        asked = {"services": [str(world.advice.pk)]}
        return school.post(f"assessments/{told}/referrals", asked, **headers)

    answers = at_once(*[lambda: send("one")] * 2, *[lambda: send("")] * 2)

    assert {answer.status for answer in answers} == {201}
    with world.acting("teacher"):
        assert Referral.objects.count() == 1
    assert events(world, "sent") == 1


def test_of_two_keys_that_accept_at_once_one_wins_and_the_other_is_told_who(
    world: World, school: Caller
) -> None:
    [reference] = school.sent(world.advice)
    callers = [caller_of(world, world.advice_line, name=f"System {number}") for number in (1, 2)]

    answers = at_once(
        *[lambda caller=caller: caller.post(f"referrals/{reference}/accept") for caller in callers]
    )

    won, lost = sorted(answers, key=lambda answer: answer.status)
    assert (won.status, lost.status, lost.body["code"]) == (200, 409, "conflict")
    assert won.body["events"][-1]["by"] in lost.body["detail"]
    assert events(world, "accepted") == 1


def test_accepting_and_withdrawing_at_once_leaves_one_state(
    world: World, school: Caller, advice: Caller
) -> None:
    [reference] = school.sent(world.advice)

    answers = at_once(
        lambda: advice.post(f"referrals/{reference}/accept"),
        lambda: school.post(f"referrals/{reference}/withdraw"),
    )

    assert sorted(answer.status for answer in answers) == [200, 409]
    assert events(world, "accepted") + events(world, "withdrawn") == 1


def test_of_two_who_change_the_same_version_at_once_one_is_refused(
    world: World, council: Caller
) -> None:
    path = f"services/{world.grants.pk}/capacity"
    read = council.get(path).headers["ETag"]

    def pause(reason: str) -> Any:
        return lambda: council.put(path, {"state": "paused", "reason": reason}, If_Match=read)

    answers = at_once(pause("Full"), pause("On leave"))

    won, lost = sorted(answers, key=lambda answer: answer.status)
    assert (won.status, lost.status) == (200, 412)
    with world.acting("officer"):
        assert Capacity.objects.get(service=world.grants).reason == won.body["reason"]
