"""Makes the data by SQL, as the owner of the tables."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

FOLDER = Path(__file__).parent
# What SQL says for nothing, by the kind of column.
_NOTHING = (
    "CASE WHEN data_type IN ('ARRAY', 'jsonb') THEN '{}' WHEN data_type = 'boolean' THEN 'false'"
    " ELSE '' END"
)


def fill(address: str) -> None:
    """The directory of 200 networks."""
    _run(address, "directory.sql", reads={"organisations_need"})


def add_envelopes(address: str, *, first: int, last: int) -> None:
    """Referrals of these numbers. Nothing counts them: a rebuild of the figures has to."""
    reads = {"organisations_organisation"}
    _run(address, "envelopes.sql", reads=reads, first=first, last=last)


def _run(address: str, name: str, *, reads: set[str], **numbers: int) -> None:
    """The statements of a file, and statistics for the planner."""
    statements = (FOLDER / name).read_text()
    tables = sorted(set(re.findall(r"INSERT INTO (\w+)", statements)))
    with closing(psycopg2.connect(address)) as connection:
        with connection, connection.cursor() as cursor:
            cursor.execute((FOLDER / "numbers.sql").read_text())
            for setting, number in numbers.items():
                cursor.execute("SELECT set_config(%s, %s, true)", [f"bench.{setting}", str(number)])
            with _bare(cursor, tables, reads=sorted(reads)):
                cursor.execute(statements)
        connection.autocommit = True
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))


@contextmanager
def _bare(cursor: Any, tables: list[str], *, reads: list[str]) -> Iterator[None]:
    """Without what the product does with each row, and with nothing for what is left out.

    The owner is bound by the walls too, and may be in one network at a time: for the filling
    alone its own walls are lifted. The role that is measured never has that.
    """
    keys = _keys(cursor, tables)
    columns = _columns(cursor, tables)
    for table in [*tables, *reads]:
        _alter(cursor, table, "NO FORCE ROW LEVEL SECURITY")
    for table in tables:
        _alter(cursor, table, "DISABLE TRIGGER USER")
    for table, name, _definition in keys:
        _alter(cursor, table, "DROP CONSTRAINT {}", name)
    for table, name, nothing in columns:
        _alter(cursor, table, "ALTER {} SET DEFAULT {}", name, sql.Literal(nothing))
    yield
    for table, name, _nothing in columns:
        _alter(cursor, table, "ALTER {} DROP DEFAULT", name)
    for table, name, definition in keys:
        # Rows to come are looked at; those of a number point to where it says.
        _alter(cursor, table, f"ADD CONSTRAINT {{}} {definition} NOT VALID", name)
    for table in tables:
        _alter(cursor, table, "ENABLE TRIGGER USER")
    for table in [*tables, *reads]:
        _alter(cursor, table, "FORCE ROW LEVEL SECURITY")


def _keys(cursor: Any, tables: list[str]) -> list[tuple[str, str, str]]:
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)",
        [tables],
    )
    return list(cursor.fetchall())


def _columns(cursor: Any, tables: list[str]) -> list[tuple[str, str, str]]:
    cursor.execute(
        f"SELECT table_name, column_name, {_NOTHING} FROM information_schema.columns"  # noqa: S608 - our own words
        " WHERE table_schema = 'public' AND table_name = ANY (%s) AND is_nullable = 'NO'"
        " AND column_default IS NULL AND data_type IN"
        "  ('character varying', 'text', 'ARRAY', 'jsonb', 'boolean')",
        [tables],
    )
    return list(cursor.fetchall())


def _alter(cursor: Any, table: str, change: str, *words: str | sql.Composable) -> None:
    parts = [sql.Identifier(word) if isinstance(word, str) else word for word in words]
    statement = sql.SQL("ALTER TABLE {} " + change).format(sql.Identifier(table), *parts)
    cursor.execute(statement)
