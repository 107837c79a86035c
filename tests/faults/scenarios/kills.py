"""kill -9 of the web server or of PostgreSQL, in the middle of many submits."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from uuid import UUID

import psycopg2
from django.conf import settings
from django.db import connection

from ccs.outbox.models import OutboxMessage
from referrals.referrals.models import Referral
from tests.faults.own_server import OwnServer
from tests.faults.processes import Works, kill
from tests.faults.scenarios.forms import events_of
from tests.faults.scenarios.tally import Tally, told_twice
from tests.referrals.pages import browser, home, page
from tests.world import World

NOBODY_ANSWERS = 0
# Of those who send in one moment: how many wait with half of the work done when it is killed,
# and how many have had their answer.
STUCK, THROUGH = 10, 4
PATIENCE = 60
TOKEN = "a" * 32


class Site:
    """A web server over a PostgreSQL of its own, and somebody who is signed in."""

    def __init__(self, world: World, running: Works, server: OwnServer) -> None:
        self.world, self.running, self.server = world, running, server
        self.session = browser(world, "adviser").cookies[settings.SESSION_COOKIE_NAME].value
        self.web, self.port = running.web()

    def kill_web(self) -> None:
        kill(self.web)

    def accept(self, referral: Referral) -> int:
        """The form as a browser sends it; the status, or that nobody answered."""
        return self._asked("POST", page(self.world, referral.reference, "accept"))

    def home(self) -> int:
        return self._asked("GET", home(self.world))

    def _asked(self, method: str, address: str) -> int:
        talk = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        headers = {
            "Cookie": f"{cookies}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        try:
            talk.request(method, address, b"", headers)
            return talk.getresponse().status
        except (HTTPException, OSError):
            return NOBODY_ANSWERS
        finally:
            talk.close()


def web_is_killed(site: Site, times: int) -> Tally:
    """Who waited hears nothing; the next web server answers when they send it again."""
    tally = Tally()
    for _ in range(times // STUCK):
        done = in_the_middle(site, site.kill_web, tally, answer=NOBODY_ANSWERS)
        site.web, site.port = site.running.web()
        sent_again(site, done, tally)
    return ended(site, tally)


def postgres_is_killed(site: Site, times: int, goes_wrong: Callable[[], None]) -> Tally:
    """Who waited gets a plain page; the same web server goes on when they send it again."""
    tally = Tally()
    for _ in range(times // STUCK):
        done = in_the_middle(site, goes_wrong, tally, answer=503)
        sent_again(site, done, tally)
    return ended(site, tally)


def in_the_middle(
    site: Site, goes_wrong: Callable[[], None], tally: Tally, *, answer: int
) -> list[Referral]:
    """Some come through, and it goes wrong while the others wait. Nothing of those is done."""
    referrals = [site.world.refer()[0] for _ in range(STUCK + THROUGH)]
    with ThreadPoolExecutor(STUCK + THROUGH) as pool:

        def sent(some: list[Referral]) -> list[Future[int]]:
            return [pool.submit(site.accept, one) for one in some]

        with held(site.server, [one.pk for one in referrals[:STUCK]]):
            stuck = sent(referrals[:STUCK])
            through = [one.result(timeout=PATIENCE) for one in sent(referrals[STUCK:])]
            wait_for_all(site.server)
            goes_wrong()
            answers = [one.result(timeout=PATIENCE) for one in stuck]
    # Ours may have ended as well.
    connection.close()
    tally.untold += sum(one != answer for one in answers) + sum(one != 302 for one in through)
    done = [events_of(site.world, one, "accepted") for one in referrals]
    tally.doubled += sum(done[:STUCK])
    tally.lost += sum(one != 1 for one in done[STUCK:])
    tally.struck += STUCK
    return referrals


def sent_again(site: Site, referrals: list[Referral], tally: Tally) -> None:
    """All of them: those that came through before are not done twice."""
    for number, one in enumerate(referrals):
        status = site.accept(one)
        done = events_of(site.world, one, "accepted")
        if number < STUCK:
            tally.count(done, told=status == 302, struck=False)
        else:
            tally.doubled += done > 1


def ended(site: Site, tally: Tally) -> Tally:
    """With the emails: one for each that was accepted."""
    with site.world.acting("adviser"):
        accepted = Referral.objects.filter(status="accepted").count()
    owed = OutboxMessage.objects.filter(template="referral_accepted").count()
    tally.lost += max(accepted - owed, 0)
    tally.doubled += max(owed - accepted, 0) + told_twice()
    return tally


@contextmanager
def held(server: OwnServer, keys: list[UUID]) -> Iterator[None]:
    """Who acts on these waits, with half of the work done, until the block or the server ends."""
    with closing(server.session()) as session, session.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT FROM referrals_referral WHERE id = ANY(%s::uuid[]) FOR UPDATE",
            [[str(key) for key in keys]],
        )
        yield
        with suppress(psycopg2.OperationalError, psycopg2.InterfaceError):
            cursor.execute("ROLLBACK")


def wait_for_all(server: OwnServer) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(server.waiting()) < STUCK:
        assert time.monotonic() < deadline
        time.sleep(0.05)
