"""The PostgreSQL of one folder, on a port of this machine."""

from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2 import extensions, sql

from ccs.embedded.binaries import postgres_bin, postgres_data
from ccs.embedded.cluster import (
    SUPERUSER,
    initialise,
    serve,
    wait_for_predecessor,
    wait_until_up,
)
from ccs.embedded.kept import keep
from ccs.embedded.processes import ROOT, Child
from ccs.embedded.settings import EngineSettings
from ccs.embedded.upgrade import finish_upgrade, upgrade

SQL = ROOT / "deploy" / "postgres"
# For data that is thrown away: nothing waits for the disk.
THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def start_postgres(folder: Path, settings: EngineSettings, *, throw_away: bool = False) -> Child:
    """Make the cluster if there is none, start it, and see to roles and database."""
    binaries, log = postgres_bin(), folder / "logs" / "postgres.log"
    finish_upgrade(folder / "postgres")
    data = postgres_data(folder / "postgres")
    if not (data / "PG_VERSION").exists():
        initialise(binaries, data, settings.super_password)
    upgrade(binaries, data, password=settings.super_password, log=log)
    if not throw_away:
        keep(binaries, data)
    return serve_folder(binaries, data, settings, log=log, throw_away=throw_away)


def serve_folder(
    binaries: Path, data: Path, settings: EngineSettings, *, log: Path, throw_away: bool = False
) -> Child:
    """Start these programs on these data, and see to roles and database."""
    wait_for_predecessor(data)
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"]
    options += [f"port={settings.postgres_port}", *(THROW_AWAY if throw_away else [])]
    child = serve(binaries, data, options=options, log=log)
    try:
        wait_until_up(child, lambda: connect(settings, "postgres"))
        _bootstrap(settings)
    except BaseException:
        child.stop()
        raise
    return child


def connect(settings: EngineSettings, database: str) -> extensions.connection:
    """A superuser's connection, for what only the bootstrap does."""
    connection = psycopg2.connect(
        host="127.0.0.1",
        port=settings.postgres_port,
        user=SUPERUSER,
        password=settings.super_password,
        dbname=database,
        connect_timeout=5,
    )
    connection.set_isolation_level(extensions.ISOLATION_LEVEL_AUTOCOMMIT)
    return connection


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
