"""A cluster: its data folder, and the one process that serves it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

import psycopg2
from psycopg2 import extensions

from ccs.embedded.processes import Child, start
from ccs.embedded.user import demoted, give

SUPERUSER = "ccs_super"
PORT = "5432"  # a part of the socket's name
# Crash recovery of a large folder takes its time, and so does writing out all that was loaded.
START_SECONDS = 120
STOP_SECONDS = 600
PREDECESSOR_SECONDS = 10


class EngineFailedError(Exception):
    """An engine ended instead of answering; the message holds its last words."""


def major_of_data(data: Path) -> int:
    """Which version's data these are."""
    return int((data / "PG_VERSION").read_text())


def initialise(binaries: Path, data: Path, password: str) -> None:
    """Make the files of an empty one."""
    with NamedTemporaryFile("w") as file:
        file.write(password)
        file.flush()
        give(Path(file.name), 0o600)
        command: list[str | Path] = [
            *(binaries / "initdb", "-D", data, "-U", SUPERUSER, "--pwfile", file.name),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ]
        made = subprocess.run(
            command, cwd="/", text=True, capture_output=True, check=False, **demoted()
        )
    if made.returncode:
        raise EngineFailedError(f"PostgreSQL could not make its data folder.\n{made.stderr}")


def serve(binaries: Path, data: Path, *, options: Sequence[str], log: Path) -> Child:
    """Start the process. It does not answer yet: `wait_until_up`."""
    return start(
        "PostgreSQL",
        [binaries / "postgres", "-D", data, *(word for one in options for word in ("-c", one))],
        log=log,
        # SIGTERM would wait for every client to leave; SIGINT sends them away.
        stop_signal=signal.SIGINT,
        as_user=demoted(),
        cwd=Path("/"),
    )


def wait_until_up(child: Child, connect: Callable[[], extensions.connection]) -> None:
    """Until it answers; an error once it has ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            connect().close()
        except psycopg2.OperationalError as error:
            if not child.alive or time.monotonic() > deadline:
                raise EngineFailedError(
                    f"PostgreSQL did not start.\n{child.last_words()}"
                ) from error
            time.sleep(0.05)
        else:
            return


def wait_for_predecessor(data: Path, seconds: float = PREDECESSOR_SECONDS) -> None:
    """After a kill -9 of its parent the last server still needs a moment to stop."""
    notice = data / "postmaster.pid"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and notice.exists():
        try:
            os.kill(int(notice.read_text().split()[0]), 0)
        except (ProcessLookupError, FileNotFoundError):
            return
        except PermissionError:  # it lives, as another user
            pass
        time.sleep(0.1)


@contextmanager
def private_server(
    binaries: Path, data: Path, *, password: str, log: Path
) -> Iterator[Mapping[str, str]]:
    """For ourselves alone, by a socket in a folder of its own: answers libpq's environment."""
    with TemporaryDirectory(prefix="ccs-", ignore_cleanup_errors=True) as sockets:
        give(Path(sockets))
        options = ["listen_addresses=", f"unix_socket_directories={sockets}", f"port={PORT}"]
        # An error's own words may quote a row.
        options += ["timezone=UTC", "log_min_messages=fatal"]
        child = serve(binaries, data, options=options, log=log)
        child.patience = STOP_SECONDS
        address = {"PGHOST": sockets, "PGPORT": PORT, "PGUSER": SUPERUSER, "PGPASSWORD": password}
        try:
            wait_until_up(child, lambda: connect(address, "postgres"))
            yield address
        finally:
            child.stop()


def connect(address: Mapping[str, str], database: str) -> extensions.connection:
    """The superuser's connection to a private server."""
    connection = psycopg2.connect(
        host=address["PGHOST"],
        port=address["PGPORT"],
        user=address["PGUSER"],
        password=address["PGPASSWORD"],
        dbname=database,
    )
    connection.set_isolation_level(extensions.ISOLATION_LEVEL_AUTOCOMMIT)
    return connection
