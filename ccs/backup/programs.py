"""PostgreSQL's own programs: found where they fit the server, told who they are."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import psycopg2
from psycopg2 import extensions

from ccs.embedded.binaries import EngineMissingError, postgres_bin

_PER_MAJOR: Final = 10_000
# Django's names for an address, and libpq's.
_LIBPQ: Final = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
}


class ProgramMissing(Exception):
    """Which program of which version is not on this machine."""


def program(name: str, *, major: int) -> Path:
    """`pg_dump`, `pg_restore` or `psql` of this major version or newer: an older one refuses."""
    seen = []
    for path in _candidates(name):
        found = _major(path)
        if found >= major:
            return path
        seen.append(f"{path} is of version {found}")
    raise ProgramMissing(
        f"{name} of PostgreSQL {major} or newer is not on this machine"
        f" ({'; '.join(seen) or 'none is'}). Install postgresql-client-{major}, or the wheel of"
        " `embedded` in pyproject.toml."
    )


def address(database: Mapping[str, Any]) -> dict[str, str]:
    """The environment that leads a program there: a command line is read by everybody."""
    options = {f"PG{name.upper()}": value for name, value in database.get("OPTIONS", {}).items()}
    named = {theirs: database[ours] for ours, theirs in _LIBPQ.items()}
    given = {name: str(value) for name, value in {**options, **named}.items() if value}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, **given}


def connect(database: Mapping[str, Any]) -> extensions.connection:
    """A connection of its own, apart from Django's."""
    return psycopg2.connect(
        host=database["HOST"],
        port=database["PORT"] or None,
        dbname=database["NAME"],
        user=database["USER"],
        password=database["PASSWORD"],
        **database.get("OPTIONS", {}),
    )


def server_major(connection: extensions.connection) -> int:
    return connection.server_version // _PER_MAJOR


def _candidates(name: str) -> Iterator[Path]:
    if on_path := shutil.which(name):
        yield Path(on_path)
    try:
        yield postgres_bin() / name
    except EngineMissingError:
        return


def _major(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\) (\d+)", said)
    return int(version[1]) if version else 0
