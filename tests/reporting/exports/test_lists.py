"""Long lists of envelopes."""

import csv
import re
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.members.models import Organisation
from referrals.referrals.actions import decline
from reporting.exports import jobs
from reporting.exports.models import Export, ExportPart
from tests.referrals.pages import browser, text_of
from tests.world import World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ADDRESS = "/hamlets/reports/exports/"
PERSONAL = "Amina|Pretend|Yusuf|7946 0018|no food|meter|private rent"


def typed(**changes: str) -> dict[str, str]:
    days = {"first": "1/11/2026", "last": "30/11/2026"}
    boxes = {
        f"{name}-{part}": value
        for name, day in days.items()
        for part, value in zip(("day", "month", "year"), day.split("/"), strict=True)
    }
    return {**boxes, "format": "csv", **changes}


def asked(world: World, name: str = "coordinator", **changes: str) -> str:
    """The page of the list that somebody asked for."""
    answer = browser(world, name).post(ADDRESS, typed(**changes))
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def work() -> None:
    """What a worker does until nothing is due."""
    while run_due(limit=100):
        pass


def work_one_step(world: World) -> None:
    """Until two rows are written: then the worker dies."""
    while True:
        run_due(limit=1)
        with enter(system(world.network.pk)):
            if Export.objects.get().rows_done:
                return


def taken(world: World, page: str, name: str = "coordinator") -> bytes:
    return b"".join(browser(world, name).get(f"{page}file/"))


@pytest.fixture
def network(world: World, other_world: World) -> World:
    """Three referrals in November and one elsewhere; steps of two rows."""
    with time_machine.travel(NOON, tick=False):
        referrals = [world.refer(given_name=name)[0] for name in ("Amina", "Bilal", "Cara")]
        other_world.refer(given_name="Dina")
        with world.acting("adviser") as adviser:
            decline(actor=adviser, reference=referrals[0].reference, reason="no_capacity")
    return world


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "STEP", 2)


@pytest.mark.django_db
def test_the_desk_gets_its_networks_envelopes_and_nothing_of_anybody(
    network: World, small_steps: None
) -> None:
    page = asked(network)

    work()

    content = taken(network, page).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    assert [row["Sent"] for row in rows] == ["2026-11-18"] * 3
    assert {row["From organisation"] for row in rows} == {"Hill School"}
    assert [row["Why declined"] for row in rows] == ["We have no room", "", ""]
    assert len({row["Reference"] for row in rows}) == 3
    assert re.findall(PERSONAL, content) == []


@pytest.mark.django_db
def test_an_analyst_gets_months_and_routes_and_nothing_rare(network: World) -> None:
    page = asked(network, "analyst")

    work()

    rows = list(csv.DictReader(StringIO(taken(network, page, "analyst").decode("utf-8-sig"))))
    assert [row["Sent"] for row in rows] == ["2026-11"] * 3
    assert set(rows[0]) == {
        *("Sent", "Accepted", "Ended", "Service", "Status"),
        *("From organisation", "From team", "From sector", "From type"),
        *("To organisation", "To team", "To sector", "To type"),
        *("Answered in time", "Contacted in time"),
    }


@pytest.mark.django_db
def test_a_workbook_is_put_together_from_its_steps(network: World, small_steps: None) -> None:
    with enter(system(network.network.pk)):
        Organisation.objects.filter(pk=network.school.organisation_id).update(name="=1+1 & Co")
    page = asked(network, format="xlsx")

    work()

    with zipfile.ZipFile(BytesIO(taken(network, page))) as book:
        assert book.testzip() is None
        data = book.read("xl/worksheets/sheet1.xml").decode()
        around = book.read("xl/workbook.xml").decode()
    assert data.count("<row") == 4
    assert data.count("&#x27;=1+1 &amp; Co") + data.count("'=1+1 &amp; Co") == 3
    assert ':V4"' in data
    assert "<v>46344</v>" in data
    assert ">Data!$A$1:$V$4<" in around


@pytest.mark.django_db
def test_a_second_click_asks_once(network: World) -> None:
    first = asked(network)

    second = asked(network)

    assert first == second
    with network.acting("coordinator"):
        assert AuditRecord.objects.filter(action="export.asked").count() == 1


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_gone_on_with(network: World, small_steps: None) -> None:
    page = asked(network)
    work_one_step(network)
    half = text_of(browser(network, "coordinator").get(page))

    work()

    assert "2 of 3 referrals are written (66%)." in half
    assert taken(network, page).count(b"\r\n") == 4


@pytest.mark.django_db
def test_a_failure_is_said_and_tried_again_from_where_it_was(
    network: World, small_steps: None
) -> None:
    page = asked(network, format="xlsx")
    work_one_step(network)
    with enter(system(network.network.pk)):
        unpacked = Export.objects.get().unpacked
        Export.objects.update(unpacked=5 * 2**30)
    work()
    failed = text_of(browser(network, "coordinator").get(page))

    with enter(system(network.network.pk)):
        Export.objects.update(unpacked=unpacked)
    browser(network, "coordinator").post(f"{page}again/")
    work()

    assert "The list could not be made." in failed
    assert taken(network, page).startswith(b"PK")
    told = OutboxMessage.objects.filter(template__startswith="export_")
    assert sorted(told.values_list("template", flat=True)) == ["export_failed", "export_ready"]


@pytest.mark.django_db
def test_the_file_is_deleted_after_a_week(network: World) -> None:
    page = asked(network)
    work()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        work()

    answer = browser(network, "coordinator").get(f"{page}file/", follow=True)

    assert "The file was deleted after 7 days." in text_of(answer)
    with enter(system(network.network.pk)):
        assert not ExportPart.objects.exists()


@pytest.mark.django_db
def test_only_who_asked_takes_the_file(network: World, other_world: World) -> None:
    page = asked(network, "analyst")
    work()

    assert "Only who asked for it can take the file." in text_of(
        browser(network, "coordinator").get(page)
    )
    assert browser(network, "coordinator").get(f"{page}file/").status_code == 302
    assert browser(network, "manager").get(page).status_code == 404
    assert browser(other_world, "coordinator").get(page).status_code == 404


@pytest.mark.django_db
def test_no_more_than_a_step_is_ever_held(
    network: World, django_assert_max_num_queries, small_steps: None
) -> None:
    page, desk = asked(network), browser(network, "coordinator")
    work()
    desk.get(page)

    with django_assert_max_num_queries(9):
        desk.get(page)

    size = len(taken(network, page))
    with enter(system(network.network.pk)):
        parts = list(ExportPart.objects.order_by("number").values_list("ids", flat=True))
        assert [len(ids) for ids in parts] == [0, 2, 1]
        assert Export.objects.get().size == size
