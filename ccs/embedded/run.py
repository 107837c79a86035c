"""`python -m ccs.embedded.run ...`: manage.py against this folder's engines."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg2

from ccs.embedded.binaries import EngineMissingError
from ccs.embedded.cluster import EngineFailedError
from ccs.embedded.engines import running_engines
from ccs.embedded.lock import FolderInUseError, announced, only_one
from ccs.embedded.processes import ROOT
from ccs.embedded.settings import load
from ccs.embedded.signals import StopAskedError, stopping_on_signals

WAIT_SECONDS = 120
# What an operator begins with, on a database that may have no tables yet.
_WITH_TABLES: Final = frozenset(
    {
        "check_tenancy",
        "create_api_key",
        "create_network",
        "create_programme_user",
        "import_directory",
        "import_history",
        "import_postcodes",
        "runserver",
    }
)


def var() -> Path:
    """Where this checkout keeps its data."""
    return Path(os.environ.get("CCS_VAR", ROOT / "var"))


def django(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run manage.py in a process of its own; answer its exit code."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    with subprocess.Popen(command, env={**os.environ, **environment}) as child:
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            raise


def needs_tables(arguments: Sequence[str]) -> bool:
    """Whether the command reads or writes the database, and does not only say what it takes."""
    return bool(_WITH_TABLES.intersection(arguments[:1])) and not {"-h", "--help"} & {*arguments}


def prepare(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Make the tables of a new database, for a command that needs them."""
    if not needs_tables(arguments):
        return 0
    with (
        closing(psycopg2.connect(environment["MIGRATION_DATABASE_URL"])) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
        is_new = cursor.fetchone() == (True,)
    if not is_new:
        return 0
    print("The database is new: its tables are made first, once.", file=sys.stderr)
    return django(["migrate", "--verbosity", "0"], environment)


def main(arguments: Sequence[str]) -> int:
    """Use a running demo's engines, or start them for this one call."""
    # Ctrl-C is for the command: in a shell it interrupts one line only.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    folder = var()
    settings = {"DJANGO_SETTINGS_MODULE": "ccs.settings.embedded"}
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with only_one(folder), running_engines(folder) as engines:
                environment = {**settings, **engines.environment}
                return prepare(arguments, environment) or django(arguments, environment)
        except FolderInUseError:
            # A running demo lends its engines. One that is still starting will, and another call
            # like this one ends.
            if address := announced(folder).get("address"):
                found = load(folder).environment(folder)
                return django(arguments, {**settings, **found, "SITE_URL": address})
            time.sleep(0.5)
    print("Something else has held this folder's engines for too long.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        with stopping_on_signals(signal.SIGTERM, signal.SIGHUP):
            sys.exit(main(sys.argv[1:]))
    except StopAskedError:
        sys.exit(1)
    except (EngineFailedError, EngineMissingError) as error:
        sys.exit(str(error))
