"""What goes wrong, so many times: how often something was lost, done twice, or not told."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

django.setup()

from aiosmtpd.controller import Controller  # noqa: E402 - after the set-up
from django.conf import settings  # noqa: E402

from ccs.embedded.ports import free_port  # noqa: E402
from ccs.outbox.models import OutboxMessage  # noqa: E402
from tests.faults.own_server import own_server  # noqa: E402
from tests.faults.processes import works  # noqa: E402
from tests.faults.scenarios.calls import same_call_twice  # noqa: E402
from tests.faults.scenarios.clocks import wrong_clocks  # noqa: E402
from tests.faults.scenarios.forms import same_page_twice  # noqa: E402
from tests.faults.scenarios.kills import (  # noqa: E402
    Site,
    postgres_is_killed,
    web_is_killed,
)
from tests.faults.scenarios.mail import an_hour_of  # noqa: E402
from tests.faults.scenarios.races import (  # noqa: E402
    accept_against_withdraw,
    twenty_for_one_place,
    two_accept,
)
from tests.faults.scenarios.room import disk_is_full, only_for_reading  # noqa: E402
from tests.faults.scenarios.tally import Tally  # noqa: E402
from tests.faults.scenarios.workers import (  # noqa: E402
    QUICKLY,
    queue_is_emptied,
    worker_is_killed,
)
from tests.mail import Mailbox  # noqa: E402
from tests.world import World, build_world  # noqa: E402

Several = Callable[[World, int], Iterator[tuple[str, Tally]]]

HEAD = """\
| what | tried | struck | lost | doubled | wrong answers | seconds |
|---|---|---|---|---|---|---|"""
LOST, INVALID = 1, 2


def main(times: int, wanted: Sequence[str]) -> int:
    """Print a row for each. 1 if something was not as it should be, 2 if a fault never happened."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    print(HEAD)
    code = 0
    for name in wanted:
        # One network for each, so that none finds what another has left.
        world = build_world(f"faults-{name}", f"Faults {name} Network")
        began = time.monotonic()
        for what, tally in SEVERAL[name](world, times):
            now = time.monotonic()
            print(row(what, tally, now - began), flush=True)
            code = max(code, 0 if tally.clean else LOST, 0 if tally.valid else INVALID)
            began = now
    return code


def row(what: str, tally: Tally, seconds: float) -> str:
    struck = tally.struck if tally.valid else f"INVALID: {tally.struck}"
    found = (tally.tried, struck, tally.lost, tally.doubled, tally.untold, f"{seconds:.0f}")
    return f"| {what} | {' | '.join(map(str, found))} |"


def pages(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    for name, tally in same_page_twice(world, times):
        yield f"page twice: {name}", tally


def calls(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    for name, tally in same_call_twice(world, times):
        yield f"call twice: {name}", tally


def races(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    yield "two accept", two_accept(world, times)
    yield "accept against withdraw", accept_against_withdraw(world, times)
    yield "twenty for one place", twenty_for_one_place(world, times)


def mail(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    """Two emails for each referral; none of what the others still owe."""
    OutboxMessage.objects.all().delete()
    for name, holds in (("refuses", ""), ("never answers", "MAIL"), ("does not let go", "QUIT")):
        with mail_server() as box:
            yield (
                f"a mail server {name} for an hour",
                an_hour_of(
                    world,
                    box,
                    times // 2,
                    goes_away=lambda box=box, holds=holds: away(box, holds),
                    comes_back=lambda box=box: back(box),
                ),
            )


def away(box: Mailbox, holds: str) -> None:
    box.hold = holds
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = box.port if holds else 1, 0.3


def back(box: Mailbox) -> None:
    box.answer()
    # Once it is there again, a moment in which the machine stands still is no lost email.
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = box.port, 10


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    box = Mailbox(port=free_port())
    controller: Any = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    settings.EMAIL_HOST = "127.0.0.1"
    try:
        yield box
    finally:
        box.answer()
        controller.stop()


def kills(_world: World, times: int) -> Iterator[tuple[str, Tally]]:
    """On a server of its own: the others go on."""
    with TemporaryDirectory() as name, mail_server() as box:
        folder = Path(name)
        told = {"EMAIL_URL": f"smtp://127.0.0.1:{box.port}", **QUICKLY}
        with own_server(folder / "database") as server, works(folder / "works", **told) as running:
            site = Site(build_world(), running, server)
            yield "kill -9: web server", web_is_killed(site, times)
            yield "kill -9: PostgreSQL", postgres_is_killed(site, times, server.kill_it)
            one = server.kill_one_session
            yield "kill -9: a session of PostgreSQL", postgres_is_killed(site, times, one)
            for when, hold in (("before", "MAIL"), ("after", "DATA")):
                found = worker_is_killed(site, box, times, hold=hold)
                yield f"kill -9: worker, {when} an email was taken; Redis emptied", found
            yield "Redis emptied", queue_is_emptied(site, box, times)


def room(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    yield "disk full", disk_is_full(world, times)
    yield "database only to be read", only_for_reading(world, times)


def clocks(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    with mail_server() as box:
        settings.EMAIL_PORT = box.port
        yield "workers' clocks wrong, clock changes, bank holidays", wrong_clocks(world, box, times)


SEVERAL: dict[str, Several] = {
    "pages": pages,
    "calls": calls,
    "races": races,
    "kills": kills,
    "mail": mail,
    "room": room,
    "clocks": clocks,
}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:] or list(SEVERAL)))
