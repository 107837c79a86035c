"""What goes wrong with the database server, done to the test's own database by its owner."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import OperationalError, connection

# PostgreSQL's own code and words for a disk that has no room left. A sequence is not rolled back:
# it tells that somebody was told so.
FULL = """
    CREATE SEQUENCE no_room_said;
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        PERFORM nextval('public.no_room_said');
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$
"""

KEPT_OPEN = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def as_owner(*statements: str) -> list[tuple[Any, ...]]:
    """On a connection of its own; each statement by itself. Answers the last one's rows."""
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
            return cursor.fetchall() if cursor.description else []


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


def only_read() -> bool:
    """Whether that is so for the connection we have."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone() == ("on",))


@contextmanager
def full(table: str) -> Iterator[Callable[[], bool]]:
    """There is no room for another row of this table; has anybody been told so?"""
    as_owner(
        FULL,
        f"CREATE TRIGGER no_room BEFORE INSERT ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION no_room()",
    )
    try:
        yield lambda: as_owner("SELECT last_value FROM no_room_said WHERE is_called") != []
    finally:
        as_owner("DROP FUNCTION no_room() CASCADE", "DROP SEQUENCE no_room_said")


@contextmanager
def kept_open() -> Iterator[None]:
    """A connection serves many requests, as in production, and is looked at after each."""
    connection.close()
    before = {name: connection.settings_dict[name] for name in KEPT_OPEN}
    connection.settings_dict.update(KEPT_OPEN)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def cut_off() -> None:
    """Our session ends, as when the server is restarted; Django finds out when it asks next."""
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
