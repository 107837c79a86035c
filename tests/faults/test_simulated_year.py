"""A year of two networks with 2,000 people, on a frozen clock, with workers that are killed."""

import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from referrals.aftercare.actions import change_network_weeks
from referrals.aftercare.actions.planning import CLOCK
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.recording import record_check
from referrals.aftercare.records import HowNow
from referrals.aftercare.said import Said
from referrals.outcomes.actions import record_learnt
from referrals.outcomes.rules import Gained, all_met
from reporting.crises.queries import counts_in
from reporting.figures.rules import Period
from tests.faults.counted_by_hand import by_hand
from tests.faults.people_of_a_year import DAYS, FIRST, WORKERS, Visit, visits_of, write_down
from tests.world import World

PEOPLE = 1000
LAST = FIRST + timedelta(days=DAYS - 1)
LONDON = ZoneInfo("Europe/London")
# England and Wales: Christmas, New Year, Easter, May and August.
HOLIDAYS = {
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
}


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def working_day_from(day: date) -> date:
    return next(one for one in (day + timedelta(days=n) for n in range(9)) if is_working(one))


class Kill:
    """kill -9 of oneself at the database's nth statement."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute: Callable[..., Any], *said: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*said)


def worker(*, dies_after: int = 10**9) -> int:
    """Another process that does what is due; it has a connection of its own."""
    child = os.fork()
    if child == 0:
        # The parent's stays the parent's, open or not.
        connections["default"] = connection.copy()
        try:
            with connection.execute_wrapper(Kill(dies_after)):
                run_due(limit=1000)
        except BaseException:  # noqa: BLE001 - or it would go on as a second run of all tests
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def killed(*children: int) -> int:
    """How many of them did not live to the end, once all are gone."""
    ends = [os.waitpid(child, 0)[1] for child in children]
    assert {os.WEXITSTATUS(end) for end in ends if os.WIFEXITED(end)} <= {0}
    return sum(map(os.WIFSIGNALED, ends))


def all_is_done() -> None:
    """What the dead held is free once the database has noticed."""
    deadline = time.perf_counter() + 30
    while Job.objects.filter(due_at__lte=timezone.now()).exists():
        run_due(limit=1000)
        assert time.perf_counter() < deadline


class Year:
    """Two networks, and what was seen of each check on each day."""

    def __init__(self, *worlds: World) -> None:
        self.worlds = worlds
        self.chance = random.Random(5)  # noqa: S311 - the same each time
        self.fell_due = Counter[UUID]()
        self.seen_on: dict[UUID, date] = {}
        self.due: set[UUID] = set()
        self.kills = self.pairs = 0
        self.met: dict[date, list[tuple[World, Visit]]] = {}
        self.needs: dict[UUID, tuple[str, ...]] = {}
        for seed, world in enumerate(worlds):
            visits = visits_of(seed, PEOPLE)
            write_down(world, visits)
            for one in visits:
                self.needs[one.assessment] = one.needs
                if one.met_on and one.met_on <= LAST:
                    self.met.setdefault(one.met_on, []).append((world, one))

    def lives(self) -> None:
        with time_machine.travel(at(FIRST, 10), tick=False) as clock:
            for day in (FIRST + timedelta(days=number) for number in range(DAYS)):
                clock.move_to(at(day, 10))
                # A check falls due, or is to be tried again, by a job and by nothing else.
                if self.works():
                    for world in self.worlds:
                        due = checks(world, status="due")
                        self.looks(due, day)
                        self.asks(world, due)
                for world, visit in self.met.get(day, []):
                    with world.acting(visit.worker) as actor:
                        # The other need is met by the time of a check, or not.
                        gained = Gained(all_met(visit.needs[0]))
                        record_learnt(actor=actor, assessment_id=visit.assessment, gained=gained)

    def works(self) -> bool:
        """Whether there was anything to do on this day."""
        due = Job.objects.filter(due_at__lte=timezone.now()).count()
        if not due:
            return False
        if self.pairs < 12 and self.chance.random() < 0.1:
            self.pairs += 1
            connection.close()
            assert killed(worker(), worker()) == 0
        elif self.kills < 60:
            connection.close()
            self.kills += killed(worker(dies_after=self.chance.randrange(12 * due)))
        all_is_done()
        return True

    def looks(self, due: list[AftercareCheck], day: date) -> None:
        now_due = {one.pk for one in due}
        for one in now_due - self.due:
            self.fell_due[one] += 1
            self.seen_on[one] = day
        self.due |= now_due

    def asks(self, world: World, due: list[AftercareCheck]) -> None:
        now = timezone.now()
        waiting = [one for one in due if one.next_action_at and one.next_action_at <= now]
        for name, team in WORKERS.items():
            own = [one for one in waiting if one.team_id == getattr(world, team).pk]
            if own:
                with world.acting(name) as actor:
                    for check in own:
                        record_check(actor=actor, check_id=check.pk, said=self.said(check))

    def said(self, check: AftercareCheck) -> Said:
        if check.assessment_id.int % 8 == 0:
            return Said(reached=False, way="phone")
        again = self.chance.random() < 0.12
        needs = {
            code: self.chance.choice(HowNow.values) for code in self.needs[check.assessment_id]
        }
        return Said(
            reached=True,
            way="phone",
            needs=needs,
            steadiness=self.chance.randrange(11),
            crisis_since=again,
            crises=("fuel",) if again else (),
        )


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


def checks(world: World, **which: Any) -> list[AftercareCheck]:
    with enter(system(world.network.pk)):
        rows = AftercareCheck.objects.filter(network_id=world.network.pk, **which)
        return list(rows.select_related("plan"))


def figure(world: World, last: date) -> dict[str, int]:
    with enter(system(world.network.pk)):
        counts = counts_in(world.network.pk, [Period(FIRST, LAST)], last=last)["year"]
    asked = ("/n", "/again", "unrecognised")
    return {name: count for name, count in counts.items() if count and name.endswith(asked)}


@pytest.fixture
def year(world: World, other_world: World) -> Year:
    with time_machine.travel(at(FIRST, 8), tick=False), other_world.acting("coordinator") as actor:
        change_network_weeks(actor=actor, weeks=[3, 9], seen=[2, 6, 12])
    lived = Year(world, other_world)
    lived.lives()
    return lived


@pytest.mark.django_db(transaction=True)
def test_every_check_falls_due_once_and_the_figure_is_that_of_the_letters(year: Year) -> None:
    every = [one for world in year.worlds for one in checks(world) if one.status != "cancelled"]
    owed = {one.pk for one in every if timezone.localdate(one.due_at) <= LAST}
    later = {one.pk for one in every} - owed
    planned = {
        one.pk: working_day_from(timezone.localdate(one.plan.begun_at) + timedelta(weeks=one.weeks))
        for one in every
    }
    emails = Counter(
        OutboxMessage.objects.filter(template="aftercare_due").values_list(
            "subject_id", "event_id", "recipient_id"
        )
    )
    waiting = set(Job.objects.filter(kind=CLOCK).values_list("subject_id", flat=True))

    assert year.kills >= 36
    assert year.pairs >= 6
    assert len(owed) > 400
    assert year.fell_due == Counter(owed)
    assert year.seen_on == {key: planned[key] for key in owed}
    assert {one.due_at.astimezone(LONDON).hour for one in every} == {9}
    assert later <= waiting
    assert set(emails.values()) == {1}
    assert {check for check, _event, _who in emails} == owed
    for world in year.worlds:
        for last in (LAST, date(2027, 9, 30)):
            counted = figure(world, last)
            assert counted == by_hand(world, (FIRST, LAST), last)
