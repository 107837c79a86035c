from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from ccs.jobs.models import Job
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.aftercare.actions import change_weeks, finish_check, lock_check, tried
from referrals.aftercare.queries import late_checks
from referrals.clocks.checking import check as check_at_night
from tests.mail import Mailbox
from tests.referrals.aftercare.plans import at, checks, closed, closing, on, plan, standing
from tests.referrals.clocks import choose, tick
from tests.world import World

pytestmark = pytest.mark.django_db


def of_the_advice_line(world: World) -> None:
    """Told to the advice line, which has a manager, and ended with the council."""
    with on(at(11, 2, 12)):
        [referral] = world.refer(world.grants, by="adviser")
        closing(world, referral, "helped_in_part", by="officer")


def finish(world: World, number: int, *, go_on: bool = True, name: str = "teacher") -> None:
    with world.acting(name) as actor:
        check = lock_check(actor=actor, check_id=checks(world)[number - 1].pk)
        finish_check(check, actor=actor, at=datetime.now(UTC), go_on=go_on)


def try_in_vain(world: World, number: int, try_id: UUID | None = None) -> None:
    with world.acting("teacher") as actor:
        check = lock_check(actor=actor, check_id=checks(world)[number - 1].pk)
        tried(check, actor=actor, at=datetime.now(UTC), way="phone", try_id=try_id or uuid4())


def test_it_falls_due_once_when_the_desk_opens_and_each_of_its_team_is_told_once(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    closed(world)
    tick(at(11, 3))
    mailbox.emails.clear()
    choose(world, "teacher2", reminders="daily")

    tick(at(11, 16, 8, 59), at(11, 16), at(11, 16, 9, 30), at(11, 17))

    assert standing(world)[0] == (1, "due", date(2026, 11, 16))
    assert mailbox.addresses == ["teacher2@hamlets.example", "teacher@hamlets.example"]
    assert mailbox.subjects == ["Aftercare: a check is due"] * 2
    assert f"/hamlets/aftercare/checks/{checks(world)[0].pk}/" in mailbox.text()
    assert "Hill School" in mailbox.text()
    assert "Amina" not in mailbox.text()


def test_nobody_does_it_then_its_managers_hear_and_then_the_desk_sees(
    world: World, mailbox: Mailbox
) -> None:
    of_the_advice_line(world)
    tick(at(11, 3), at(11, 16))
    mailbox.emails.clear()

    tick(at(11, 18), at(11, 19), at(11, 20))

    assert mailbox.addresses == ["manager@hamlets.example"]
    with world.acting("coordinator") as coordinator:
        with on(at(11, 20)):
            early = late_checks(coordinator).count()
        with on(at(11, 23, 9, 1)):
            late = late_checks(coordinator).count()
    assert (early, late) == (0, 1)


def test_a_day_on_which_nobody_works_is_passed_over(world: World) -> None:
    with on(at(12, 11, 12)):
        [referral] = world.refer()
        closing(world, referral, "helped_in_part")

    assert standing(world)[0] == (1, "planned", date(2026, 12, 29))


def test_a_machine_that_slept_for_a_month_asks_for_one_check_and_puts_the_next_off(
    world: World, mailbox: Mailbox
) -> None:
    closed(world)

    tick(at(12, 16))
    with on(at(12, 17)):
        finish(world, 1)

    aftercare = [subject for subject in mailbox.subjects if subject.startswith("Aftercare")]
    assert aftercare == ["Aftercare: a check is due"] * 2
    assert standing(world)[:2] == [
        (1, "done", date(2026, 11, 16)),
        (2, "planned", date(2026, 12, 24)),
    ]


def test_who_is_not_reached_is_tried_three_times_and_asked_again_at_the_next_check(
    world: World, mailbox: Mailbox
) -> None:
    closed(world)
    tick(at(11, 3), at(11, 16))
    form = uuid4()
    with on(at(11, 16, 10)):
        try_in_vain(world, 1, form)
        try_in_vain(world, 1, form)
    mailbox.emails.clear()

    tick(at(11, 17), at(11, 18))
    with on(at(11, 18, 10)):
        try_in_vain(world, 1)
    with on(at(11, 20, 10)):
        try_in_vain(world, 1)

    assert mailbox.subjects == ["Aftercare: try to reach somebody again"] * 2
    assert [(one.number, one.status, one.tries) for one in checks(world)][:2] == [
        (1, "not_reached", 3),
        (2, "planned", 0),
    ]
    assert plan(world).status == "running"


def test_checks_that_nobody_makes_end_and_the_plan_with_the_last(world: World) -> None:
    closed(world)
    with on(at(11, 10)), world.acting("teacher") as teacher:
        change_weeks(actor=teacher, plan_id=plan(world).pk, weeks=[2, 4])
    tick(at(11, 16))

    _night(world, datetime(2027, 2, 12, 2, tzinfo=UTC))
    early = [one.status for one in checks(world)]
    _night(world, datetime(2027, 2, 16, 2, tzinfo=UTC))
    first = [one.status for one in checks(world)]
    tick(datetime(2027, 2, 23, 9, tzinfo=UTC))
    _night(world, datetime(2027, 5, 26, 2, tzinfo=UTC))

    assert (early, first) == (["due", "planned"], ["missed", "planned"])
    assert [one.status for one in checks(world)] == ["missed", "missed"]
    assert (plan(world).status, plan(world).ended_how) == ("ended", "missed")


def _night(world: World, moment: datetime) -> None:
    with on(moment), enter(system(world.network.pk)):
        check_at_night(world.network.pk, world.network.pk)


def test_the_last_check_ends_it_reached_or_not(world: World) -> None:
    closed(world)
    with on(at(11, 16)), world.acting("teacher") as teacher:
        change_weeks(actor=teacher, plan_id=plan(world).pk, weeks=[2, 3])
    with on(at(11, 17)):
        finish(world, 1)

    for day in (24, 25, 26):
        with on(at(11, day)):
            try_in_vain(world, 2)

    assert (plan(world).status, plan(world).ended_how) == ("ended", "not_reached")
    assert not Job.objects.filter(kind__startswith="aftercare").exists()


def test_enough_ends_it_and_what_was_planned_is_called_off(world: World) -> None:
    closed(world)

    with on(at(11, 16)):
        finish(world, 1, go_on=False)

    assert (plan(world).ended_how, len(checks(world))) == ("enough", 1)
    with on(at(11, 17)), pytest.raises(Conflict):
        finish(world, 1)


def test_other_weeks_make_what_is_planned_anew_and_leave_what_was_made(world: World) -> None:
    closed(world)
    with on(at(11, 16)):
        finish(world, 1)

    with on(at(11, 17)), world.acting("teacher2") as teacher:
        change_weeks(actor=teacher, plan_id=plan(world).pk, weeks=[1, 4, 20])
        with pytest.raises(Problem):
            change_weeks(actor=teacher, plan_id=plan(world).pk, weeks=[4, 4])

    assert standing(world) == [
        (1, "done", date(2026, 11, 16)),
        (2, "planned", date(2026, 11, 30)),
        (3, "planned", date(2027, 3, 22)),
    ]


def test_only_the_team_that_owns_it_writes_a_check_down(world: World, other_world: World) -> None:
    closed(world)

    for here, name in ((world, "adviser"), (world, "coordinator"), (other_world, "teacher")):
        with here.acting(name) as actor, pytest.raises(NotAllowed):
            lock_check(actor=actor, check_id=checks(world)[0].pk)


def test_at_night_a_clock_that_stopped_is_set_again(world: World) -> None:
    closed(world)
    Job.objects.filter(kind="aftercare_clock").delete()

    with on(at(11, 4, 2)), enter(system(world.network.pk)):
        check_at_night(world.network.pk, world.network.pk)

    jobs = Job.objects.filter(kind="aftercare_clock").order_by("due_at")
    assert [job.due_at for job in jobs] == [one.due_at for one in checks(world)]
