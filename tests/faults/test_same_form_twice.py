"""A double click, back, and a retry after a time-out: what was asked for is done once."""

import pytest

from tests.faults.scenarios.calls import same_call_twice
from tests.faults.scenarios.forms import same_page_twice
from tests.faults.scenarios.tally import Tally
from tests.world import World

# Whole pages and calls are dear: 200 times each in `script/bench --faults`. The acts beneath them
# are done twice at once, twenty times each, in test_at_once.py.
TIMES = 5

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_page_sent_again_is_done_once(world: World) -> None:
    found = dict(same_page_twice(world, TIMES))

    assert set(found) == {
        *("send", "accept", "decline", "withdraw", "message", "consent", "check", "invite")
    }
    assert list(found.values()) == [Tally(tried=5, struck=5)] * 8, found


def test_the_same_call_sent_again_is_done_once(world: World) -> None:
    found = dict(same_call_twice(world, TIMES))

    assert list(found.values()) == [Tally(tried=5, struck=5)] * 11, found
