"""What PostgreSQL writes, against the same said in plain Python."""

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import time_machine
from django.db import connection
from django.utils.timezone import localtime

from ccs.exports.cells import FORMULA, neutral
from ccs.tenancy.context import enter, system
from organisations.members.models import Organisation, Team
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Urgency
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from tests.reporting.exports.test_lists import asked, taken, work
from tests.world import World

# In London it is the next day already: its summer ends that night.
LATE = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1"),
    *(" =1", "\t1", "\r1", "\n=1", "\n1", " \r\n+1", "'=1", "a=1", "", " ", "1", "é=1"),
    *("\u00a0=1", "\x0b=1", "\x01=1", '"=1"', ",=1", "\\=1", "[=", "]", "^", "%(formula)s"),
]


@pytest.mark.django_db
def test_postgresql_and_python_agree_on_what_a_spreadsheet_would_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text ~ %s FROM unnest(%s) WITH ORDINALITY AS one (text, place) ORDER BY place",
            [FORMULA, HOSTILE],
        )
        found = [row for (row,) in cursor.fetchall()]

    assert found == [neutral(one) != one for one in HOSTILE]
    assert sum(found) == 13


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("x"),1',
        'The "Hill", & <b>Co</b>',
        " \t@x\r\ny",
        "Ysgol y Bryn ŵ \\. 💡",
    ],
)
def test_every_row_is_as_python_would_write_it(world: World, other_world: World, name: str) -> None:
    expected = a_list(world, other_world, name)
    plain, book = asked(world, **OCTOBER), asked(world, format="xlsx", **OCTOBER)

    work()

    [_heads, *rows] = csv.reader(StringIO(taken(world, plain).decode("utf-8-sig"), newline=""))
    assert [[row[0], *row[1:7], *row[12:16]] for row in rows] == expected
    lines = StringIO(newline="")
    csv.writer(lines).writerows(rows)
    assert taken(world, plain).decode().endswith(lines.getvalue())
    sheet = [[row[0], *row[4:7], *row[12:16]] for row in cells_of(taken(world, book))[1:]]
    assert sheet == [[as_xml(cell) for cell in [row[0], *row[4:]]] for row in expected]


OCTOBER = {
    f"{name}-{part}": value
    for name, day in (("first", "1/10/2026"), ("last", "30/11/2026"))
    for part, value in zip(("day", "month", "year"), day.split("/"), strict=True)
}


def a_list(world: World, other_world: World, name: str) -> list[list[str]]:
    """Two sent late at night, one of them declined; the school has the name."""
    with time_machine.travel(LATE, tick=False):
        first, second = (world.refer(given_name=given)[0] for given in ("Amina", "Bilal"))
        other_world.refer(given_name="Dina")
        with world.acting("adviser") as adviser:
            decline(actor=adviser, reference=first.reference, reason="no_capacity")
    with enter(system(world.network.pk)):
        Organisation.objects.filter(pk=world.school.organisation_id).update(name=name)
        sent = Referral.objects.filter(pk__in=[first.pk, second.pk]).order_by("sent_at", "id")
        return [in_python(one) for one in sent]


def in_python(one: Referral) -> list[str]:
    """The first seven columns and four of the others, one by one."""
    team = Team.objects.get(pk=one.from_team_id)
    organisation = Organisation.objects.get(pk=one.from_organisation_id)
    return [
        one.reference,
        *(str(localtime(at).date()) if at else "" for at in (one.sent_at, one.accepted_at)),
        str(localtime(one.ended_at).date()) if one.ended_at else "",
        neutral(organisation.name),
        neutral(team.name),
        "School",
        neutral(one.service_name),
        "; ".join(str(NEEDS[need]) for need in one.needs),
        str(Urgency(one.urgency).label),
        str(Status(one.status).label),
    ]


def cells_of(book: bytes) -> list[list[str]]:
    """Each cell's text, or its number."""
    with ZipFile(BytesIO(book)) as files:
        sheet: Any = ET.fromstring(files.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return [
        ["".join(cell.itertext()) for cell in row.iter(f"{space}c")]
        for row in sheet.iter(f"{space}row")
    ]


def as_xml(text: str) -> str:
    """As a reader of XML gives it back."""
    return re.sub("\r\n?", "\n", text)
