import json

import pytest

from referrals.messages.models import Message
from referrals.referrals.models import Referral
from tests.api.caller import AMINA, Caller, caller_of
from tests.world import World

# Every call about one referral, with a body that would be good.
CALLS = [
    ("GET", "", None),
    ("POST", "/accept", None),
    ("POST", "/decline", {"reason": "no_capacity"}),
    ("POST", "/withdraw", None),
    ("POST", "/contact", {"made": True, "way": "phone"}),
    ("POST", "/close", {"outcome": "helped_in_full"}),
    ("POST", "/gains", {"needs_met": ["food"]}),
    ("GET", "/messages", None),
    ("POST", "/messages", {"body": "Who are you?"}),
]


@pytest.fixture
def reference(world: World, school: Caller) -> str:
    """One that has a letter, a thread and a move for each side."""
    [reference] = school.sent(world.advice)
    school.post(f"referrals/{reference}/messages", {"body": "Amina cannot talk at noon."})
    return reference


@pytest.fixture(params=["another network", "another team", "another organisation", "an analyst"])
def stranger(request: pytest.FixtureRequest, world: World, other_world: World) -> Caller:
    return {
        "another network": lambda: caller_of(other_world, other_world.advice_line),
        "another team": lambda: caller_of(world, world.casework),
        "another organisation": lambda: caller_of(world, world.council),
        "an analyst": lambda: caller_of(world, None),
    }[request.param]()


def test_a_stranger_is_answered_as_if_it_were_not_there(
    world: World, stranger: Caller, reference: str
) -> None:
    place = f"/api/v1/networks/{world.network.slug}/referrals"

    answers = [stranger.call(how, f"{place}/{reference}{to}", body=body) for how, to, body in CALLS]
    absent = [stranger.call(how, f"{place}/XXXX-XXXX{to}", body=body) for how, to, body in CALLS]

    assert [answer.status for answer in answers] == [404] * len(CALLS)
    assert [answer.body for answer in answers] == [answer.body for answer in absent]
    assert "Amina" not in json.dumps([answer.body for answer in answers])
    with world.acting("teacher"):
        assert (Referral.objects.get().status, Message.objects.count()) == ("sent", 1)


def test_without_a_key_nothing_is_told(world: World, reference: str) -> None:
    nobody = Caller(world.network.slug)
    place = f"/api/v1/networks/hamlets/referrals/{reference}"

    answers = [nobody.call(how, f"{place}{to}", body=body) for how, to, body in CALLS]

    assert [answer.status for answer in answers] == [401] * len(CALLS)


def test_another_networks_lists_hold_nothing_of_this_one(
    world: World, other_world: World, reference: str
) -> None:
    stranger = caller_of(other_world, other_world.advice_line)

    boxes = [stranger.get("referrals", {"box": box}).body for box in ("received", "sent", "ended")]
    services = stranger.get("services").body["results"]

    assert [box["results"] for box in boxes] == [[], [], []]
    assert {row["id"] for row in services}.isdisjoint(
        {str(service.pk) for service in (world.advice, world.debt, world.grants)}
    )


def test_another_teams_lists_hold_nothing_of_this_one(
    world: World, casework: Caller, reference: str
) -> None:
    boxes = [casework.get("referrals", {"box": box}).body for box in ("received", "sent", "ended")]

    assert [box["results"] for box in boxes] == [[], [], []]


def test_another_networks_service_is_not_there(
    world: World, other_world: World, school: Caller
) -> None:
    told = school.post("assessments", AMINA).body["id"]
    theirs = str(other_world.advice.pk)

    answers = [
        school.get(f"services/{theirs}/capacity"),
        school.put(f"services/{theirs}/capacity", {"state": "paused", "reason": "x"}),
        school.post(f"assessments/{told}/referrals", {"services": [theirs]}),
    ]

    assert [answer.status for answer in answers] == [404, 404, 404]


def test_another_networks_conversation_is_not_there(
    world: World, other_world: World, school: Caller, other_school: Caller
) -> None:
    theirs = other_school.post("assessments", AMINA).body["id"]

    answer = school.post(f"assessments/{theirs}/referrals", {"services": [str(world.advice.pk)]})

    assert answer.status == 404


def test_the_sender_may_not_answer_and_the_receiver_may_not_take_back(
    school: Caller, advice: Caller, reference: str
) -> None:
    moves = ["accept", "decline", "contact", "close"]
    bodies = [None, *(body for _, call, body in CALLS if call[1:] in moves[1:])]

    answers = [
        school.post(f"referrals/{reference}/{move}", body)
        for move, body in zip(moves, bodies, strict=True)
    ]

    assert [answer.status for answer in answers] == [404, 404, 404, 404]
    assert advice.post(f"referrals/{reference}/withdraw").status == 404
