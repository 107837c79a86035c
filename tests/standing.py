"""Worlds that are built once and stand for one test after another.

A world is built in a transaction around those of the tests, and each test is rolled back to where
it was built. A test that asks for none, or that commits, finds none: `tests/sharing.py` puts those
that find the same beside each other.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.sharing import worlds_found
from tests.world import World, build_world

NAMES = [("hamlets", "Hamlets Network"), ("norwich", "Norwich Network")]


class Standing:
    """The worlds that are there now, each inside the transaction of the one before."""

    def __init__(self) -> None:
        self._built: list[tuple[World, ExitStack]] = []
        self._day = ""

    def be(self, wanted: int) -> None:
        """Take back what is too much, or of yesterday; build what is missing."""
        today = str(timezone.localdate())
        while len(self._built) > (wanted if self._day == today else 0):
            self._built.pop()[1].close()
        self._day = today
        while len(self._built) < wanted:
            stack = ExitStack()
            world = stack.enter_context(_built(*NAMES[len(self._built)]))
            self._built.append((world, stack))

    def fresh(self, number: int) -> World:
        """As it was built, whatever a test before changed in its own."""
        return deepcopy(self._built[number][0])


@contextmanager
def _built(slug: str, name: str) -> Iterator[World]:
    with transaction.atomic():
        world = build_world(slug, name)
        # Now, once: what is put off to the end would be looked at again after each test.
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def standing_worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    standing = Standing()
    yield standing
    with django_db_blocker.unblock():
        standing.be(0)


@pytest.fixture
def stage(
    standing_worlds: Standing, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Standing:
    """What a test with a database finds; set before its own transaction begins."""
    with django_db_blocker.unblock():
        standing_worlds.be(worlds_found(request.node))
    return standing_worlds


@pytest.fixture
def world(stage: Standing, db: None, request: pytest.FixtureRequest) -> World:
    """A network; `other_world` stands beside it, so that a leak between them can show."""
    return stage.fresh(0) if worlds_found(request.node) else build_world(*NAMES[0])


@pytest.fixture
def other_world(world: World, stage: Standing, request: pytest.FixtureRequest) -> World:
    return stage.fresh(1) if worlds_found(request.node) else build_world(*NAMES[1])
