"""All that a site keeps, as a thief would have it: the dump, the files, Redis, the logs."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from ccs.backup.programs import address, connect, program, server_major
from ccs.settings.environment import redis_database

_REDIS_DATABASES = 16


def dumped() -> str:
    """The whole database as text, by the role that makes backups: no wall hides a row from it."""
    database = {**settings.BACKUP_DATABASE, "NAME": connection.settings_dict["NAME"]}
    with connect(database) as asked:
        command = program("pg_dump", major=server_major(asked))
    found = subprocess.run(
        [command, "--data-only", "--format=plain", "--disable-triggers"],
        env=address(database),
        capture_output=True,
        check=True,
    )
    return found.stdout.decode()


def in_redis() -> str:
    """Every key with its value in every database of the server, whatever it is for."""
    return "\n".join(_in_database(number) for number in range(_REDIS_DATABASES))


def _in_database(number: int) -> str:
    server = redis.from_url(redis_database(settings.REDIS_URL, number))
    read = {
        b"string": server.get,
        b"hash": server.hgetall,
        b"set": server.smembers,
        b"list": lambda key: server.lrange(key, 0, -1),
        b"zset": lambda key: server.zrange(key, 0, -1),
    }
    keys = [(key, server.type(key)) for key in server.scan_iter(count=1000)]
    return "\n".join(f"{key!r} {read[kind](key)!r}" for key, kind in keys if kind in read)


def in_files(*folders: Path) -> str:
    """But the database's own files: what it holds is in its dump.

    Rows that were written over stay in them until PostgreSQL cleans up after itself.
    """
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return "\n".join(
        file.read_bytes().decode(errors="replace") for file in files if "postgres" not in file.parts
    )


def signs_in(text: str, signs: Iterable[str]) -> list[str]:
    """Those that stand there, as letters, in any writing of a number, or as bytes in a dump."""
    low = text.lower()
    low += re.sub(r"(?<=\d)[ ().-]+(?=\d)", "", low)
    return [one for one in signs if one.lower() in low or one.encode().hex() in low]
