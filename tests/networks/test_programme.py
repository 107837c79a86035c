"""All networks side by side, and a new one in one form: no person in either."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ccs.accounts.models import User
from ccs.audit.models import AuditRecord
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import Context, Role, enter
from networks.networks.models import Network
from networks.programme.actions import appoint
from referrals.referrals.actions import accept
from tests.referrals.pages import services, text_of
from tests.world import World

TYPED = {
    "name": "Leeds Community Advice Network",
    "slug": "leeds",
    "country": "england",
    "languages": ["en"],
    "councils": "E08000035",
    "coordinator": "jo.sample@leeds.example",
    "helpline_phone": "020 7946 0123",
}


@pytest.fixture
def overseer(db) -> Client:
    appoint("overseer@example.org")
    client = Client()
    client.force_login(User.objects.get(email="overseer@example.org"))
    return client


def accepted(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)


def rows_of(client: Client, asked: str = "") -> list[str]:
    lines = client.get(f"/programme/?format=csv{asked}").content.decode("utf-8-sig").splitlines()
    return lines[1:]


@time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC))
def test_each_network_is_counted_by_itself(world, other_world, overseer):
    accepted(world)
    other_world.refer()
    other_world.refer()

    [hamlets, norwich] = rows_of(overseer)

    # Members, paused, joining; sent and accepted this month, this year; late, quiet, coordinators.
    assert hamlets.startswith("Hamlets Network,hamlets,3,0,0,1,1,1,1,0,2,1,")
    assert norwich.startswith("Norwich Network,norwich,3,0,0,2,0,2,0,0,3,1,")
    assert "Quay Advice" in hamlets


@time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC))
def test_what_was_due_is_waiting_late(world, overseer):
    world.refer()

    with time_machine.travel(datetime(2026, 12, 21, 12, tzinfo=UTC)):
        [hamlets] = rows_of(overseer)

    assert hamlets.startswith("Hamlets Network,hamlets,3,0,0,0,0,1,0,1,")


def test_nobody_is_named(world, other_world, overseer):
    accepted(world)

    page = text_of(overseer.get("/programme/"))

    assert "Hamlets Network" in page
    assert "Amina" not in page
    assert "Sample" not in page


def test_a_column_sorts_by_its_link(world, other_world, overseer):
    world.refer()

    down = rows_of(overseer, "&sort=sent_year")
    up = rows_of(overseer, "&sort=sent_year&order=up")
    page = text_of(overseer.get("/programme/?sort=sent_year"))

    assert [row[:7] for row in down] == ["Hamlets", "Norwich"]
    assert [row[:7] for row in up] == ["Norwich", "Hamlets"]
    assert 'aria-sort="descending"' in page
    assert "?sort=sent_year&amp;order=up" in page


@pytest.mark.parametrize("count", [1, 30])
def test_a_network_costs_the_same_however_large(world, overseer, count):
    world.refer(*services(world, count))

    with CaptureQueriesContext(connection) as captured:
        overseer.get("/programme/")

    counted = [one for one in captured if one["sql"].startswith("SELECT")]
    assert sum("referrals_referral" in one["sql"] for one in counted) == 1
    assert len(counted) < 30


def test_what_it_will_make_is_said_and_nothing_is_made(overseer):
    page = text_of(overseer.post("/programme/new/", TYPED))

    assert "Make Leeds Community Advice Network?" in page
    assert "jo.sample@leeds.example, gets an invitation" in page
    assert not Network.objects.filter(slug="leeds").exists()
    assert not User.objects.filter(email="jo.sample@leeds.example").exists()


def test_a_network_is_made_in_one_form_and_stays_shut_to_who_made_it(overseer):
    answer = overseer.post("/programme/new/", {**TYPED, "seen": "yes"})

    network = Network.objects.get(slug="leeds")
    assert answer["Location"] == "/programme/"
    assert (network.area_codes, network.helpline_phone) == (["E08000035"], "+442079460123")
    assert OutboxMessage.objects.get(network_id=network.pk).template == "invitation"
    assert overseer.get("/leeds/").status_code == 404
    with enter(Context(network=network.pk, role=Role.COORDINATOR)):
        made = AuditRecord.objects.get(action="network.created")
    assert made.user_id == User.objects.get(email="overseer@example.org").pk


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "hamlets"}, "There is already a network with this short address."),
        ({"slug": "Leeds City"}, "Use small letters, numbers and hyphens"),
        ({"councils": "Atlantis"}, "We do not know the council “Atlantis”"),
    ],
)
def test_a_mistake_is_said_before_and_what_was_typed_is_kept(world, overseer, wrong, said):
    page = text_of(overseer.post("/programme/new/", {**TYPED, **wrong}))

    assert said in page
    assert 'value="jo.sample@leeds.example"' in page
