"""What goes wrong with the database server, done to the test's own database by its owner."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.db import OperationalError, connection

# PostgreSQL's own code and words for a disk that has no room left.
FULL = """
    CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$
"""


def as_owner(*statements: str) -> None:
    """On a connection of its own; each statement by itself."""
    owner = settings.MIGRATION_DATABASE
    name = connection.settings_dict["NAME"]
    with closing(
        psycopg2.connect(
            dbname=name,
            user=owner["USER"],
            password=owner["PASSWORD"],
            host=owner["HOST"],
            port=owner["PORT"],
        )
    ) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("DATABASE here", f'DATABASE "{name}"'))


@contextmanager
def only_to_be_read() -> Iterator[None]:
    """As an operator or a failover makes it: for every session that begins from now on."""
    as_owner("ALTER DATABASE here SET default_transaction_read_only = on")
    connection.close()
    try:
        yield
    finally:
        # The owner's own session may only read as well.
        as_owner(
            "SET default_transaction_read_only = off",
            "ALTER DATABASE here RESET default_transaction_read_only",
        )


@contextmanager
def full(table: str) -> Iterator[None]:
    """There is no room for another row of this table."""
    as_owner(
        FULL,
        f"CREATE TRIGGER no_room BEFORE INSERT ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION no_room()",
    )
    try:
        yield
    finally:
        as_owner("DROP FUNCTION no_room() CASCADE")


def cut_off() -> None:
    """Our session ends, as when the server is restarted; Django finds out when it asks next."""
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
