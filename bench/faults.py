"""What goes wrong, so many times: how often something was lost, done twice, or not told."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

django.setup()

from aiosmtpd.controller import Controller  # noqa: E402 - after the set-up
from django.conf import settings  # noqa: E402

from ccs.embedded.ports import free_port  # noqa: E402
from ccs.outbox.models import OutboxMessage  # noqa: E402
from tests.faults.scenarios.calls import same_call_twice  # noqa: E402
from tests.faults.scenarios.forms import same_page_twice  # noqa: E402
from tests.faults.scenarios.mail import an_hour_of  # noqa: E402
from tests.faults.scenarios.races import (  # noqa: E402
    accept_against_withdraw,
    twenty_for_one_place,
    two_accept,
)
from tests.faults.scenarios.tally import Tally  # noqa: E402
from tests.mail import Mailbox  # noqa: E402
from tests.world import World, build_world  # noqa: E402

Several = Callable[[World, int], Iterator[tuple[str, Tally]]]

HEAD = "| what | tried | lost | doubled | not told | seconds |\n|---|---|---|---|---|---|"


def main(times: int) -> int:
    """Print a row for each; 1 if anything was lost or doubled, or somebody was not told."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    print(HEAD)
    bad = 0
    for number, several in enumerate([pages, calls, races, mail]):
        # One network for each, so that none finds what another has left.
        world = build_world(f"faults{number}", f"Faults{number} Network")
        began = time.monotonic()
        for name, tally in several(world, times):
            now = time.monotonic()
            print(
                f"| {name} | {tally.tried} | {tally.lost} | {tally.doubled} | {tally.untold}"
                f" | {now - began:.0f} |",
                flush=True,
            )
            bad += tally.lost + tally.doubled + tally.untold
            began = now
    return 1 if bad else 0


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
    settings.EMAIL_TIMEOUT = 0.3
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
    settings.EMAIL_PORT = box.port if holds else 1


def back(box: Mailbox) -> None:
    box.answer()
    settings.EMAIL_PORT = box.port


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


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
