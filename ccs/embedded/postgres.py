"""One PostgreSQL cluster in one folder."""

import os
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile

import psycopg2
from psycopg2 import extensions, sql

from ccs.embedded.binaries import postgres_bin, postgres_data
from ccs.embedded.processes import ROOT, Child, start
from ccs.embedded.settings import EngineSettings
from ccs.embedded.user import demoted, give

SQL = ROOT / "deploy" / "postgres"
# Crash recovery of a large folder takes its time.
START_SECONDS = 120
PREDECESSOR_SECONDS = 10
# For data that is thrown away: nothing waits for the disk.
THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class EngineFailedError(Exception):
    """An engine ended instead of answering; the message holds its last words."""


def start_postgres(folder: Path, settings: EngineSettings, *, throw_away: bool = False) -> Child:
    """Make the cluster if there is none, start it, and see to roles and database."""
    binaries = postgres_bin()
    data = postgres_data(folder / "postgres")
    if not (data / "PG_VERSION").exists():
        _initialise(binaries, data, settings.super_password)
    refuse_other_major(data, ours=_major(binaries))
    _wait_for_predecessor(data / "postmaster.pid")
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"]
    options += THROW_AWAY if throw_away else []
    flags = [word for option in options for word in ("-c", option)]
    child = start(
        "PostgreSQL",
        [binaries / "postgres", "-D", data, "-p", str(settings.postgres_port), *flags],
        log=folder / "logs" / "postgres.log",
        # SIGTERM would wait for every client to leave; SIGINT sends them away.
        stop_signal=signal.SIGINT,
        as_user=demoted(),
        cwd=Path("/"),
    )
    try:
        _wait_until_up(child, settings)
        _bootstrap(settings)
    except BaseException:
        child.stop()
        raise
    return child


def refuse_other_major(data: Path, *, ours: str) -> None:
    """PostgreSQL opens no other major version's data: say what does, before it tries."""
    theirs = (data / "PG_VERSION").read_text().strip()
    if theirs != ours:
        raise EngineFailedError(
            f"The data in {data} are of PostgreSQL {theirs}, and this version of the site brings"
            f" {ours}. Nothing was changed.\n"
            "To keep them, with the version of the site that made them:\n"
            "  script/manage backup_key ccs.key\n"
            "  script/manage backup --to ccs.age --key-file ccs.key\n"
            f"Then, with this one, move {data} away and:\n"
            "  script/manage restore ccs.age --key-file ccs.key\n"
            "  script/manage migrate\n"
            "To throw them away: script/demo --fresh"
        )


def _major(binaries: Path) -> str:
    said = subprocess.run(
        [binaries / "postgres", "--version"], cwd="/", capture_output=True, text=True, check=True
    ).stdout
    return said.split()[-1].split(".")[0]


def _initialise(binaries: Path, data: Path, password: str) -> None:
    with NamedTemporaryFile("w") as file:
        file.write(password)
        file.flush()
        give(Path(file.name), 0o600)
        command: list[str | Path] = [
            *(binaries / "initdb", "-D", data, "-U", "ccs_super", "--pwfile", file.name),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ]
        made = subprocess.run(
            command, cwd="/", text=True, capture_output=True, check=False, **demoted()
        )
    if made.returncode:
        raise EngineFailedError(f"PostgreSQL could not make its data folder.\n{made.stderr}")


def _wait_for_predecessor(notice: Path) -> None:
    # After a kill -9 of its parent the last one still needs a moment to stop.
    deadline = time.monotonic() + PREDECESSOR_SECONDS
    while time.monotonic() < deadline and notice.exists():
        try:
            os.kill(int(notice.read_text().split()[0]), 0)
        except (ProcessLookupError, FileNotFoundError):
            return
        except PermissionError:  # it lives, as another user
            pass
        time.sleep(0.1)


def connect(settings: EngineSettings, database: str) -> extensions.connection:
    """A superuser's connection, for what only the bootstrap does."""
    connection = psycopg2.connect(
        host="127.0.0.1",
        port=settings.postgres_port,
        user="ccs_super",
        password=settings.super_password,
        dbname=database,
        connect_timeout=5,
    )
    connection.set_isolation_level(extensions.ISOLATION_LEVEL_AUTOCOMMIT)
    return connection


def _wait_until_up(child: Child, settings: EngineSettings) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            connect(settings, "postgres").close()
        except psycopg2.OperationalError as error:
            if not child.alive or time.monotonic() > deadline:
                raise EngineFailedError(
                    f"PostgreSQL did not start.\n{child.last_words()}"
                ) from error
            time.sleep(0.05)
        else:
            return


def _bootstrap(settings: EngineSettings) -> None:
    with closing(connect(settings, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute((SQL / "roles.sql").read_text())
        passwords = {
            "ccs_owner": settings.owner_password,
            "ccs_app": settings.app_password,
            "ccs_backup": settings.backup_password,
        }
        for role, password in passwords.items():
            command = sql.SQL("ALTER ROLE {} PASSWORD {}")
            cursor.execute(command.format(sql.Identifier(role), sql.Literal(password)))
        cursor.execute("SELECT FROM pg_database WHERE datname = 'ccs'")
        made = bool(cursor.rowcount)
    # Databases are copies of template1: the one of the site, and those that tests make. A folder
    # of an older release gets what is new.
    for database in ["template1", *(["ccs"] if made else [])]:
        with closing(connect(settings, database)) as connection, connection.cursor() as cursor:
            cursor.execute((SQL / "database.sql").read_text())
    if made:
        return
    with closing(connect(settings, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE ccs OWNER ccs_owner")
