from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from ccs.jobs.actions import run_due, schedule
from ccs.jobs.models import Job
from ccs.outbox.delivery import deliver_batch
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity import jobs
from organisations.capacity.actions import (
    confirm_capacity,
    set_capacity,
    unwatch_opening,
    watch_opening,
)
from organisations.capacity.models import OpeningWatch
from organisations.directory.models import Service
from organisations.people.leaving import remove_member
from referrals.referrals.actions import withdraw
from tests.mail import Mailbox
from tests.referrals.places import ask, capacity, limit, taken
from tests.world import World

# Both London's clock changes of 2026, on which days a service is to open.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


def say(world: World, state: str, **said: object) -> None:
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, actor=officer, state=state, **said)


def pause(world: World, until: date | None = None) -> None:
    say(world, "paused", reason="Leave", reopens_on=until)


def run(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        while run_due(limit=100):
            pass


def told(template: str) -> list[object]:
    """Who is owed this email."""
    rows = OutboxMessage.objects.filter(template=template)
    return list(rows.order_by("created_at").values_list("recipient_id", flat=True))


@pytest.mark.parametrize(
    ("day", "midnight"),
    [
        (SPRING, datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        (SPRING + timedelta(days=1), datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),
        (AUTUMN, datetime(2026, 10, 24, 23, 0, tzinfo=UTC)),
        (AUTUMN + timedelta(days=1), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_pause_ends_at_midnight_in_london_on_the_days_the_clocks_change(
    world: World, day: date, midnight: datetime
) -> None:
    with time_machine.travel(midnight - timedelta(days=5), tick=False):
        pause(world, day)

    run(midnight - timedelta(seconds=1))
    before = capacity(world).state
    run(midnight)

    assert (before, capacity(world).state) == ("paused", "open")


@pytest.mark.parametrize(
    ("full_at", "midnight"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, tzinfo=UTC), datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 24, 23, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_full_service_has_places_again_when_the_next_day_begins(
    world: World, full_at: datetime, midnight: datetime
) -> None:
    with time_machine.travel(full_at, tick=False):
        limit(world, 1, "day")
        ask(world, world.assess())

    run(midnight - timedelta(seconds=1))
    before = capacity(world).is_full
    run(midnight)
    with time_machine.travel(midnight, tick=False):
        ask(world, world.assess())

    assert (before, capacity(world).is_full, len(taken(world))) == (True, True, 2)


def test_it_is_again_what_it_was_before_the_pause(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "waiting_list", expected_wait_days=14)
        pause(world, SPRING)

    run(datetime(2026, 3, 29, 9, tzinfo=UTC))

    opened = capacity(world)
    assert (opened.state, opened.expected_wait_days, opened.reason) == ("waiting_list", 14, "")


def test_late_by_days_and_twice_it_opens_once(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        pause(world, SPRING)

    late = datetime(2026, 4, 5, 9, tzinfo=UTC)
    run(late)
    with time_machine.travel(late, tick=False):
        schedule("capacity_reopen", network_id=world.network.pk, due=[(world.grants.pk, late)])
        pause(world)
    run(late)

    assert capacity(world).state == "paused"
    assert not Job.objects.filter(kind="capacity_reopen", subject_id=world.grants.pk).exists()


def test_a_day_that_was_put_off_holds(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        pause(world, SPRING)
        pause(world, SPRING + timedelta(days=7))

    run(datetime(2026, 3, 30, 9, tzinfo=UTC))

    assert capacity(world).state == "paused"


def test_the_job_itself_waits_for_a_later_day(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        pause(world, SPRING)
        with enter(system(world.network.pk)):
            again = jobs.reopen(world.network.pk, world.grants.pk)

    assert again == datetime(2026, 3, 29, tzinfo=UTC)
    assert capacity(world).state == "paused"


def test_after_a_month_the_team_is_asked_once(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "open")

    run(NOON + MONTH - timedelta(seconds=1))
    before = told("capacity_ask")
    run(NOON + MONTH)
    with enter(system(world.network.pk)), time_machine.travel(NOON + 2 * MONTH, tick=False):
        jobs.ask(world.network.pk, world.grants.pk)
    run(NOON + 2 * MONTH)

    assert (before, told("capacity_ask")) == ([], [world.people["officer"].pk])


def test_who_confirms_is_asked_again_a_month_later(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "open")
    run(NOON + MONTH)
    with (
        time_machine.travel(NOON + MONTH + timedelta(days=1), tick=False),
        world.acting("officer") as officer,
    ):
        confirm_capacity(service_id=world.grants.pk, actor=officer)

    run(NOON + 2 * MONTH)
    between = len(told("capacity_ask"))
    run(NOON + 2 * MONTH + timedelta(days=1))

    assert (between, len(told("capacity_ask"))) == (1, 2)


def test_a_service_that_is_not_offered_is_not_asked_about_until_it_is(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "open")
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(status="withdrawn")

    run(NOON + MONTH)
    withdrawn = told("capacity_ask")
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(status="published")
    run(NOON + 2 * MONTH)

    assert (withdrawn, len(told("capacity_ask"))) == ([], 1)


def test_a_service_that_was_just_made_is_asked_about_too(world: World) -> None:
    due = Job.objects.filter(kind="capacity_ask", network_id=world.network.pk)

    subjects = set(due.values_list("subject_id", flat=True))

    assert subjects == {world.advice.pk, world.debt.pk, world.grants.pk}


def test_the_email_asks_names_nobody_and_carries_a_link(world: World, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        pause(world)
        world.refer()
    OutboxMessage.objects.all().delete()
    run(NOON + MONTH)

    with time_machine.travel(NOON + MONTH, tick=False):
        deliver_batch(limit=50)

    text = mailbox.text()
    assert mailbox.addresses == ["officer@hamlets.example"]
    assert "Referrers read about Hardship grants: “Paused”." in text
    assert "/confirm/" in text
    assert "Leave" not in text
    assert "Officer" not in text


def test_nobody_is_emailed_once_a_colleague_has_answered(world: World, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "open")
    OutboxMessage.objects.all().delete()
    run(NOON + MONTH)
    with time_machine.travel(NOON + MONTH, tick=False):
        say(world, "open")

        deliver_batch(limit=50)

    assert "officer@hamlets.example" not in mailbox.addresses


def watch(world: World, *names: str) -> None:
    for name in names:
        with world.acting(name) as actor:
            watch_opening(service_id=world.grants.pk, actor=actor)


def test_who_waited_is_told_once_when_it_opens_by_hand(world: World) -> None:
    pause(world)
    watch(world, "teacher", "teacher", "adviser")

    say(world, "open")
    pause(world)
    say(world, "open")

    assert sorted(told("service_opened"), key=str) == sorted(
        [world.people["teacher"].pk, world.people["adviser"].pk], key=str
    )


def test_who_waited_is_told_when_a_place_comes_back(world: World) -> None:
    limit(world, 1)
    [referral] = ask(world, world.assess())
    watch(world, "adviser")

    with world.acting("teacher") as teacher:
        withdraw(actor=teacher, reference=referral.reference)

    assert told("service_opened") == [world.people["adviser"].pk]


def test_who_waited_is_told_when_its_day_has_come(world: World, mailbox: Mailbox) -> None:
    with time_machine.travel(NOON, tick=False):
        pause(world, SPRING)
        watch(world, "adviser")
    OutboxMessage.objects.all().delete()

    with time_machine.travel(datetime(2026, 3, 29, 1, tzinfo=UTC), tick=False):
        run_due(limit=100)
        deliver_batch(limit=50)

    assert mailbox.addresses == ["adviser@hamlets.example"]
    assert mailbox.subjects == ["Hardship grants takes referrals again"]
    assert f"/hamlets/services/{world.grants.pk}/" in mailbox.text()


def test_who_took_the_wish_back_is_not_told(world: World) -> None:
    pause(world)
    watch(world, "teacher", "adviser")
    with world.acting("teacher") as teacher:
        unwatch_opening(service_id=world.grants.pk, actor=teacher)

    say(world, "open")

    assert told("service_opened") == [world.people["adviser"].pk]


def test_who_asks_again_later_is_told_again(world: World) -> None:
    for _ in range(2):
        pause(world)
        watch(world, "teacher")
        say(world, "open")

    assert told("service_opened") == [world.people["teacher"].pk] * 2


def test_who_has_left_gets_no_email(world: World, mailbox: Mailbox) -> None:
    pause(world)
    watch(world, "caseworker")
    with world.acting("manager") as manager:
        remove_member(member_id=world.people["caseworker"].pk, actor=manager)
    OutboxMessage.objects.all().delete()
    say(world, "open")

    deliver_batch(limit=50)

    assert mailbox.addresses == []


def test_a_service_that_is_open_cannot_be_waited_for(world: World) -> None:
    with pytest.raises(Problem, match="takes referrals now"):
        watch(world, "teacher")


def test_another_networks_service_is_not_there_to_be_waited_for(
    world: World, other_world: World
) -> None:
    pause(world)

    with other_world.acting("teacher") as stranger, pytest.raises(NotAllowed):
        watch_opening(service_id=world.grants.pk, actor=stranger)

    with enter(system(world.network.pk)):
        assert OpeningWatch.objects.count() == 0
