"""A database of its own, as the owner, for what would spoil the one that tests share."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.conf import settings
from django.db import connection

from ccs.management.owner import owner_connection


@contextmanager
def scratch_database() -> Iterator[None]:
    """Inside, the connection is the owner's, to a copy of the database, dropped at the end."""
    shared = connection.settings_dict["NAME"]
    scratch = f"{shared}_scratch"
    # A copy is refused while others are connected: a browser may still hold a connection that
    # a test's server opened for it.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
            [shared],
        )
    connection.close()
    _outside(
        f'DROP DATABASE IF EXISTS "{scratch}" WITH (FORCE)',
        f'CREATE DATABASE "{scratch}" TEMPLATE "{shared}"',
    )
    connection.settings_dict["NAME"] = scratch
    try:
        with owner_connection():
            yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = shared
        _outside(f'DROP DATABASE "{scratch}" WITH (FORCE)')


def _outside(*statements: str) -> None:
    owner = settings.MIGRATION_DATABASE
    server = psycopg2.connect(
        dbname="postgres",
        user=owner["USER"],
        password=owner["PASSWORD"],
        host=owner["HOST"],
        port=owner["PORT"],
    )
    # CREATE DATABASE refuses a transaction, which psycopg2's own `with` would open.
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
