import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.caller import Caller
from tests.world import World

# Setting up the transaction and who asks: counted apart (`targets.md`).
CONTEXT = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")


def references(answer) -> list[str]:
    return [row["reference"] for row in answer.body["results"]]


def test_each_box_holds_its_own(world: World, school: Caller, advice: Caller) -> None:
    waiting, declined = school.sent(world.advice)[0], school.sent(world.advice)[0]
    advice.post(f"referrals/{declined}/decline", {"reason": "no_capacity"})

    assert references(advice.get("referrals", {"box": "received"})) == [waiting]
    assert references(advice.get("referrals")) == [waiting]
    assert references(school.get("referrals", {"box": "sent"})) == [waiting]
    assert references(school.get("referrals", {"box": "ended"})) == [declined]
    assert references(advice.get("referrals", {"box": "ended"})) == [declined]


def test_a_row_is_an_envelope_without_the_person(
    world: World, school: Caller, advice: Caller
) -> None:
    school.sent(world.advice)

    [row] = advice.get("referrals").body["results"]

    assert (row["from_team"], row["to_team"]) == ("Hill pastoral team", "Quay advice line")
    assert (row["service"]["id"], row["service"]["team"]) == (
        str(world.advice.pk),
        "Quay advice line",
    )
    assert row["next_action_at"][-1] == "Z"
    assert not {"client", "story", "household"} & set(row)


def test_rows_are_filtered_by_status(world: World, school: Caller, advice: Caller) -> None:
    accepted, _waiting = school.sent(world.advice)[0], school.sent(world.advice)[0]
    advice.post(f"referrals/{accepted}/accept")

    answer = advice.get("referrals", {"box": "received", "status": "accepted"})

    assert references(answer) == [accepted]


@pytest.mark.parametrize(
    "query", [{"box": "all"}, {"status": "draft"}, {"after": "1"}, {"after": "x"}, {"page": "2"}]
)
def test_a_list_that_there_is_not_is_refused(advice: Caller, query: dict[str, str]) -> None:
    answer = advice.get("referrals", query)

    assert (answer.status, list(answer.body["errors"])) == (422, list(query))


def test_rows_come_in_pages_that_neither_repeat_nor_leave_out(
    world: World, school: Caller, advice: Caller
) -> None:
    sent = {world.refer()[0].reference for _ in range(27)}

    first = advice.get("referrals")
    second = advice.get(first.body["next"].removeprefix("http://testserver"))

    assert (len(references(first)), len(references(second))) == (25, 2)
    assert set(references(first) + references(second)) == sent
    assert second.body["next"] is None


@pytest.mark.parametrize("rows", [1, 25])
def test_a_list_costs_the_same_whatever_its_length(world: World, advice: Caller, rows: int) -> None:
    for _ in range(rows):
        world.refer()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = advice.get("referrals")

    asked = [query["sql"] for query in captured if not query["sql"].startswith(CONTEXT)]
    assert len(references(answer)) == rows
    assert len(asked) == 5


@pytest.mark.parametrize("others", [0, 24])
def test_one_referral_costs_the_same_whatever_was_written(
    world: World, school: Caller, advice: Caller, others: int
) -> None:
    [reference] = school.sent(world.advice)
    advice.get(f"referrals/{reference}")
    for number in range(others):
        school.post(f"referrals/{reference}/messages", {"body": f"Message {number}"})

    with CaptureQueriesContext(connection) as captured:
        advice.get(f"referrals/{reference}")

    asked = [query["sql"] for query in captured if not query["sql"].startswith(CONTEXT)]
    assert len(asked) == 13
