"""All engines of one folder, started together and stopped in reverse."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ccs.embedded.postgres import start_postgres
from ccs.embedded.processes import Child, start
from ccs.embedded.settings import EngineSettings, load_with_free_ports
from ccs.embedded.upgrade import leftovers
from ccs.embedded.valkey import start_valkey


@dataclass(frozen=True)
class Engines:
    """Running engines: what leads Django to them, and the children to watch."""

    environment: Mapping[str, str]
    children: tuple[Child, ...]


@contextmanager
def running_engines(folder: Path, *, throw_away: bool = False) -> Iterator[Engines]:
    """PostgreSQL, Valkey, a mail server and GOV.UK Notify's fake, for as long as the block runs."""
    settings = load_with_free_ports(folder)
    with ExitStack() as stack:
        children = []
        for starter in (start_postgres, start_valkey):
            child = starter(folder, settings, throw_away=throw_away)
            stack.callback(child.stop)
            children.append(child)
        for start_post in (start_mail, start_notify):
            child = start_post(folder, settings)
            stack.callback(child.stop)
            children.append(child)
        yield Engines(settings.environment(folder), tuple(children))


def forget(folder: Path) -> None:
    """Throw away what stopped engines have kept, wherever it is."""
    database = folder / "postgres"
    data = database.resolve()
    for kept in (data, *leftovers(data)):
        shutil.rmtree(kept, ignore_errors=True)
    if database.is_symlink():
        database.unlink()
    for name in ("valkey", "mail", "texts", "logs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for file in (folder / "engines.json", *folder.glob("schedule*")):
        file.unlink(missing_ok=True)


def start_mail(folder: Path, settings: EngineSettings) -> Child:
    """The mail server. Nobody has to wait for it: senders try again."""
    return start(
        "mail server",
        [sys.executable, "-m", "ccs.embedded.mailbox", str(settings.mail_port), folder / "mail"],
        log=folder / "logs" / "mail.log",
    )


def start_notify(folder: Path, settings: EngineSettings) -> Child:
    """The fake of GOV.UK Notify, which finds its port and keys in the folder: senders try again."""
    return start(
        "texts",
        [sys.executable, "-m", "ccs.embedded.notify_server", folder],
        log=folder / "logs" / "texts.log",
    )
