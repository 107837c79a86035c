from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access.scene import Scene, build_scene


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: object) -> Iterator[Scene]:
    """Built once: every request is taken back after its answer."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: Scene, db: None) -> Scene:
    return built
