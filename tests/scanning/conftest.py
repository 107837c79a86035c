from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.caller import Caller, caller_of
from tests.scanning.server import Scanner, scanner_running
from tests.world import World


@pytest.fixture
def scanner(settings: Any) -> Iterator[Scanner]:
    with scanner_running() as running:
        settings.CLAMAV_URL = running.address
        yield running


@pytest.fixture
def school(world: World) -> Caller:
    return caller_of(world, world.school)
