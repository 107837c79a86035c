"""Everything of one server into another, of a newer version, by PostgreSQL's own programs."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

from ccs.embedded.cluster import SUPERUSER, EngineFailedError, connect
from ccs.embedded.sameness import DATABASES

# Only codes are told: an error's own words may quote a row.
_PSQL = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate"]


def copy_all(binaries: Path, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Roles with their passwords and rights, then each database; the newer programs do both."""
    psql: list[str | Path] = [binaries / "psql", *_PSQL, "--dbname=postgres", "--file=-"]
    _feed(psql, new, _roles(binaries, old))
    with closing(connect(old, "postgres")) as connection, connection.cursor() as cursor:
        cursor.execute(DATABASES)
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        dump: list[str | Path] = [binaries / "pg_dump", "--create", f"--dbname={name}"]
        _pass_on(dump, old, psql, new)
        with closing(connect(new, name)) as connection, connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # plans are bad until the server has looked


def _roles(binaries: Path, old: Mapping[str, str]) -> bytes:
    said = subprocess.run(
        [binaries / "pg_dumpall", "--roles-only"],
        env=_environment(old),
        capture_output=True,
        check=False,
    )
    if said.returncode:
        raise EngineFailedError(f"pg_dumpall ended with {said.returncode}.")
    # It is there already: it made the other server.
    return said.stdout.replace(f"CREATE ROLE {SUPERUSER};".encode(), b"")


def _feed(command: Sequence[str | Path], server: Mapping[str, str], what: bytes) -> None:
    done = subprocess.run(
        command, env=_environment(server), input=what, capture_output=True, check=False
    )
    if done.returncode:
        raise EngineFailedError(f"The roles were not taken: {_last(done.stderr)}")


def _pass_on(
    dump: Sequence[str | Path],
    old: Mapping[str, str],
    load: Sequence[str | Path],
    new: Mapping[str, str],
) -> None:
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(
            dump, env=_environment(old), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as dumping,
        subprocess.Popen(
            load,
            env=_environment(new),
            stdin=dumping.stdout,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        ) as loading,
    ):
        assert dumping.stdout is not None  # noqa: S101 - asked for above
        dumping.stdout.close()  # the one that loads has it: if it ends, the other one does
        try:
            codes = loading.wait(), dumping.wait()
        except BaseException:
            dumping.kill()
            loading.kill()
            raise
        complaints.seek(0)
        said = _last(complaints.read())
    # The one that loads is content with half of it.
    if any(codes):
        raise EngineFailedError(f"A database was not taken whole: {said or 'its dump ended'}")


def _environment(server: Mapping[str, str]) -> dict[str, str]:
    """Only what leads there: a variable of the terminal's own may lead elsewhere."""
    return {**{name: kept for name, kept in os.environ.items() if name[:2] != "PG"}, **server}


def _last(complaints: bytes) -> str:
    return " ".join(complaints.decode(errors="replace").split("\n")[-2:]).strip()
