"""Makes the data by SQL, as the owner of the tables."""

import re
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import sql

DIRECTORY = Path(__file__).parent / "directory.sql"


def fill(address: str) -> None:
    """The directory of 200 networks, and statistics for the planner.

    The owner is bound by the walls too, and may be in one network at a time: for the filling
    alone its own walls are lifted. The role that is measured never has that.
    """
    statements = DIRECTORY.read_text()
    tables = sorted(set(re.findall(r"INSERT INTO (\w+)", statements)) | {"organisations_need"})
    with closing(psycopg2.connect(address)) as connection:
        with connection, connection.cursor() as cursor:
            for table in tables:
                cursor.execute(_force("NO FORCE", table))
            cursor.execute(statements)
            # A table with checks still to come cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(_force("FORCE", table))
        connection.autocommit = True
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


def _force(how: str, table: str) -> sql.Composed:
    return sql.SQL("ALTER TABLE {} " + how + " ROW LEVEL SECURITY").format(sql.Identifier(table))
