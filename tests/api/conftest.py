import pytest

from tests.api.caller import Caller, caller_of
from tests.world import World


@pytest.fixture
def school(world: World) -> Caller:
    return caller_of(world, world.school, name="School system")


@pytest.fixture
def advice(world: World) -> Caller:
    return caller_of(world, world.advice_line, name="Advice system")


@pytest.fixture
def casework(world: World) -> Caller:
    return caller_of(world, world.casework)


@pytest.fixture
def council(world: World) -> Caller:
    return caller_of(world, world.council)


@pytest.fixture
def analyst(world: World) -> Caller:
    return caller_of(world, None)


@pytest.fixture
def other_school(other_world: World) -> Caller:
    return caller_of(other_world, other_world.school)
