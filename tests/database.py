"""The test database belongs to the owner; the tests run as the role that owns nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from ccs.management.owner import connected_as
from ccs.settings.environment import database

# What Django's own start-up needs, and what a migration of ours filled.
KEPT = {"django_content_type", "auth_permission", "django_migrations", "organisations_need"}

# By size on disk and not by looking: the owner is behind the walls too and sees no row.
TABLES_WITH_ROWS = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 0
"""


@contextmanager
def runtime_connection() -> Iterator[None]:
    """Take over from the owner, who has made the database, for as long as tests run."""
    with connected_as(database(settings.DATABASE_URL)):
        yield


def truncate_what_tests_wrote(*args: Any) -> None:
    """Empty the tables that a committed test wrote to, as their owner."""
    owner = _owner()
    try:
        with owner, owner.cursor() as cursor:
            cursor.execute(TABLES_WITH_ROWS)
            written = {name for (name,) in cursor.fetchall()} - KEPT
            if written:
                names = ", ".join(f'"{name}"' for name in sorted(written))
                cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    finally:
        owner.close()


def _owner() -> Any:
    owner = settings.MIGRATION_DATABASE
    return psycopg2.connect(
        dbname=connection.settings_dict["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        host=owner["HOST"],
        port=owner["PORT"],
        options="-c lock_timeout=10s",
    )


# Django's flush would truncate as the runtime role, which may not.
TransactionTestCase._fixture_teardown = truncate_what_tests_wrote  # type: ignore[method-assign]
