"""The site's own processes: web, worker and scheduler, each to be restarted if it ends."""

import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from ccs.embedded.processes import ROOT, Child, start

Starter = Callable[[], Child]
START_SECONDS = 300


def starters(folder: Path, port: int, environment: Mapping[str, str]) -> dict[str, Starter]:
    """How to start each process, by its name."""
    # A worker told to stop puts its task back on the queue instead of finishing it first.
    environment = {**environment, "REMAP_SIGTERM": "SIGQUIT"}
    celery = [sys.executable, "-m", "celery", "-A", "ccs", "--workdir", str(ROOT)]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    # A thread that ends leaves its database connection behind until the garbage is collected.
    web += ["--blocking-threads", "4", "--blocking-threads-idle-timeout", "600"]
    commands: dict[str, list[str]] = {
        "web": [*web, "--port", str(port), "ccs.wsgi:application"],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "scheduler": [*celery, "beat", "--schedule", str(folder / "schedule"), "--pidfile="],
    }

    def starter(name: str) -> Starter:
        # A web server ends its workers when asked; Celery's processes might wait for a broker
        # that has gone with us, so they are not asked.
        last = signal.SIGTERM if name == "web" else signal.SIGKILL
        log = folder / "logs" / f"{name}.log"
        return lambda: start(name, commands[name], log=log, if_we_die=last, environment=environment)

    return {name: starter(name) for name in commands}


def wait_until_up(web: Child, port: int) -> bool:
    """Whether the web process answered in time."""
    deadline = time.monotonic() + START_SECONDS
    while web.alive and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
