from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from ccs.audit.models import AuditRecord
from ccs.audit.sealing import broken_seals, seal_day
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.members.models import Membership
from referrals.audit.models import UnusualReading
from referrals.audit.watching import look_at_day
from referrals.referrals.actions import read_letter
from tests.referrals.pages import browser, text_of
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)
LATE = datetime(2026, 2, 3, 23, 30, tzinfo=UTC)
MORNING_AFTER = datetime(2026, 2, 4, 7, tzinfo=UTC)


def read_at_night(world: World, name: str = "adviser") -> list[UnusualReading]:
    """What the next morning's look finds."""
    with time_machine.travel(LATE - timedelta(hours=1), tick=True):
        [referral] = world.refer()
    with time_machine.travel(LATE, tick=True), world.acting(name) as actor:
        read_letter(actor=actor, referral=referral)
    with time_machine.travel(MORNING_AFTER, tick=True), enter(system(world.network.pk)):
        return look_at_day(world.network.pk, DAY)


def address(world: World, one: UnusualReading) -> str:
    return f"/{world.network.slug}/audit/unusual/{one.pk}/"


def test_reading_at_night_is_shown_to_the_manager_once(world, other_world) -> None:
    [found] = read_at_night(world)
    with enter(system(world.network.pk)):
        assert look_at_day(world.network.pk, DAY) == []

    seen = text_of(browser(world, "manager").get(f"/{world.network.slug}/audit/unusual/"))

    assert (found.kind, found.count) == ("night", 1)
    assert "Adviser Sample" in seen and "Records read at night" in seen
    with enter(system(world.network.pk)):
        told = OutboxMessage.objects.filter(template="unusual_reading")
        assert [one.recipient_id for one in told] == [world.people["manager"].pk]


def test_somebody_with_the_persons_family_name_leaves_a_flag_and_no_name(world) -> None:
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["adviser"].pk).update(name="Ada Pretend")
    found = read_at_night(world)

    assert {one.kind for one in found} == {"night", "own_name"}
    with world.acting("coordinator"):
        kept = AuditRecord.objects.get(action="letter.same_name")
        assert kept.reason == ""


def test_a_manager_answers_and_a_worker_finds_nothing(world) -> None:
    [found] = read_at_night(world)

    answered = browser(world, "manager").post(
        address(world, found), {"answer": "right", "note": "On call."}
    )

    assert answered.status_code == 302
    with world.acting("manager"):
        found.refresh_from_db()
    assert (found.answer, found.note) == ("right", "On call.")
    assert browser(world, "adviser").get(address(world, found)).status_code == 404


def test_the_desk_sees_how_often_and_does_not_answer_for_a_manager(world) -> None:
    [found] = read_at_night(world)
    desk = browser(world, "coordinator")

    with time_machine.travel(MORNING_AFTER, tick=True):
        seen = text_of(desk.get(f"/{world.network.slug}/audit/unusual/"))
        refused = desk.post(address(world, found), {"answer": "right"})

    assert "Quay Advice" in seen and "Adviser Sample" not in seen
    assert refused.status_code == 404


def test_the_desks_own_reading_is_the_desks_and_nobody_answers_for_themselves(world) -> None:
    with enter(system(world.network.pk)):
        row = UnusualReading.objects.create(
            network=world.network,
            member=world.people["coordinator"],
            for_desk=True,
            kind="night",
            day=DAY,
            count=1,
            first_at=LATE,
            last_at=LATE,
            found_at=MORNING_AFTER,
        )
    desk = browser(world, "coordinator")

    seen = text_of(desk.get(address(world, row)))

    assert "This is about you, so somebody else answers it." in seen
    assert desk.post(address(world, row), {"answer": "right"}).status_code == 404
    assert browser(world, "manager").get(address(world, row)).status_code == 404


def test_a_sealed_day_shows_what_was_added_to_it_afterwards(world) -> None:
    read_at_night(world)

    with enter(system(world.network.pk)):
        sealed = seal_day(world.network.pk, DAY)
        whole = broken_seals(world.network.pk)
        AuditRecord.objects.create(
            network_id=world.network.pk,
            at=LATE,
            action="letter.read",
            subject_kind="referral",
            subject_id=new_id(),
        )

        assert sealed.rows > 0
        assert whole == []
        assert broken_seals(world.network.pk) == [DAY]
