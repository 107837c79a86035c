"""What the programme reads of all live networks: sums where adding is right, and nobody's names."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.accounts.models import User
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from networks.networks.models import Network
from networks.programme.actions import appoint
from networks.programme.queries import live_networks
from organisations.engagement.contacts.actions import InTouch, write_contact
from organisations.engagement.parties import Named
from organisations.engagement.stages.actions import Judged, assess
from organisations.engagement.stages.rules import CRITERIA
from organisations.engagement.surveys.actions import answer_wave
from organisations.engagement.surveys.everywhere import open_everywhere
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.rules import Asking, Said
from organisations.engagement.yearly.actions import Entered, enter_figure
from referrals.referrals.actions import accept
from reporting.programme.kpis import kpis
from reporting.programme.surveys import surveys
from reporting.surveys.publishing import publish
from tests.world import World

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKING = Asking("Autumn", 2026, date(2026, 11, 20), date(2026, 11, 20), ["dignity"])


@pytest.fixture
def overseer(db) -> Client:
    appoint("overseer@example.org")
    client = Client()
    client.force_login(User.objects.get(email="overseer@example.org"))
    return client


@pytest.fixture
def overseer_id(overseer):
    return User.objects.get(email="overseer@example.org").pk


def accepted(world: World, number: int = 1) -> None:
    for _one in range(number):
        [referral] = world.refer()
        with world.acting("adviser") as adviser:
            accept(actor=adviser, reference=referral.reference)


def lines(client: Client, address: str) -> list[str]:
    return client.get(address).content.decode("utf-8-sig").splitlines()


def say(world: World, names: list[str], answer: str) -> None:
    with enter(system(world.network.pk)):
        wave = SurveyWave.objects.get()
    for name in names:
        with world.acting(name) as actor:
            said = Said({"dignity": answer}, uses_system=True)
            answer_wave(actor=actor, wave_id=wave.pk, said=said)


def published(*worlds: World) -> None:
    for world in worlds:
        with (
            time_machine.travel(NOW + timedelta(days=1)),
            enter(system(world.network.pk)),
        ):
            publish(world.network.pk, SurveyWave.objects.get().pk)


@time_machine.travel(NOW)
def test_networks_stand_side_by_side_with_their_sum(world, other_world, overseer):
    accepted(world, 2)
    accepted(other_world)

    rows = lines(overseer, "/programme/figures/?format=csv&table=summary")

    assert rows[1].startswith("Hamlets Network,3,3,1,1,2,")
    assert rows[2].startswith("Norwich Network,3,3,1,1,1,")
    assert rows[3].startswith("All networks,6,6,2,2,3,")


@time_machine.travel(NOW)
def test_networks_are_drawn_beside_each_other_without_their_sum(world, other_world, overseer):
    accepted(world, 2)
    accepted(other_world)

    page = overseer.get("/programme/figures/").content.decode()

    assert "Most referrals were accepted in Hamlets Network: 2." in page
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    assert "Norwich Network" in drawing
    assert "All networks" not in drawing


@time_machine.travel(NOW)
def test_who_is_in_touch_with_two_networks_counts_in_each(world, other_world, overseer):
    for one in (world, other_world):
        with one.acting("coordinator") as desk:
            named = Named(name="Shelter Sample", sector="vcs")
            said = InTouch(named, "Training.", timezone.localdate(), person_name="Jo Sample")
            write_contact(actor=desk, said=said, note_id=new_id())

    rows = lines(overseer, "/programme/engagement/?format=csv&table=engagement")

    assert rows[1] == "People,1,1,2"
    assert rows[2] == "Voluntary and community organisations,1,1,2"
    assert rows[4] == "Schools,0,0,0"


@time_machine.travel(NOW)
def test_an_indicator_says_which_network_is_missing(world, other_world, overseer):
    accepted(world, 2)
    entered = Entered(Decimal(900), "The council", "Without food vouchers.")
    with world.acting("coordinator") as desk:
        enter_figure(actor=desk, year=2026, code="welfare_awards", entered=entered, seen=0)

    first, _second, third, *_rest, fifth = kpis(live_networks(), timezone.localdate()).tables

    awards = first.sheet.rows[-1]
    assert awards["value"] == 900
    assert "Hamlets Network 900. Nothing known: Norwich Network." in awards["covers"]
    assert "Hamlets Network: Without food vouchers." in awards["covers"]
    assert third.sheet.rows[-1]["value"] == 2
    assert "20 or more in 0 of 2 networks." in fifth.sheet.rows[-1]["covers"]


@time_machine.travel(NOW)
def test_what_the_evaluation_stated_stands_with_what_it_left_out(world, overseer):
    rows = lines(overseer, "/programme/kpis/?format=csv&table=kpi1")

    assert rows[1].startswith("2018/19 (baseline),8510,")
    assert rows[3].startswith("2020/21,20554,")
    assert "leaves out Oldham" in rows[3]


@time_machine.travel(NOW)
def test_features_stand_beside_the_name_of_the_network(world, other_world, overseer):
    levels = {one.code: Judged(2) for one in CRITERIA}
    with world.acting("coordinator") as desk:
        assess(actor=desk, levels=levels, assessed_on=timezone.localdate(), said_by="Jo Sample")

    rows = lines(overseer, "/programme/coordination/?format=csv&table=features")

    assert rows[1] == "Hamlets Network,2026-11-20" + ",Beginning" * 5
    assert rows[2] == "Norwich Network," + ",Not said" * 5


@time_machine.travel(NOW)
def test_the_programmes_survey_is_one_of_each_live_network(world, other_world, overseer_id):
    series = new_id()

    first = open_everywhere(user_id=overseer_id, asking=ASKING, series=series)
    open_everywhere(user_id=overseer_id, asking=ASKING, series=series)

    assert first == 2
    for network in Network.objects.all():
        with enter(system(network.pk)):
            waves = SurveyWave.objects.filter(network=network, series=series).count()
        assert waves == (1 if network.kind == "live" else 0)


@time_machine.travel(NOW)
def test_a_sum_leaves_out_the_network_in_which_too_few_answered(world, other_world, overseer_id):
    open_everywhere(user_id=overseer_id, asking=ASKING, series=new_id())
    say(world, ["teacher", "teacher2", "adviser", "adviser2", "caseworker"], "agree")
    say(other_world, ["teacher", "adviser"], "disagree")
    published(world, other_world)

    page, _waves = surveys(live_networks(), "2026")

    [row] = page.tables[1].sheet.rows
    assert (row["hamlets_share"], row["hamlets_n"]) == (Decimal("100.0"), 5)
    assert repr(row["norwich_share"]) == "HIDDEN"
    assert (row["all_networks_share"], row["all_networks_n"]) == (Decimal("100.0"), 5)
    assert "Norwich Network" in str(page.tables[1].sheet.missing[0].words)


@pytest.mark.parametrize("address", ["figures", "kpis", "engagement", "funded", "surveys"])
@time_machine.travel(NOW)
def test_a_page_costs_the_same_however_much_there_is(world, other_world, overseer, address):
    overseer.get(f"/programme/{address}/")
    with CaptureQueriesContext(connection) as few:
        overseer.get(f"/programme/{address}/")
    accepted(world, 6)

    with CaptureQueriesContext(connection) as many:
        overseer.get(f"/programme/{address}/")

    assert len(many) == len(few)
