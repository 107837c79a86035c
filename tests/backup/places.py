"""A second database, empty, for what is restored; and looking into one past its walls."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.conf import settings
from django.db import connection

from ccs.backup.programs import connect


@contextmanager
def empty_database() -> Iterator[None]:
    """Inside, the connection leads to an empty one, dropped at the end."""
    shared = connection.settings_dict["NAME"]
    name = f"{shared}_restored"
    _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = shared
        _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def everything() -> dict[str, list[str]]:
    """Every row of every table as text, as the role that makes backups reads it."""
    found = asked("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {
        name: [row for (row,) in asked(f'SELECT t::text FROM public."{name}" t ORDER BY 1')]  # noqa: S608
        for (name,) in found
    }


def asked(question: str) -> list[tuple]:
    database = {**settings.BACKUP_DATABASE, "NAME": connection.settings_dict["NAME"]}
    with closing(connect(database)) as reader, reader.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _on_the_server(*statements: str) -> None:
    owner = settings.MIGRATION_DATABASE
    server = psycopg2.connect(
        dbname="postgres",
        user=owner["USER"],
        password=owner["PASSWORD"],
        host=owner["HOST"],
        port=owner["PORT"],
    )
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
