from datetime import UTC, datetime

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.models import new_id
from organisations.capacity.actions import record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.needs.rules import NEEDS
from organisations.signposting.actions import give_details
from tests.referrals.pages import browser, text_of
from tests.world import World


def note(world: World, *needs: str, reason: UnmetReason = UnmetReason.PAUSED) -> None:
    with world.acting("teacher") as actor:
        record_unmet(actor=actor, team_id=world.school.pk, needs=needs, reason=reason)


def shown(world: World) -> str:
    return text_of(browser(world, "coordinator").get("/hamlets/desk/unmet/"))


def row_of(page: str, need: str) -> list[str]:
    """The numbers beside a need."""
    row = page.partition(f">{need}</th>")[2].partition("</tr>")[0]
    cells = [cell.partition(">")[2].partition("</td>")[0] for cell in row.split("<td")[1:]]
    return [cell.replace("<strong>", "").replace("</strong>", "") for cell in cells]


def test_needs_are_counted_by_reason_and_the_most_wanted_stand_first(
    world: World, other_world: World
) -> None:
    note(world, "food", "fuel")
    note(world, "food", reason=UnmetReason.NOBODY)
    note(other_world, "travel")
    with world.acting("teacher") as actor:
        give_details(
            actor=actor, team_id=world.school.pk, given_id=new_id(),
            elsewhere=["Samaritans, 116 123", "St Anne’s"], needs=["food"],
        )  # fmt: skip

    page = shown(world)

    assert row_of(page, "Food") == ["1", "1", "0", "0", "2", "1"]
    assert row_of(page, "Heating and energy") == ["0", "1", "0", "0", "1", "0"]
    assert page.index(">Food<") < page.index(">Heating and energy<")
    assert "Travel costs" not in page


def test_what_is_older_than_90_days_is_not_counted(world: World) -> None:
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        note(world, "food")
    with time_machine.travel(datetime(2026, 11, 1, tzinfo=UTC)):
        note(world, "fuel")
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=UTC)):
        page = shown(world)

    assert (">Food<" in page, ">Heating and energy<" in page) == (False, True)


def test_before_anything_was_unmet_the_page_says_so(world: World) -> None:
    page = shown(world)

    assert "Nothing yet" in page
    assert "<table" not in page


def test_the_desk_leads_to_it_and_nobody_else_finds_it(world: World) -> None:
    desk = text_of(browser(world, "coordinator").get("/hamlets/desk/"))
    others = ["teacher", "adviser", "manager", "analyst"]

    answers = [browser(world, name).get("/hamlets/desk/unmet/").status_code for name in others]

    assert 'href="/hamlets/desk/unmet/"' in desk
    assert answers == [404] * 4


def test_the_queries_do_not_grow_with_what_is_unmet(world: World) -> None:
    client = browser(world, "coordinator")
    note(world, "food")
    client.get("/hamlets/desk/unmet/")

    with CaptureQueriesContext(connection) as few:
        client.get("/hamlets/desk/unmet/")
    for reason in UnmetReason:
        note(world, *NEEDS, reason=reason)
    with CaptureQueriesContext(connection) as many:
        client.get("/hamlets/desk/unmet/")

    assert len(few) == len(many)
