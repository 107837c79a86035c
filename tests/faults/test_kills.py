"""kill -9 of web server, worker, PostgreSQL and one of its sessions; a queue that is emptied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.own_server import own_server
from tests.faults.processes import works
from tests.faults.scenarios.kills import Site, postgres_is_killed, web_is_killed
from tests.faults.scenarios.tally import Tally
from tests.faults.scenarios.workers import QUICKLY, queue_is_emptied, worker_is_killed
from tests.mail import Mailbox
from tests.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}", **QUICKLY}
    with own_server(tmp_path / "database") as server, works(tmp_path / "works", **mail) as running:
        build_world("norwich", "Norwich Network").refer()
        yield Site(build_world(), running, server)


def test_what_was_begun_when_it_was_killed_is_undone_and_done_once_when_sent_again(
    site: Site,
) -> None:
    web = web_is_killed(site, 20)
    whole = postgres_is_killed(site, 20, site.server.kill_it)
    session = postgres_is_killed(site, 20, site.server.kill_one_session)

    assert [web, whole, session] == [Tally(tried=20, struck=20)] * 3


def test_every_email_goes_out_though_a_worker_is_killed_and_redis_emptied(
    site: Site, mailbox: Mailbox
) -> None:
    before = worker_is_killed(site, mailbox, 20, hold="MAIL")
    after = worker_is_killed(site, mailbox, 20, hold="DATA")
    emptied = queue_is_emptied(site, mailbox, 20)

    assert [before, after, emptied] == [Tally(tried=20, struck=20)] * 3
