"""Whatever people do, in whatever order, nothing waits on nobody."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, Role, enter, system
from ccs.tenancy.problems import Problem
from organisations.capacity.actions import set_capacity
from organisations.members.models import Team
from referrals.assessments.models import Assessment, OpenNeed
from referrals.clients.models import Share
from referrals.messages.actions import post_message
from referrals.messages.models import Message
from referrals.referrals import actions
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import ENDED, OPEN, OWNER, Side, Status
from tests.world import World

PEOPLE = ["teacher", "adviser", "adviser2", "officer", "caseworker", "manager", "coordinator"]
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
RUNNING = {"sent", "returned", "accepted", "in_progress"}
# What the clock gives to the desk when nobody acts.
PASSED_ON = {"sent", "returned", "accepted"}
HELD_BY_RECEIVER = {"sent", "returned", "accepted", "in_progress", "closed"}


@dataclass
class Walk:
    """One conversation, and everything that is done about it."""

    world: World
    clock: Any
    assessment_id: object

    def referrals(self) -> list[Referral]:
        with enter(system(self.world.network.pk)):
            return list(Referral.objects.order_by("id"))

    def step(self, who: str, what: str, which: int) -> None:
        """Somebody tries something; that it is refused is as good as that it is done."""
        self.clock.shift(timedelta(minutes=7))
        if who == "nobody":
            self.clock.shift(PASSES[what])
            run_due(limit=100)
            return
        references = [referral.reference for referral in self.referrals()]
        reference = references[which % len(references)] if references else "NONE-NONE"
        with suppress(Problem), self.world.acting(who) as actor:
            STEPS[what](self, actor, reference)


def choosing(*services: str) -> Callable[[Walk, Actor, str], object]:
    return lambda walk, actor, reference: actions.choose_services(
        actor=actor,
        assessment_id=walk.assessment_id,
        service_ids=[getattr(walk.world, name).pk for name in services],
    )


def sending(*services: str) -> Callable[[Walk, Actor, str], object]:
    return lambda walk, actor, reference: actions.send(
        actor=actor,
        assessment_id=walk.assessment_id,
        service_ids=[getattr(walk.world, name).pk for name in services],
    )


def tapping(state: str) -> Callable[[Walk, Actor, str], object]:
    return lambda walk, actor, reference: set_capacity(
        service_id=walk.world.advice.pk, state=state, reason="Full", actor=actor
    )


def doing(action: Callable[..., object], **said: object) -> Callable[[Walk, Actor, str], object]:
    return lambda walk, actor, reference: action(actor=actor, reference=reference, **said)


STEPS: dict[str, Callable[[Walk, Actor, str], object]] = {
    "choose advice": choosing("advice"),
    "choose nothing": choosing(),
    "send to advice": sending("advice"),
    "send to both": sending("advice", "grants"),
    "pause advice": tapping("paused"),
    "open advice": tapping("open"),
    "accept": doing(actions.accept),
    "decline": doing(actions.decline, reason="no_capacity", note="Full"),
    "withdraw": doing(actions.withdraw, reason="Sorted"),
    "call": doing(actions.record_contact, made=True, way="phone"),
    "try to call": doing(actions.record_contact, made=False, way="phone"),
    "ask": doing(actions.return_to_sender, question="Since when?"),
    "answer": doing(actions.answer, text="Since Monday"),
    "close": doing(actions.close, outcome="helped_in_full"),
    "write": doing(post_message, body="Hello"),
}
# What people do most of the time: without it most walks stand still.
LIKELY = [
    ("teacher", "send to both"),
    ("adviser", "accept"),
    ("adviser", "call"),
    ("adviser", "close"),
    ("adviser", "decline"),
    ("adviser", "ask"),
    ("teacher", "answer"),
    ("teacher", "withdraw"),
    ("officer", "accept"),
    ("officer", "close"),
    ("nobody", "a day passes"),
    ("nobody", "a week passes"),
]
FIRST = [("teacher", "send to both"), ("teacher", "send to advice"), ("teacher", "choose advice")]
PASSES = {"a day passes": timedelta(days=1), "a week passes": timedelta(days=7)}
anybody = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(STEPS)))
walks = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(LIKELY), st.sampled_from(LIKELY), anybody), st.integers(0, 1)
    ),
    min_size=12,
    max_size=20,
)


def teams_of(referral: Referral) -> dict[Side, object]:
    return {
        Side.SENDER: referral.from_team_id,
        Side.RECEIVER: referral.to_team_id,
        Side.NOBODY: None,
    }


def check_owner(referral: Referral, desk: Team) -> None:
    is_open, owner = referral.status in OPEN, referral.owner_team_id
    expected = {teams_of(referral)[OWNER[Status(referral.status)]]}
    assert owner in (expected | {desk.pk} if referral.status in PASSED_ON else expected)
    assert (referral.owner_team_id is not None) == is_open
    assert (referral.next_action_at is not None) == is_open
    assert (referral.ended_at is None) == is_open


def check_letter(referral: Referral) -> None:
    """The receiver holds the letter exactly as long as its status says."""
    receiver = Context(referral.network_id, teams=(referral.to_team_id,), role=Role.MEMBER)
    with enter(receiver):
        held = Share.objects.filter(referral=referral, until=None).count()
    assert held == (1 if referral.status in HELD_BY_RECEIVER else 0)


def check_envelope_only(referral: Referral, desk: Team) -> None:
    """Passed on by the clock or not, the desk holds no letter."""
    as_desk = Context(referral.network_id, teams=(desk.pk,), role=Role.COORDINATOR)
    with enter(as_desk):
        assert not Assessment.objects.exists()
        assert not Message.objects.exists()


def check_clock(referral: Referral, desk: Team) -> None:
    """Somebody will be reminded of what still runs, and nobody of what does not."""
    jobs = Job.objects.filter(kind="referral_clock", subject_id=referral.pk)
    ticks = referral.status in RUNNING and referral.owner_team_id != desk.pk
    if ticks and referral.next_action_at > timezone.now():
        assert jobs.count() == 1
    if not ticks:
        assert jobs.count() == 0
    assert not Job.objects.filter(failures__gt=0).exists()


def check_history(referral: Referral) -> None:
    """What happened leads to what is, and a refusal leaves its need with who asked."""
    with enter(system(referral.network_id)):
        moves = ReferralEvent.objects.filter(referral=referral).exclude(to_status="")
        reached = moves.order_by("-at", "-id").values_list("to_status", flat=True).first()
        left = OpenNeed.objects.filter(referral=referral).values_list("team_id", flat=True)
        assert (reached or "draft") == referral.status
        assert list(left) == ([referral.from_team_id] if referral.status == "declined" else [])


def test_every_open_referral_has_one_owner_and_a_time(world: World) -> None:
    reached: set[str] = set()

    # The seed is one whose walks meet every status: others stand still in some.
    @seed(5)
    @settings(max_examples=30, deadline=None, database=None)
    @given(first=st.sampled_from(FIRST), steps=walks)
    def walk_about(first: tuple[str, str], steps: list[tuple[tuple[str, str], int]]) -> None:
        with time_machine.travel(MONDAY, tick=False) as clock, transaction.atomic():
            walk = Walk(world, clock, world.assess().pk)
            for (who, what), which in [(first, 0), *steps]:
                walk.step(who, what, which)
                for referral in walk.referrals():
                    passed_on = referral.owner_team_id == world.desk.pk
                    reached.add("passed on" if passed_on else referral.status)
                    check_owner(referral, world.desk)
                    check_clock(referral, world.desk)
                    check_envelope_only(referral, world.desk)
                    check_letter(referral)
                    check_history(referral)
            transaction.set_rollback(True)

    walk_about()

    assert reached == {
        *("draft", "sent", "returned", "accepted", "in_progress"),
        *("declined", "withdrawn", "closed", "passed on"),
    }, "Choose another seed."


def is_kept(world: World, referral: Referral, **columns: object) -> bool:
    """Whether the database takes the row as it would then be."""
    try:
        with world.acting("teacher"), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**columns)
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def test_the_database_keeps_no_row_that_waits_on_nobody(world: World) -> None:
    [referral] = world.refer()
    now, owner = timezone.now(), referral.from_team_id

    kept = {
        (status, bool(owned), bool(due), bool(over))
        for status, owned, due, over in product(
            Status.values, (owner, None), (now, None), (now, None)
        )
        if is_kept(
            world,
            referral,
            status=status,
            owner_team_id=owned,
            next_action_at=due,
            ended_at=over,
            decline_reason="other" if status == "declined" else "",
            clock_left=timedelta() if status == "returned" else None,
        )
    }

    assert kept == {(status, True, True, False) for status in OPEN} | {
        (status, False, False, True) for status in ENDED
    }
