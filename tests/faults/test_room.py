"""No room on the disk, and a database that can only be read: nothing is done by half."""

import pytest

from tests.faults.scenarios.room import disk_is_full, only_for_reading
from tests.faults.scenarios.tally import Tally
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_full_disk_is_a_plain_page_and_what_is_sent_again_is_done_once(
    world: World, other_world: World
) -> None:
    found = disk_is_full(world, 20)

    assert found == Tally(tried=20, struck=20)


def test_what_can_only_be_read_is_read_and_what_is_sent_again_is_done_once(
    world: World, other_world: World
) -> None:
    found = only_for_reading(world, 20)

    assert found == Tally(tried=20, struck=20)
