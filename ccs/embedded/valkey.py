"""One Redis-compatible server in one folder."""

import signal
import time
from pathlib import Path

import redis

from ccs.embedded.binaries import valkey_server
from ccs.embedded.cluster import EngineFailedError
from ccs.embedded.processes import Child, start
from ccs.embedded.settings import EngineSettings

START_SECONDS = 60


def start_valkey(folder: Path, settings: EngineSettings, *, throw_away: bool = False) -> Child:
    """Start it on the folder's data, and wait until it answers."""
    data = folder / "valkey"
    data.mkdir(parents=True, exist_ok=True)
    child = start(
        "Valkey",
        [valkey_server(), _configuration(data, settings, throw_away=throw_away)],
        log=folder / "logs" / "valkey.log",
        stop_signal=signal.SIGTERM,
        cwd=data,
    )
    try:
        _wait_until_up(child, settings)
    except BaseException:
        child.stop()
        raise
    return child


def _configuration(data: Path, settings: EngineSettings, *, throw_away: bool) -> Path:
    # In a file, because a command line shows the password to everybody on the machine.
    file = data / "valkey.conf"
    file.touch(mode=0o600)
    lines = [
        "bind 127.0.0.1",
        f"port {settings.valkey_port}",
        f"requirepass {settings.valkey_password}",
        f"appendonly {'no' if throw_away else 'yes'}",
        "appendfsync everysec",
        'save ""',
        "maxmemory-policy noeviction",
    ]
    file.write_text("\n".join(lines) + "\n")
    return file


def _wait_until_up(child: Child, settings: EngineSettings) -> None:
    client = redis.Redis(port=settings.valkey_port, password=settings.valkey_password)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            client.ping()
        except redis.ConnectionError as error:
            if not child.alive or time.monotonic() > deadline:
                raise EngineFailedError(f"Valkey did not start.\n{child.last_words()}") from error
            time.sleep(0.05)
        else:
            client.close()
            return
