"""Whether a database is of this version. Until the first release migrations are written anew."""

from collections.abc import Iterable
from typing import Final

from django.apps import apps
from django.db import connection, models

from ccs.tenancy.inspection import database_problems

_COLUMNS: Final = """
    SELECT c.relname, a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
"""


def is_of_this_version() -> bool:
    """All the tables, columns and walls that the code expects are there."""
    return not missing_columns(apps.get_models()) and not any(database_problems())


def missing_columns(expected: Iterable[type[models.Model]]) -> list[str]:
    """Each as `table.column`."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        found = set(cursor.fetchall())
    return [
        f"{model._meta.db_table}.{field.column}"
        for model in expected
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if (model._meta.db_table, field.column) not in found
    ]
