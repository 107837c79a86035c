"""Raw rows: read as somebody, and copied, changed or deleted as somebody else."""

# ruff: noqa: S608 - the names of tables and columns come from the models

import json
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from ccs.tenancy.models import new_id

Row = dict[str, Any]
Table = dict[str, Row]

REFUSED = "42501"  # insufficient_privilege: no grant, or a policy said no
BROKEN = "23"  # integrity: no wall stood in the way, only a key or a check further on


def run(sql: str, *params: object) -> int:
    """Run a statement; answers how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def values(sql: str, *params: object) -> list[Any]:
    """The first column of every row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def touched(work: Callable[[], int]) -> int:
    """How many rows the work gets at past the walls; what it did is taken back if it failed."""
    try:
        with transaction.atomic():
            return work()
    except DatabaseError as error:
        code = str(getattr(error.__cause__, "pgcode", ""))
        if code == REFUSED:
            return 0
        if code.startswith(BROKEN):
            return 1
        raise


def table_of(model: type[models.Model]) -> Table:
    """All that can be seen of a table now, by id."""
    found = values(f'SELECT to_jsonb(t) FROM "{model._meta.db_table}" t')
    return {row["id"]: row for row in map(_decoded, found)}


def insert_copy(model: type[models.Model], row: Row, **changes: object) -> int:
    """Insert the row again under a new id; what the database works out is left to it."""
    copy = {**row, "id": new_id(), **changes}
    table = model._meta.db_table
    given = [field for field in model._meta.concrete_fields if not field.generated]
    names = ", ".join(f'"{field.column}"' for field in given)
    return run(
        f'INSERT INTO "{table}" ({names})'
        f' SELECT {names} FROM jsonb_populate_record(NULL::"{table}", %s)',
        json.dumps(copy, default=str),
    )


def change(model: type[models.Model], row: Row, column: str, *, blind: bool) -> int:
    """Set a column of that row to the value it has, or of whatever rows there are."""
    table = model._meta.db_table
    value = f'(SELECT r."{column}" FROM jsonb_populate_record(NULL::"{table}", %s) r)'
    encoded = json.dumps(row, default=str)
    if blind:
        return run(f'UPDATE "{table}" SET "{column}" = {value}', encoded)
    return run(f'UPDATE "{table}" SET "{column}" = {value} WHERE id = %s', encoded, row["id"])


def remove(model: type[models.Model], row: Row, *, blind: bool) -> int:
    """Delete that row, or whatever rows there are."""
    table = model._meta.db_table
    if blind:
        return run(f'DELETE FROM "{table}"')
    return run(f'DELETE FROM "{table}" WHERE id = %s', row["id"])


def place_of(model: type[models.Model], pk: str) -> str | None:
    """Where the row lies on disk: another place after any change, nowhere once deleted."""
    found = values(f'SELECT ctid::text FROM "{model._meta.db_table}" WHERE id = %s', pk)
    return found[0] if found else None


def _decoded(found: object) -> Row:
    return json.loads(found) if isinstance(found, str) else dict(found)
