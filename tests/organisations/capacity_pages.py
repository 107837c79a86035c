"""What the tests of the pages about capacity share."""

from datetime import UTC, datetime

from organisations.capacity.models import Capacity
from tests.referrals.pages import browser, home, text_of
from tests.world import World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def address(world: World, service: object) -> str:
    return f"{home(world)}capacity/{service.pk}/"


def state(world: World, service: object) -> tuple[str, str]:
    with world.acting("teacher"):
        row = Capacity.objects.get(service=service)
    return row.state, row.reason


def shown(world: World, name: str, address: str = "capacity/") -> str:
    return text_of(browser(world, name).get(f"{home(world)}{address}"))
