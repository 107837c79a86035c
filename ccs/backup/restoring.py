"""A backup back into a database: all of it, proved equal, or nothing."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

import psycopg2
from psycopg2 import extensions

from ccs.backup import reading
from ccs.backup.manifest import Manifest
from ccs.backup.programs import address, connect, program, server_major
from ccs.backup.statements import COMMIT, DONE, DROP_ALL, TABLES, checks

Progress = Callable[[int], None]
_PSQL: Final = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
_PG_RESTORE: Final = ["--file=-", "--no-owner", "--no-comments"]


class RestoreRefused(Exception):
    """Why nothing was changed, in words for whoever runs the command."""


def restore(
    file: Path,
    *,
    database: Mapping[str, Any],
    app_role: str,
    keys: Sequence[Any],
    replace: bool,
    progress: Progress,
) -> Manifest:
    """Read it to its end first, then restore it in one transaction as the owner of the tables."""
    manifest = reading.first_line(file, keys, progress)
    if manifest.unknown_migrations:
        raise RestoreRefused(
            f"The backup is of a newer version of the site: {manifest.unknown_migrations[0]} is"
            " not known here."
        )
    try:
        with closing(connect(database)) as connection:
            major = max(manifest.server_major, server_major(connection))
            _refuse(connection, manifest, app_role, replace=replace)
    except psycopg2.Error as error:
        raise RestoreRefused(f"The database did not answer as it should: {error}") from error
    psql = [str(program("psql", major=major)), *_PSQL]
    pg_restore = [str(program("pg_restore", major=major)), *_PG_RESTORE]

    def feed(server: IO[bytes]) -> bool:
        return _feed(file, pg_restore, server, keys, progress)

    _run(psql, address(database), manifest, feed, before=DROP_ALL if replace else "")
    return manifest


def _refuse(
    connection: extensions.connection, manifest: Manifest, app_role: str, *, replace: bool
) -> None:
    if server_major(connection) < manifest.server_major:
        raise RestoreRefused(
            f"The backup is of PostgreSQL {manifest.server_major}, this server is older."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [app_role])
        if cursor.fetchone() != (1,):
            raise RestoreRefused(
                f"The role {app_role} is missing: deploy/postgres/roles.sql first."
            )
        cursor.execute(TABLES)
        (tables,) = cursor.fetchone() or (0,)
        if tables and not replace:
            raise RestoreRefused(
                f"The database is not empty ({tables} tables and views). Nothing was changed. To"
                " throw away what is in it: --replace"
            )
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = %s",
            [app_role],
        )
        (connected,) = cursor.fetchone() or (0,)
        if connected:
            raise RestoreRefused(
                f"The site is still connected ({connected} connections). Nothing was changed."
                " Stop web, worker and scheduler first."
            )


def _run(
    psql: list[str],
    where: Mapping[str, str],
    manifest: Manifest,
    feed: Callable[[IO[bytes]], bool],
    *,
    before: str,
) -> None:
    with TemporaryFile() as answers, TemporaryFile() as complaints:
        with subprocess.Popen(
            psql, env=where, stdin=subprocess.PIPE, stdout=answers, stderr=complaints
        ) as server:
            assert server.stdin is not None  # noqa: S101 - asked for above
            # Only codes are told: an error's own words may quote a row.
            _say(server.stdin, "\\set VERBOSITY sqlstate", "BEGIN;", before)
            if feed(server.stdin):
                # Without this last word the server forgets everything.
                _say(server.stdin, "\\set VERBOSITY terse", *checks(manifest), COMMIT)
            reading.close(server.stdin)
        answers.seek(0)
        complaints.seek(0)
        done = DONE.encode() in answers.read()
        said = complaints.read().decode(errors="replace").strip()
    if not done:
        raise RestoreRefused(f"The database took none of it, and nothing was changed. {said}")


def _feed(
    file: Path, command: list[str], to: IO[bytes], keys: Sequence[Any], progress: Progress
) -> bool:
    """Whether pg_restore has read a whole dump and passed it on."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=to, stderr=subprocess.DEVNULL
    ) as reader:
        assert reader.stdin is not None  # noqa: S101 - asked for above
        reading.dump_into(file, keys, reader.stdin, progress)
        reading.close(reader.stdin)
    return reader.returncode == 0


def _say(to: IO[bytes], *statements: str) -> None:
    try:
        to.write("\n".join([*statements, ""]).encode())
        to.flush()
    except BrokenPipeError:
        return  # psql has ended, and says why itself
