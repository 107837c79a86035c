from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.isolation.filled import all_witnessed, fill
from tests.isolation.looking import Worlds
from tests.isolation.rows import Table
from tests.world import World, build_world


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: object) -> Iterator[Worlds]:
    """Built once: each test goes back to here, because its own transaction is inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        worlds = Worlds(build_world(), build_world("norwich", "Norwich Network"))
        # Now, once: what is put off to the end would be looked at again after each test.
        connection.check_constraints()
        yield worlds
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def filled(built: Worlds, django_db_blocker: object) -> Iterator[Worlds]:
    """With a row in every table of both networks."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill(built.here)
        fill(built.there)
        connection.check_constraints()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def everything(filled: Worlds) -> dict[str, Table]:
    """Every row of the network `here`, by the model's label."""
    return all_witnessed(filled)


@pytest.fixture
def worlds(filled: Worlds, db: None) -> Worlds:
    return filled


@pytest.fixture
def here(built: Worlds, db: None) -> World:
    return built.here


@pytest.fixture
def there(built: Worlds, db: None) -> World:
    return built.there
