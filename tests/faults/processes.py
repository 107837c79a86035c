"""Real workers and a real queue of the test's own, to be killed and emptied."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

from ccs.embedded.ports import free_port
from ccs.embedded.processes import Child, start
from ccs.embedded.settings import EngineSettings
from ccs.embedded.site import wait_until_up
from ccs.embedded.valkey import start_valkey
from ccs.settings.environment import redis_database

# The number of the queue's database, as `ccs.settings.test` has it.
BROKER = 2
CELERY = [sys.executable, "-m", "celery", "-A", "ccs"]


@dataclass
class Works:
    """A queue, and the processes that the test starts on it."""

    folder: Path
    environment: dict[str, str]
    stack: ExitStack

    def worker(self) -> Child:
        options = ["--concurrency", "1", "--without-gossip", "--without-mingle"]
        return self._start("worker", [*CELERY, "worker", *options])

    def scheduler(self) -> Child:
        schedule = str(self.folder / "schedule")
        return self._start("scheduler", [*CELERY, "beat", "--schedule", schedule, "--pidfile="])

    def web(self) -> tuple[Child, int]:
        """It answers at the port already."""
        port = free_port()
        options = ["--interface", "wsgi", "--no-ws", "--blocking-threads", "16"]
        command = [sys.executable, "-m", "granian", *options, "--port", str(port)]
        child = self._start("web", [*command, "ccs.wsgi:application"])
        assert wait_until_up(child, port), child.last_words()
        return child, port

    def empty_the_queue(self) -> int:
        """How many tasks are lost with it."""
        broker = redis_database(self.environment["REDIS_URL"], BROKER)
        with redis.Redis.from_url(broker) as queue:
            lost = sum(queue.llen(key) for key in queue.scan_iter(_type="list"))
            queue.flushall()
        return int(lost)

    def _start(self, name: str, command: list[str]) -> Child:
        log = self.folder / f"{name}.log"
        child = start(
            name, command, log=log, if_we_die=signal.SIGKILL, environment=self.environment
        )
        self.stack.callback(kill, child)
        return child


def kill(child: Child) -> None:
    """kill -9 of the process and of all that it started, as a machine that loses its power."""
    if child.alive:
        os.killpg(child.popen.pid, signal.SIGKILL)
        child.popen.wait()


@contextmanager
def works(folder: Path, **environment: str) -> Iterator[Works]:
    """Processes that use the database we use, and a queue that nobody else has."""
    engines = EngineSettings()
    with ExitStack() as stack:
        stack.callback(start_valkey(folder, engines, throw_away=True).stop)
        database = {key: quote(str(value)) for key, value in connection.settings_dict.items()}
        told = {
            **engines.environment(folder),
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database),
            "SECRET_KEY": settings.SECRET_KEY,
            **environment,
        }
        yield Works(folder, told, stack)
