import time
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError

from ccs.tenancy.context import enter, system
from organisations.directory.models import Service
from organisations.interchange.intake import fetching
from organisations.interchange.intake.fetching import check_address, source_of
from organisations.interchange.intake.packages import Unreadable
from tests.organisations.interchange.feeds import page, run_import, service, serving, without

PARTS = ("attributes", "schedules", "contacts", "service_at_locations")


def feed_of(*services):
    """One service a page, as rows without parts; whole at their own addresses."""
    rows = [without(one, *PARTS) for one in services]
    answers = {f"/services/{one['id']}": one for one in services}
    for number, row in enumerate(rows, start=1):
        answers[f"/services?page={number}"] = page([row], number=number, pages=len(rows))
    return {"/": {"version": "HSDS-UK-3.0"}, **answers}


def named(world):
    with enter(system(world.network.pk)):
        return {one.name for one in Service.objects.filter(name__startswith="Harbour")}


@pytest.mark.parametrize("address", ["/", "/services"])
def test_every_page_is_read_and_every_service_whole(world, address):
    answers = feed_of(service(), service(id="b", name="Harbour debt line"))

    with serving(answers) as url:
        said = run_import(world, url=f"{url}{address}")

    with enter(system(world.network.pk)):
        needs = Service.objects.get(name="Harbour debt line").service_needs.count()
    assert named(world) == {"Harbour food parcels", "Harbour debt line"}
    assert needs == 1
    assert "services: 2 added" in said


def test_again_from_the_same_feed_changes_nothing(world):
    with serving(feed_of(service())) as url:
        run_import(world, url=url)
        said = run_import(world, url=f"{url}/services")

    assert "services: 0 added, 0 changed, 1 unchanged" in said


def test_a_file_at_an_address(world):
    with serving({"/directory.json": [service()]}) as url:
        run_import(world, url=f"{url}/directory.json")

    assert named(world) == {"Harbour food parcels"}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"/": {}}, "/services cannot be read: it answers 404"),
        ({"/": b"<html>"}, "not JSON"),
        ({"/": {}, "/services": {"total_pages": 1}}, "no list of services"),
        ({"/": {}, "/services": page([service()], pages=9)}, "with the page before it"),
        ({"/": {}, "/services": page([{"id": "a", "name": "x"}])}, "/services/a cannot be read"),
    ],
)
def test_a_broken_feed_is_told_and_nothing_is_written(world, answers, why):
    with serving(answers) as url, pytest.raises(CommandError, match=why):
        run_import(world, url=url)

    assert named(world) == set()


def test_a_feed_that_sends_too_much_is_stopped(world, monkeypatch):
    monkeypatch.setattr(fetching, "_LARGEST_ANSWER", 1000)

    with serving({"/": b" " * 5000}) as url, pytest.raises(CommandError, match="too much"):
        run_import(world, url=url)


def test_a_feed_that_takes_too_long_is_stopped(world, monkeypatch):
    monkeypatch.setattr(fetching, "_SECONDS_IN_ALL", -1)

    with serving(feed_of(service())) as url, pytest.raises(CommandError, match="takes longer"):
        run_import(world, url=url)


def test_a_redirect_may_not_leave_https(world):
    with serving({}, moved_to="http://feed.example/") as url:
        started = time.monotonic()
        with pytest.raises(CommandError, match="starts with https"):
            run_import(world, url=url)

    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "url", ["http://feed.example/", "file:///etc/passwd", "ftp://feed.example/", "feed.example", ""]
)
def test_only_https_is_read(url):
    with pytest.raises(Unreadable, match="https"):
        check_address(url)


def test_where_hosts_are_named_no_other_is_asked(world, settings):
    with serving({}, moved_to="https://elsewhere.example/") as url:
        settings.FEED_HOSTS = [urlsplit(url).hostname]
        with pytest.raises(CommandError, match="FEED_HOSTS"):
            run_import(world, url=url)

    with pytest.raises(Unreadable, match="FEED_HOSTS"):
        check_address("https://feed.example/")


def test_one_feed_has_one_name():
    names = {
        source_of(f"https://feed.example/oruk/norfolk{end}")
        for end in ("", "/", "/services", "/services/", "?page=2")
    }

    assert names == {"https://feed.example/oruk/norfolk"}


def test_a_network_takes_over_the_feed_of_another(live_server, world, other_world, offered):
    url = f"{live_server.url}/oruk/{world.network.slug}"

    said = run_import(other_world, url=url, same=["Quay Advice"])
    again = run_import(other_world, url=f"{url}/services", same=["Quay Advice"])

    assert "+ Food advice" in said
    assert "services: 0 added, 0 changed, 1 unchanged" in again
