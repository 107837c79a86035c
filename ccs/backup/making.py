"""A backup: one snapshot of the whole database, sealed while it is written."""

import io
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

import psycopg2
import pyrage
from psycopg2 import extensions

from ccs.backup.manifest import WITHOUT_ROWS, Manifest, take
from ccs.backup.programs import address, connect, program, server_major

Progress = Callable[[int], None]
_READ: Final = 1 << 20
_PG_DUMP: Final = [
    "--format=custom",
    "--compress=6",
    *(f"--exclude-table-data=public.{name}" for name in WITHOUT_ROWS),
]


class BackupFailed(Exception):
    """Why there is no backup, in words for whoever runs the command."""


def make_backup(
    to: Path, *, database: Mapping[str, Any], keys: Sequence[Any], now: datetime, progress: Progress
) -> tuple[Path, Manifest]:
    """Write it beside its place and move it there whole: what has the name is a backup."""
    file = to / f"ccs-{now:%Y%m%dT%H%M%SZ}.age" if to.is_dir() else to
    if file.exists():
        raise BackupFailed(f"{file} is there already; nothing was written.")
    part = file.with_name(f"{file.name}.part")
    try:
        with _snapshot(database) as (connection, snapshot):
            major = server_major(connection)
            dump = program("pg_dump", major=major)
            manifest = take(connection, made_at=now.isoformat(), major=major)
            command = [str(dump), f"--snapshot={snapshot}", *_PG_DUMP]
            with _owned(part) as out:
                with _dumping(command, address(database)) as dumped:
                    spoken = _Spoken(manifest.line(), dumped, progress)
                    pyrage.encrypt_io(spoken, out, list(keys))
                out.flush()
                os.fsync(out.fileno())
        part.rename(file)
    except (OSError, pyrage.EncryptError) as error:
        raise BackupFailed(f"{file} could not be written: {error}") from error
    except psycopg2.Error as error:
        raise BackupFailed(f"The database did not answer as it should: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return file, manifest


@contextmanager
def _snapshot(database: Mapping[str, Any]) -> Iterator[tuple[extensions.connection, str]]:
    with closing(connect(database)) as connection:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            if cursor.fetchone() != (True,):
                raise BackupFailed(
                    "BACKUP_DATABASE_URL names a role that the walls bind: it would see no row."
                    " It has to be ccs_backup (deploy/postgres/roles.sql)."
                )
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone() or ("",)
        yield connection, snapshot


@contextmanager
def _owned(part: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb", buffering=_READ) as out:
        yield out


@contextmanager
def _dumping(command: list[str], where: Mapping[str, str]) -> Iterator[IO[bytes]]:
    with TemporaryFile() as complaints:
        with subprocess.Popen(
            command, env=where, stdout=subprocess.PIPE, stderr=complaints
        ) as dump:
            assert dump.stdout is not None  # noqa: S101 - asked for above
            yield dump.stdout
        if dump.returncode:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip()
            raise BackupFailed(f"pg_dump ended with {dump.returncode}: {said}")


class _Spoken(io.RawIOBase):
    """The first line, then the dump, as one file to be read."""

    def __init__(self, line: bytes, dump: IO[bytes], progress: Progress) -> None:
        self._line, self._dump, self._progress = io.BytesIO(line), dump, progress

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._line.read(size) or self._dump.read(size)
        self._progress(len(piece))
        return piece
