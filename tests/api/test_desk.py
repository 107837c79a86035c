"""Keys of the desk's own team, and of those that ask it."""

from tests.api.caller import Caller, caller_of
from tests.referrals.desk.brought import with_desk
from tests.world import World


def test_a_key_of_the_desk_asks_back_and_sends_it_on(world: World, school: Caller) -> None:
    desk = caller_of(world, world.desk)
    one = f"referrals/{with_desk(world).reference}"

    asked = desk.post(f"{one}/return", {"question": "Any savings?"})
    answered = school.post(f"{one}/answer", {"text": "None."})
    placed = desk.post(f"{one}/place", {"service": str(world.advice.pk)})

    assert [each.status for each in (asked, answered, placed)] == [200, 200, 200]
    assert [each.body["status"] for each in (asked, answered, placed)] == [
        "returned",
        "with_broker",
        "sent",
    ]


def test_a_key_of_the_desk_says_that_nobody_can_help(world: World) -> None:
    desk = caller_of(world, world.desk)
    one = f"referrals/{with_desk(world).reference}"

    declined = desk.post(f"{one}/decline", {"reason": "no_capacity"})

    assert (declined.status, declined.body["status"]) == (200, "declined")


def test_no_other_team_does_what_is_the_desks(world: World, school: Caller) -> None:
    one = f"referrals/{with_desk(world).reference}"

    placed = school.post(f"{one}/place", {"service": str(world.advice.pk)})

    assert placed.status == 404
