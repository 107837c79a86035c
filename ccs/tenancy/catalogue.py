"""What PostgreSQL enforces, read from its catalogue."""

from django.conf import settings
from django.db import connection

# A view runs as its owner unless it says otherwise; so does a SECURITY DEFINER function.
_STEPS_OVER_THE_WALLS = """
SELECT c.relname FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
   AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)
   AND has_table_privilege(%s, c.oid, 'SELECT')
UNION ALL
SELECT p.proname || '()' FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
"""


def policies() -> dict[str, set[str]]:
    """The names of each table's policies."""
    return _grouped("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")


def grants() -> dict[str, set[str]]:
    """What the application may do with whole rows of each table; updates are by column."""
    return _grouped(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = %s AND table_schema = 'public' AND privilege_type <> 'UPDATE'",
        [settings.DATABASE_APP_ROLE],
    )


def changeable() -> dict[str, set[str]]:
    """The columns of each table that the application may update."""
    return _grouped(
        "SELECT table_name, column_name FROM information_schema.role_column_grants"
        " WHERE grantee = %s AND table_schema = 'public' AND privilege_type = 'UPDATE'",
        [settings.DATABASE_APP_ROLE],
    )


def forced() -> set[str]:
    """Tables whose policies bind even the owner."""
    return set(
        _grouped(
            "SELECT relname, 'forced' FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
    )


def around_the_walls() -> list[str]:
    """Views and functions by which the application would read with somebody else's rights."""
    with connection.cursor() as cursor:
        cursor.execute(_STEPS_OVER_THE_WALLS, [settings.DATABASE_APP_ROLE])
        return sorted(name for (name,) in cursor.fetchall())


def _grouped(sql: str, params: list[str] | None = None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for table, value in cursor.fetchall():
            found.setdefault(table, set()).add(value)
    return found
