from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.paging.keyset import cursor_in
from referrals.assessments.rules import ToldNeed
from referrals.filters.rules import Box, Filters, filters_in, query_of
from referrals.referrals.actions import accept, assign, decline
from referrals.referrals.models import Referral
from referrals.referrals.queries import referrals_in
from tests.referrals.lists.shown import asked, listed
from tests.referrals.pages import services
from tests.world import World


def sent_on(day: int, world: World, urgency: str = "soon") -> Referral:
    with time_machine.travel(datetime(2026, 11, day, 10, tzinfo=UTC)):
        [referral] = world.refer(needs=(ToldNeed("food", urgency),))
    return referral


def test_received_ones_by_worker(world: World, other_world: World) -> None:
    mine, hers, nobodys = (world.refer()[0] for _ in range(3))
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=mine.reference)
        accept(actor=actor, reference=hers.reference)
        colleague = world.people["adviser2"].pk
        assign(actor=actor, reference=hers.reference, assigned_to=colleague)

    found = [
        listed(world, "adviser", f"?box=received&worker={worker}")
        for worker in (world.people["adviser"].pk, colleague, "nobody")
    ]

    assert found == [[mine.reference], [hers.reference], [nobodys.reference]]


def test_by_service_by_the_other_side_and_by_day(world: World, other_world: World) -> None:
    early, late = sent_on(2, world), sent_on(4, world)
    [grants] = world.refer(world.grants)
    school = world.school.organisation_id

    assert listed(world, "teacher", f"?box=sent&service={world.grants.pk}") == [grants.reference]
    assert set(listed(world, "adviser", f"?other={school}")) == {early.reference, late.reference}
    assert listed(world, "adviser", f"?other={world.desk.pk}") == []
    days = "sent_from-day=3&sent_from-month=11&sent_from-year=2026"
    until = "&sent_to-day=4&sent_to-month=11&sent_to-year=2026"
    assert listed(world, "adviser", f"?{days}{until}") == [late.reference]


def test_late_ones_alone(world: World) -> None:
    late, _waiting = sent_on(2, world), world.refer()[0]

    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        found = listed(world, "adviser", "?late=on")

    assert found == [late.reference]


def test_what_narrows_a_list_stands_in_words_and_the_form_keeps_it(world: World) -> None:
    world.refer()
    query = f"?box=received&status=sent&need=food&worker={world.people['adviser'].pk}"

    said = asked(world, "adviser", query)
    form = asked(world, "adviser", f"{query}&filter=open")

    assert "Waiting for an answer" in said
    assert "Given to Adviser Sample" in said
    assert "Organisation on the other side" not in said
    assert '<option value="food" selected>' in form
    assert "Organisation on the other side" in form
    assert "Norwich" not in form


def test_a_day_that_does_not_exist_is_said_and_narrows_nothing(world: World) -> None:
    [referral] = world.refer()
    days = "?sent_from-day=31&sent_from-month=2&sent_from-year=2026"

    page = asked(world, "adviser", days)

    assert "The first day must be a real date" in page
    assert referral.reference in page


@pytest.mark.parametrize(
    ("box", "by", "order", "expected"),
    [
        ("received", "adviser", "next", ["today", "urgent", "soon"]),
        ("received", "adviser", "newest", ["soon", "urgent", "today"]),
        ("received", "adviser", "oldest", ["today", "urgent", "soon"]),
        ("received", "adviser", "urgency", ["today", "urgent", "soon"]),
        ("sent", "teacher", "next", ["today", "urgent", "soon"]),
        ("sent", "teacher", "newest", ["soon", "urgent", "today"]),
        ("sent", "teacher", "oldest", ["today", "urgent", "soon"]),
        ("sent", "teacher", "urgency", ["today", "urgent", "soon"]),
    ],
)
def test_orders(world: World, box: str, by: str, order: str, expected: list[str]) -> None:
    sent = {
        urgency: sent_on(day, world, urgency).reference
        for day, urgency in ((2, "today"), (3, "urgent"), (4, "soon"))
    }

    found = listed(world, by, f"?box={box}&order={order}")

    assert found == [sent[urgency] for urgency in expected]


def test_ended_ones_the_oldest_first(world: World) -> None:
    ended = []
    for _ in range(3):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            decline(actor=actor, reference=referral.reference, reason="duplicate")
        ended.append(referral.reference)

    assert listed(world, "teacher", "?box=ended&order=oldest") == ended


@pytest.mark.parametrize("order", ["next", "newest", "oldest", "urgency"])
@pytest.mark.parametrize("box", ["received", "sent"])
def test_pages_of_every_order_go_forth_and_back_and_leave_none_out(
    world: World, box: str, order: str
) -> None:
    offered = services(world, 8)
    for urgency in ("soon", "today", "urgent"):
        world.refer(*offered, needs=(ToldNeed("food", urgency),))
    name = "adviser" if box == "received" else "teacher"

    with world.acting(name) as actor:
        pages = [referrals_in(Box(box), actor=actor, filters=Filters(order=order), size=7)]
        while pages[-1].next:
            cursor = cursor_in({"after": pages[-1].next.partition("=")[2]})
            pages.append(
                referrals_in(
                    Box(box), actor=actor, filters=Filters(order=order), cursor=cursor, size=7
                )
            )
        back = cursor_in({"before": pages[2].previous.partition("=")[2]})
        again = referrals_in(
            Box(box), actor=actor, filters=Filters(order=order), cursor=back, size=7
        )

    rows = [row.pk for page in pages for row in page.rows]
    assert [len(page.rows) for page in pages] == [7, 7, 7, 3]
    assert len(set(rows)) == 24
    assert [row.pk for row in again.rows] == rows[7:14]


def test_an_address_says_again_what_was_read_from_it() -> None:
    asked_for = {
        "status": "sent",
        "need": "food",
        "urgency": "today",
        "worker": "nobody",
        "late": "on",
        "sent_from-day": "3",
        "sent_from-month": "11",
        "sent_from-year": "2026",
        "order": "urgency",
        "name": "Amina",
        "service": "1' OR true",
    }

    query = query_of(filters_in(asked_for, Box.RECEIVED))

    assert query == (
        "status=sent&need=food&urgency=today&worker=nobody&late=on"
        "&sent_from-day=3&sent_from-month=11&sent_from-year=2026&order=urgency"
    )
