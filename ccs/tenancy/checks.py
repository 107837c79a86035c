"""Refuses to run as a database role that the walls do not bind."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

# A member of a role can become it at any moment, so its powers count as its own.
_ROLE = """
SELECT EXISTS (SELECT 1 FROM pg_roles b
               WHERE (b.rolsuper OR b.rolbypassrls) AND pg_has_role(r.oid, b.oid, 'MEMBER')),
       EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind = 'r'
               AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
FROM pg_roles r WHERE rolname = coalesce(%s, current_user)
"""


def role_problems(*, using: str = "default", role: str | None = None) -> list[str]:
    """Why the walls would not hold for the connection's role, or for the one named."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ROLE, [role])
        bypasses, owns = cursor.fetchone()
    problems = []
    if bypasses:
        problems.append("DATABASE_URL names a role that bypasses row-level security.")
    if owns:
        problems.append(
            "DATABASE_URL names a role that owns tables; give that one to MIGRATION_DATABASE_URL."
        )
    return problems


@register(Tags.database)
def application_role_is_bound(
    *, databases: Sequence[str] | None = None, **_: Any
) -> Sequence[CheckMessage]:
    if not databases or "default" not in databases:
        return []
    return [Error(problem, id="ccs.E001") for problem in role_problems()]
