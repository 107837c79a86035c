import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.http import HttpResponse

from ccs.audit.models import AuditRecord
from ccs.exports.cells import neutral
from ccs.tenancy.problems import Problem
from referrals.caseload.actions import export_caseload
from referrals.caseload.rules import Part, Wanted
from referrals.clients.models import Client
from referrals.filters.rules import Box
from referrals.referrals.actions import accept, decline
from tests.referrals.pages import browser, text_of
from tests.world import World

ADDRESS = "/hamlets/referrals/export/"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def wanted(box: str = "received", kind: str = "csv", **more: Any) -> dict[str, Any]:
    days = {"since": "1/11/2026", "until": "30/11/2026"}
    boxes = {
        f"{name}-{part}": value
        for name, day in days.items()
        for part, value in zip(("day", "month", "year"), day.split("/"), strict=True)
    }
    return {"box": box, "kind": kind, **boxes, **more}


def exported(world: World, name: str, **asked: Any) -> HttpResponse:
    with time_machine.travel(NOON, tick=False):
        return browser(world, name).post(
            f"/{world.network.slug}/referrals/export/", wanted(**asked)
        )


def rows_of(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def sent(world: World, **told: Any) -> str:
    with time_machine.travel(NOON, tick=False):
        [referral] = world.refer(**told)
    return referral.reference


def test_envelopes_of_ones_own_teams_and_nothing_of_the_person(
    world: World, other_world: World
) -> None:
    reference, _elsewhere = sent(world), sent(other_world)

    answer = exported(world, "adviser")

    [row] = rows_of(answer)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == (
        'attachment; filename="hamlets-received-2026-11-01-to-2026-11-30.csv"'
    )
    assert (row["Reference"], row["Needs"], row["Sent"]) == (
        reference,
        "Food, Debt",
        "2026-11-18T12:00+00:00",
    )
    assert "Amina" not in answer.content.decode()
    assert rows_of(exported(world, "officer")) == []


def test_letters_for_a_reason_are_written_down_one_by_one_without_a_word_of_them(
    world: World,
) -> None:
    reference = sent(world)

    answer = exported(world, "adviser", parts=["name", "contact", "story"], why="handover")

    [row] = rows_of(answer)
    assert (row["Reference"], row["Name"]) == (reference, "Amina Pretend")
    assert row["How to reach them safely"].startswith("Safe: ")
    assert "the meter is empty" in row["What happened, in their words"]
    with world.acting("coordinator"):
        written = AuditRecord.objects.filter(action__in=["caseload.exported", "letter.exported"])
        found = list(written.order_by("action").values_list("action", "reason", "member_id"))
    adviser = world.people["adviser"].pk
    assert found == [
        ("caseload.exported", "received 1 handover 1", adviser),
        ("letter.exported", "handover", adviser),
    ]


def test_letters_without_a_reason_are_refused(world: World) -> None:
    sent(world)

    answer = exported(world, "adviser", parts=["name"])

    assert "Choose why you need what people told you." in text_of(answer)


def test_a_letter_that_is_closed_to_the_team_is_left_empty(world: World) -> None:
    declined, kept = sent(world), sent(world, given_name="Bilal")
    with time_machine.travel(NOON, tick=False), world.acting("adviser") as actor:
        decline(actor=actor, reference=declined, reason="duplicate")
        accept(actor=actor, reference=kept)

    ended = rows_of(exported(world, "adviser", box="ended", parts=["name"], why="review"))
    held = rows_of(exported(world, "adviser", box="received", parts=["name"], why="review"))

    assert [(row["Reference"], row["Name"]) for row in ended] == [(declined, "")]
    assert [(row["Reference"], row["Name"]) for row in held] == [(kept, "Bilal Pretend")]


def test_a_manager_gets_envelopes_and_is_not_offered_more(world: World) -> None:
    reference = sent(world)

    page = text_of(browser(world, "manager").get(ADDRESS))
    answer = exported(world, "manager", parts=["name"], why="review")

    assert "What people told you" not in page
    assert [row["Reference"] for row in rows_of(answer)] == [reference]
    assert "Amina" not in answer.content.decode()


def test_days_outside_are_left_out(world: World) -> None:
    sent(world)

    answer = exported(world, "adviser", **{"until-day": "17"})

    assert rows_of(answer) == []


def test_what_a_spreadsheet_would_run_is_made_harmless(world: World) -> None:
    sent(world, given_name="=HYPERLINK(1)", story="\t+1")

    csv_ = exported(world, "adviser", parts=["name", "story"], why="review")
    xlsx = exported(world, "adviser", kind="xlsx", parts=["name", "story"], why="review")

    [row] = rows_of(csv_)
    assert row["Name"] == "'=HYPERLINK(1) Pretend"
    assert row["What happened, in their words"] == "'\t+1"
    with zipfile.ZipFile(BytesIO(xlsx.content)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
        text = book.read("xl/sharedStrings.xml").decode()
    spaces = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert sheet.findall(".//x:f", spaces) == []
    assert "'=HYPERLINK(1) Pretend" in text
    # The time it was sent: a number, and not a text.
    sent_at = sheet.find(".//x:c[@r='I2']", spaces)
    assert sent_at is not None
    assert (sent_at.get("t"), sent_at.findtext("x:v", "", spaces)) == (None, "46344.5")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", " =", "\n-", "＝"])
def test_every_beginning_that_starts_a_formula_is_known(first: str) -> None:
    assert neutral(f"{first}1+1") == f"'{first}1+1"


def test_a_time_with_too_many_is_asked_to_be_shorter(world: World) -> None:
    sent(world)
    sent(world)
    month = Wanted(box=Box.RECEIVED, since=date(2026, 11, 1), until=date(2026, 11, 30))

    with world.acting("adviser") as actor, pytest.raises(Problem) as refusal:
        export_caseload(actor=actor, wanted=month, most=1)

    assert refusal.value.message == ("These are more than 1 referrals. Choose a shorter time.")


def test_after_twenty_in_an_hour_one_waits(world: World) -> None:
    for _ in range(20):
        assert exported(world, "adviser").headers["Content-Type"].startswith("text/csv")

    answer = exported(world, "adviser")

    assert "You have exported many times in the last hour." in text_of(answer)
    assert exported(world, "adviser2").headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("rows", [1, 12])
def test_its_queries_are_the_same_for_few_and_many(
    world: World, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        sent(world)

    with world.acting("adviser") as actor, django_assert_num_queries(5):
        export_caseload(
            actor=actor,
            wanted=Wanted(
                box=Box.RECEIVED,
                since=NOON.date(),
                until=NOON.date(),
                parts=(Part.NAME,),
                why="review",
            ),
        )
    with world.acting("adviser"):
        assert Client.objects.count() == rows
