"""kill -9 of the web server, and a database that cuts it off, in the middle of a submit."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ccs.outbox.models import OutboxMessage
from referrals.referrals.models import Referral
from tests.faults.processes import Works, kill, works
from tests.faults.scenarios.forms import events_of
from tests.faults.scenarios.tally import told_twice
from tests.referrals.pages import browser, page
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

NOBODY_ANSWERS = 0
TOKEN = "a" * 32
WAITING = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture
def running(tmp_path: Path, world: World) -> Iterator[Works]:
    with works(tmp_path) as processes:
        yield processes


def accept(port: int, world: World, session: str, referral: Referral) -> int:
    """The form as a browser sends it; the status, or that nobody answered."""
    talk = HTTPConnection("127.0.0.1", port, timeout=60)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}
    try:
        talk.request("POST", page(world, referral.reference, "accept"), b"", headers)
        return talk.getresponse().status
    except (HTTPException, OSError):
        return NOBODY_ANSWERS
    finally:
        talk.close()


@contextmanager
def held(world: World, referrals: list[Referral]) -> Iterator[None]:
    """Who acts on these waits, with half of the work done."""
    with world.acting("adviser"):
        keys = [one.pk for one in referrals]
        list(Referral.objects.filter(pk__in=keys).select_for_update(of=("self",)))
        yield


def waiting() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return [pid for (pid,) in cursor.fetchall()]


def in_the_middle(
    world: World, port: int, goes_wrong: Callable[[], None]
) -> tuple[list[Referral], list[int]]:
    """Eight are accepted; four come through, and it goes wrong while the others wait.

    The referrals, and what those who waited were answered.
    """
    session = browser(world, "adviser").cookies[settings.SESSION_COOKIE_NAME].value
    referrals = [world.refer()[0] for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:

        def sent(some: list[Referral]) -> list[Future[int]]:
            return [pool.submit(accept, port, world, session, one) for one in some]

        with held(world, referrals[:4]):
            stuck = sent(referrals[:4])
            through = [one.result(timeout=60) for one in sent(referrals[4:])]
            deadline = time.monotonic() + 60
            while len(waiting()) < 4:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            goes_wrong()
            answers = [one.result(timeout=60) for one in stuck]
    assert through == [302] * 4
    assert [events_of(world, one, "accepted") for one in referrals] == [0] * 4 + [1] * 4
    return referrals, answers


def again(world: World, port: int, referrals: list[Referral]) -> list[int]:
    session = browser(world, "adviser").cookies[settings.SESSION_COOKIE_NAME].value
    return [accept(port, world, session, one) for one in referrals]


def test_what_a_killed_web_server_had_begun_is_undone_and_done_once_by_the_next(
    world: World, running: Works
) -> None:
    doomed, port = running.web()

    referrals, answers = in_the_middle(world, port, lambda: kill(doomed))
    _next, port = running.web()

    assert answers == [NOBODY_ANSWERS] * 4
    assert again(world, port, referrals) == [302] * 8
    assert [events_of(world, one, "accepted") for one in referrals] == [1] * 8
    assert OutboxMessage.objects.filter(template="referral_accepted").count() == 8
    assert told_twice() == 0


def test_a_database_that_cuts_everybody_off_is_a_plain_page_and_then_it_goes_on(
    world: World, running: Works
) -> None:
    _web, port = running.web()

    def cut_off() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [waiting()])

    referrals, answers = in_the_middle(world, port, cut_off)

    assert answers == [503] * 4
    assert again(world, port, referrals) == [302] * 8
    assert [events_of(world, one, "accepted") for one in referrals] == [1] * 8
    assert told_twice() == 0
