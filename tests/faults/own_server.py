"""A PostgreSQL of our own, which nobody else uses: to be killed with kill -9."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import extensions

from ccs.backup.programs import address, program, server_major
from ccs.backup.programs import connect as connect_as
from ccs.embedded.cluster import EngineFailedError
from ccs.embedded.engines import forget
from ccs.embedded.postgres import connect, start_postgres
from ccs.embedded.processes import Child
from ccs.embedded.settings import EngineSettings
from tests.database import KEPT
from tests.faults.processes import kill

PATIENCE = 60
NAMES = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = 'ccs' AND wait_event_type = 'Lock'"


@dataclass
class OwnServer:
    """Its data wait for the disk, as in production."""

    folder: Path
    engines: EngineSettings
    child: Child

    def session(self) -> extensions.connection:
        """Past the walls; each statement is a transaction unless it begins one."""
        return connect(self.engines, "ccs")

    def waiting(self) -> list[int]:
        """The processes of those who wait for a lock."""
        with closing(self.session()) as session, session.cursor() as cursor:
            cursor.execute(WAITING)
            return [pid for (pid,) in cursor.fetchall()]

    def kill_it(self) -> None:
        """The postmaster, by kill -9: its children find that out and end. Then it is started."""
        kill(self.child)
        assert self.child.popen.returncode == -signal.SIGKILL
        self.child = patiently(lambda: start_postgres(self.folder, self.engines))

    def kill_one_session(self) -> None:
        """A process that waits, by kill -9: the postmaster ends all others and recovers."""
        os.kill(self.waiting()[0], signal.SIGKILL)
        time.sleep(0.2)
        patiently(self.session).close()
        assert self.child.alive, self.child.last_words()


def patiently(asked: Callable[[], Any]) -> Any:
    """Until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return asked()
        except (EngineFailedError, psycopg2.OperationalError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def own_server(folder: Path) -> Iterator[OwnServer]:
    """Inside, Django's connection leads to it: our tables, and nobody's rows in them."""
    engines, before = EngineSettings(), {name: connection.settings_dict[name] for name in NAMES}
    server = OwnServer(folder, engines, start_postgres(folder, engines))
    try:
        _make_tables(folder / "tables", _as("ccs_owner", engines.owner_password, engines))
        connection.close()
        connection.settings_dict.update(_as("ccs_app", engines.app_password, engines))
        yield server
    finally:
        connection.close()
        connection.settings_dict.update(before)
        server.child.stop()
        forget(folder)


def _make_tables(file: Path, database: Mapping[str, Any]) -> None:
    """As those of the database that Django is led to now, with what every site starts with."""
    like = {**settings.BACKUP_DATABASE, "NAME": connection.settings_dict["NAME"]}
    with closing(connect_as(like)) as session:
        major = server_major(session)
    dump, restore = (program(name, major=major) for name in ("pg_dump", "pg_restore"))
    rows = [f"--exclude-table-data-and-children=public.{name}" for name in _with_rows()]
    whole = ["--format=custom", f"--file={file}", *rows]
    subprocess.run([dump, *whole], env=address(like), check=True, capture_output=True)
    into = ["--no-owner", "--no-comments", f"--dbname={database['NAME']}", file]
    subprocess.run([restore, *into], env=address(database), check=True, capture_output=True)


def _with_rows() -> list[str]:
    return [name for name in connection.introspection.table_names() if name not in KEPT]


def _as(role: str, password: str, engines: EngineSettings) -> dict[str, Any]:
    port = str(engines.postgres_port)
    return {
        "NAME": "ccs",
        "USER": role,
        "PASSWORD": password,
        "HOST": "127.0.0.1",
        "PORT": port,
    }
