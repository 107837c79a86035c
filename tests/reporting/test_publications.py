"""What is published of people: once, the same for everybody, and in one place."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.jobs.actions import run_due
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from reporting.disclosure import families as known
from reporting.disclosure.families import Dimension, Record, people_family, register_family
from reporting.disclosure.models import Publication
from reporting.disclosure.published import AtLeast, Table, published, share, together
from reporting.disclosure.tasks import publish_figures
from reporting.figures.asking import asked_for, count
from reporting.figures.report import HIDDEN, Asked, Figure, figures
from reporting.figures.rules import Period
from tests.world import World

QUARTER = Period(date(2025, 10, 1), date(2025, 12, 31))
YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))
DUE = datetime(2026, 1, 29, 12, tzinfo=UTC)
LATER = datetime(2026, 10, 29, 12, tzinfo=UTC)


class People:
    """Who came in each quarter: there for as long as a test lasts."""

    def __init__(self) -> None:
        self.wards = ["north"] * 3 + ["south"] * 9 + ["east"] * 20
        self.asked: list[Period] = []

    def records(self, _network_id: UUID, period: Period) -> list[Record]:
        self.asked.append(period)
        return [Record({"ward": ward}) for ward in self.wards]


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> People:
    told = People()
    family = people_family("tried", [Dimension("ward")], [("ward",)], told.records, of="who tries")
    monkeypatch.setitem(known._families, "tried", family)
    return told


def table(world: World, period: Period = QUARTER) -> Table | None:
    with enter(system(world.network.pk)):
        return published(world.network.pk, "tried", period)


def test_a_quarter_is_counted_once_and_stays_as_it_was(
    world: World, other_world: World, people: People
) -> None:
    with time_machine.travel(DUE):
        first = table(world)
        people.wards = ["north"] * 30
        again, there = table(world), table(other_world)

    assert first == again
    assert first is not None
    assert there is not None
    assert first.rows("ward") == [(("east",), 20), (("north",), HIDDEN), (("south",), HIDDEN)]
    assert (first.total, first.cell(ward="west"), first.counted_on) == (32, 0, DUE.date())
    assert there.cell(ward="north") == 30


def test_it_cannot_be_counted_before_nobody_is_late_any_more(world: World, people: People) -> None:
    with time_machine.travel(datetime(2026, 1, 28, 12, tzinfo=UTC)):
        found = table(world)

    assert found is None
    assert people.asked == []


def test_no_hidden_number_is_stored(world: World, people: People) -> None:
    with time_machine.travel(DUE), enter(system(world.network.pk)):
        published(world.network.pk, "tried", QUARTER)
        row = Publication.objects.get()

    assert row.cells == {"all": 32, "ward=north": None, "ward=south": None, "ward=east": 20}
    assert len(row.seal) == 64


def test_a_year_takes_what_its_quarters_showed_as_given(world: World, people: People) -> None:
    with time_machine.travel(DUE):
        table(world)
    people.wards = ["north"] * 9 + ["south"] * 9 + ["east"] * 20

    with time_machine.travel(LATER):
        year = table(world, YEAR)
        autumn = table(world)

    assert year is not None
    assert autumn is not None
    assert autumn.cell(ward="north") is HIDDEN
    assert year.cell(ward="north") is year.cell(ward="south") is HIDDEN
    assert (year.cell(ward="east"), year.total) == (80, 32 + 3 * 38)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_both_read_the_same(world: World, people: People) -> None:
    together_now, found = Barrier(2), []

    def look() -> None:
        with time_machine.travel(DUE), enter(system(world.network.pk)):
            together_now.wait()
            found.append(published(world.network.pk, "tried", QUARTER))
        connection.close()

    both = [Thread(target=look) for _one in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(found) == 2
    assert found[0] == found[1] is not None


def test_every_night_what_can_be_counted_is_published(world: World, people: People) -> None:
    with time_machine.travel(DUE):
        publish_figures()
        publish_figures()
        run_due(limit=100)

    with enter(system(world.network.pk)):
        rows = Publication.objects.filter(family="tried", first=QUARTER.first)
        assert [row.last for row in rows] == [QUARTER.last]


def test_a_share_and_a_sum_of_networks_come_from_what_is_shown_alone() -> None:
    north = Table({"all": 40, "ward=a": None, "ward=b": 30}, {}, DUE.date(), ("ward",))
    south = Table({"all": 10, "ward=a": 10}, {}, DUE.date(), ("ward",))

    found = together([north, south])

    assert found == {"all": 50, "ward=a": AtLeast(10), "ward=b": 30}
    assert share(north.cell(ward="a"), north.total) is HIDDEN
    assert str(share(north.cell(ward="b"), north.total)) == "75.0"
    assert share(0, 0) is None


def test_figures_about_people_read_publications_and_nothing_else(world: World) -> None:
    today = date(2027, 11, 20)
    about_people = [figure for figure in figures().values() if figure.of_people]
    read: dict[str, list[str]] = {}

    with time_machine.travel(datetime(2027, 11, 20, 12, tzinfo=UTC)):
        for figure in about_people:
            asked = Asked(
                world.network.pk, YEAR, group=figure.groups[0].code if figure.groups else ""
            )
            count(figure, asked)
            with CaptureQueriesContext(connection) as second:
                count(figure, asked)
            read[figure.code] = [one["sql"] for one in second]
        refused = [one.code for one in about_people if _refuses_a_month(one, world, today)]

    assert {figure.code for figure in about_people} >= {"repeat_crises", "aftercare", "voice"}
    assert refused == [figure.code for figure in about_people]
    for code, asked_for_it in read.items():
        assert any("reporting_publication" in sql for sql in asked_for_it), code
        assert not any("referrals_" in sql for sql in asked_for_it), code


def _refuses_a_month(figure: Figure, world: World, today: date) -> bool:
    month = Period(date(2026, 10, 1), date(2026, 10, 31))
    try:
        asked_for(figure, world.network.pk, month, today=today)
    except Problem:
        return True
    return False


def test_no_two_families_count_the_same_people() -> None:
    with pytest.raises(ValueError, match="same people"):
        register_family(
            people_family("again", [], [], lambda _network, _period: [], of="aftercare")
        )
