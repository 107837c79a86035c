from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.access.scene import Scene, build_scene
from tests.access.stage import Stage, set_stage


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: object) -> Iterator[Scene]:
    """Built once: every request is taken back after its answer."""
    with django_db_blocker.unblock(), transaction.atomic():
        scene = build_scene()
        # Now, once: what is put off to the end would be looked at again after each test.
        connection.check_constraints()
        yield scene
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: Scene, prepared: Stage, db: None) -> Scene:
    """With what the deeds stand on: it stays until the last test of this folder, whoever asked."""
    return built


@pytest.fixture(scope="package")
def prepared(built: Scene, django_db_blocker: object) -> Iterator[Stage]:
    """The same scene with requests by right in it, for the tests of deeds."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = set_stage(built)
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def acted(prepared: Stage, db: None) -> Stage:
    return prepared
