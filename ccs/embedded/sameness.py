"""Whether two servers hold the same: who may come in, what there is, and every row of it."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

from psycopg2 import extensions, sql

from ccs.backup.sums import ROWS_AND_SUM, SAME_TEXT
from ccs.embedded.cluster import connect

Description = dict[str, list[str]]

DATABASES: Final = (
    "SELECT datname FROM pg_database"
    " WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY datname"
)
# What an upgrade may change by itself is left out: an owner's own rights, NOT NULL's new names.
_OF_THE_SERVER: Final = {
    "roles": """
        SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
               rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil, rolpassword
        FROM pg_authid WHERE rolname !~ '^pg_'""",
    "memberships": """
        SELECT roleid::regrole, member::regrole, admin_option FROM pg_auth_members
        WHERE member::regrole::text !~ '^pg_'""",
    "settings": """
        SELECT datname, CASE WHEN setrole <> 0 THEN setrole::regrole END, setconfig
        FROM pg_db_role_setting LEFT JOIN pg_database d ON d.oid = setdatabase""",
    "databases": """
        SELECT datname, datdba::regrole, encoding, datcollate, datctype, datacl FROM pg_database
        WHERE NOT datistemplate""",
}
_OURS: Final = "n.nspname NOT IN ('information_schema', 'pg_catalog') AND n.nspname !~ '^pg_t'"
_CLASSES: Final = f"pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND {_OURS}"
_OF_A_DATABASE: Final = {
    "extensions": "SELECT extname FROM pg_extension",
    "walls": f"""
        SELECT n.nspname, relname, relkind, relowner::regrole, relrowsecurity, relforcerowsecurity
        FROM {_CLASSES} WHERE relkind <> 'i'""",
    "policies": "SELECT * FROM pg_policies",
    "rights": f"""
        SELECT n.nspname, relname, grantee::regrole, privilege_type, is_grantable
        FROM {_CLASSES}, aclexplode(relacl) WHERE grantee <> relowner""",
    "rights to columns": f"""
        SELECT n.nspname, relname, attname, grantee::regrole, privilege_type, is_grantable
        FROM {_CLASSES} JOIN pg_attribute ON attrelid = c.oid, aclexplode(attacl)
        WHERE grantee <> relowner""",
    "columns": f"""
        SELECT n.nspname, relname, attname, format_type(atttypid, atttypmod), attnotnull,
               attidentity, attgenerated, pg_get_expr(adbin, adrelid)
        FROM {_CLASSES} JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0
        AND NOT attisdropped LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum
        WHERE relkind <> 'i'""",
    "constraints": f"""
        SELECT n.nspname, relname, conname, convalidated, pg_get_constraintdef(o.oid)
        FROM pg_constraint o JOIN {_CLASSES} ON c.oid = conrelid WHERE contype <> 'n'""",
    "indexes": f"SELECT pg_get_indexdef(c.oid) FROM {_CLASSES} WHERE relkind = 'i'",
    "triggers": "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal",
    "functions": f"""
        SELECT n.nspname, proname, pg_get_function_identity_arguments(p.oid), proowner::regrole,
               prosecdef, proconfig, proacl, md5(prosrc)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace AND {_OURS}
        WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "counters": "SELECT schemaname, sequencename, last_value FROM pg_sequences",
}
_TABLES: Final = f"SELECT n.nspname, relname FROM {_CLASSES} WHERE relkind = 'r'"


def described(address: Mapping[str, str]) -> Description:
    """Everything that has to be the same on another server, by what it is."""
    found: Description = {}
    with closing(connect(address, "postgres")) as connection:
        names = [name for (name,) in _rows(connection, DATABASES)]
        for what, question in _OF_THE_SERVER.items():
            found[what] = _texts(connection, question)
    for name in names:
        with closing(connect(address, name)) as connection:
            for what, question in _OF_A_DATABASE.items():
                found[f"{what} of {name}"] = _texts(connection, question)
            found[f"rows of {name}"] = list(_counted(connection))
    return found


def differences(one: Description, other: Description) -> list[str]:
    """What is not the same, by its name alone."""
    return [what for what in sorted({*one, *other}) if one.get(what) != other.get(what)]


def _counted(connection: extensions.connection) -> Iterator[str]:
    _rows(connection, f"{SAME_TEXT}; SELECT 1")
    for schema, table in sorted(_rows(connection, _TABLES)):
        question = sql.SQL(ROWS_AND_SUM).format(table=sql.Identifier(schema, table))
        yield f"{schema}.{table} {_rows(connection, question)}"


def _texts(connection: extensions.connection, question: str) -> list[str]:
    asked = f"SELECT t::text FROM ({question}) t"
    return sorted(text for (text,) in _rows(connection, asked))


def _rows(connection: extensions.connection, question: str | sql.Composed) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
