"""What a backup says of itself, in the first line inside its seal."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.encoding import force_bytes
from psycopg2 import extensions, sql

from ccs.backup.sums import ROWS_AND_SUM, SAME_TEXT

# Who is signed in is not kept: a restore would sign in again whoever had signed out since.
WITHOUT_ROWS: Final = ("django_session", "usersessions_usersession")
_TABLES: Final = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_depend d"
    " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"
    " ORDER BY c.relname"
)
_LAST_AUDITED: Final = "SELECT id::text, at FROM ccs_auditrecord ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True)
class Table:
    """How many rows, and a sum over what they hold."""

    rows: int
    sum: str


@dataclass(frozen=True)
class Manifest:
    """Counts, ids and times; nothing about a person."""

    made_at: str
    server_major: int
    tables: dict[str, Table]
    migrations: list[str]
    last_audited_id: str
    last_audited_at: str
    keys: dict[str, str]
    form: int = 1

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def unknown_migrations(self) -> list[str]:
        """Those that this version of the site does not have: the backup is newer than it."""
        ours = {".".join(key) for key in MigrationLoader(connection=None).disk_migrations}
        return [name for name in self.migrations if name not in ours]

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Manifest":
        found: dict[str, Any] = json.loads(line)
        tables = {name: Table(**table) for name, table in found.pop("tables").items()}
        return cls(tables=tables, **found)


def take(connection: extensions.connection, *, made_at: str, major: int) -> Manifest:
    """Everything there is to say, in the connection's own snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_TEXT)
        cursor.execute(_TABLES)
        names = [name for (name,) in cursor.fetchall() if name not in WITHOUT_ROWS]
        tables = {name: _counted(cursor, name) for name in names}
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
        migrations = [name for (name,) in cursor.fetchall()]
        cursor.execute(_LAST_AUDITED)
        last_id, last_at = cursor.fetchone() or ("", None)
    return Manifest(
        made_at=made_at,
        server_major=major,
        tables=tables,
        migrations=migrations,
        last_audited_id=last_id,
        last_audited_at=last_at.isoformat() if last_at else "",
        keys=marks(),
    )


def marks() -> dict[str, str]:
    """Tells whether a key is the same one, and nothing else of it."""
    return {name: _mark(getattr(settings, name)) for name in ("SECRET_KEY", "PSEUDONYM_KEY")}


def keys_missing(manifest: Manifest) -> list[str]:
    """Which keys of the backup's time this site does not have."""
    ours = {name: {mark} for name, mark in marks().items()}
    ours["SECRET_KEY"] |= {_mark(key) for key in settings.SECRET_KEY_FALLBACKS}
    return [name for name, mark in manifest.keys.items() if mark not in ours[name]]


def _mark(key: str | bytes) -> str:
    return hmac.new(force_bytes(key), b"the key of a backup", hashlib.sha256).hexdigest()[:16]


def _counted(cursor: extensions.cursor, name: str) -> Table:
    cursor.execute(sql.SQL(ROWS_AND_SUM).format(table=sql.Identifier("public", name)))
    found = cursor.fetchone()
    assert found is not None  # noqa: S101 - an aggregate always answers
    return Table(*found)
