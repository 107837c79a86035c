"""What is made up is in no list of what is real."""

import pytest
from django.utils import timezone

from ccs.accounts.models import User
from ccs.demo.registry import places
from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from networks.programme.actions import appoint
from networks.programme.queries import standings
from organisations.directory.models import Service
from tests.referrals.practice.there import go

pytestmark = pytest.mark.django_db
OF_THE_TWIN = (
    "/find-help/hamlets-practice/",
    "/find-help/hamlets-practice/sitemap.xml",
    "/find-help/hamlets-practice/leaflet/",
    "/oruk/hamlets-practice/",
    "/oruk/hamlets-practice/services",
)
OF_ALL = ("/", "/find-help/", "/find-help/sitemap.xml", "/programme/")


@pytest.fixture
def twin(world) -> Network:
    twin = go(world, "teacher")
    with enter(system(twin.pk)):
        Service.objects.update(audience="public")
    return twin


@pytest.mark.parametrize("path", OF_THE_TWIN)
def test_no_public_page_feed_or_leaflet_is_of_practice(client, twin, path):
    practice = client.get(path)

    assert practice.status_code == 404
    assert practice.content == client.get(path.replace("hamlets", "nowhere")).content


@pytest.mark.parametrize("path", OF_ALL)
def test_no_list_of_networks_names_one_of_practice(client, world, twin, path):
    appoint(world.email("teacher"))
    client.force_login(User.objects.get(email=world.email("teacher")))

    page = client.get(path).content.decode()

    assert "hamlets-practice" not in page
    assert "(practice)" not in page


def test_who_belongs_to_one_live_network_still_comes_straight_to_it(client, world, twin):
    client.force_login(world.user("teacher"))

    answer = client.get("/")

    assert answer["Location"] == "/hamlets/"


def test_nobody_of_practice_is_among_the_people_of_the_demo(twin):
    assert {place.network for place in places()} <= {"hamlets", ""}


def test_the_programme_counts_what_is_live_alone(world, twin):
    before = standings(timezone.now())

    go(world, "adviser", "coordinator")

    assert [row.slug for row in standings(timezone.now())] == ["hamlets"]
    assert standings(timezone.now())[0].standing == before[0].standing
