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
from referrals.consent.actions import record_consent
from referrals.consent.models import Consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import (
    accept_offer,
    ask_desk_after_refusal,
    desk_answer,
    desk_decline,
    desk_return,
    hand_back,
    offer,
    place,
    send_to_desk,
    split,
)
from referrals.desk.models import Offer
from referrals.messages.actions import post_message
from referrals.messages.models import Message
from referrals.referrals import actions
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import ENDED, OPEN, OWNER, Side, Status
from tests.world import World

PEOPLE = ["teacher", "adviser", "adviser2", "officer", "caseworker", "manager", "coordinator"]
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
RUNNING = {"with_broker", "sent", "returned", "accepted", "in_progress"}
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


def to_desk(walk: Walk, actor: Actor, reference: str) -> object:
    return send_to_desk(actor=actor, assessment_id=walk.assessment_id)


def changing_their_mind(walk: Walk, actor: Actor, reference: str) -> object:
    return actions.withdraw_consent(actor=actor, assessment_id=walk.assessment_id)


def to_service(action: Callable[..., object], name: str) -> Callable[[Walk, Actor, str], object]:
    return lambda walk, actor, reference: action(
        actor=actor, reference=reference, service_id=getattr(walk.world, name).pk
    )


def asking_several(walk: Walk, actor: Actor, reference: str) -> object:
    both = [walk.world.advice.pk, walk.world.grants.pk]
    return offer(actor=actor, reference=reference, service_ids=both)


def saying_yes(walk: Walk, actor: Actor, reference: str) -> object:
    waiting = Offer.objects.filter(team__in=actor.teams).order_by("id")
    return [accept_offer(actor=actor, offer_id=one.pk) for one in waiting[:1]]


def passing_on(walk: Walk, actor: Actor, reference: str) -> object:
    return actions.forward(actor=actor, reference=reference, service=walk.world.debt.pk)


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
    "send to the desk": to_desk,
    "place": to_service(place, "grants"),
    "find nobody": doing(desk_decline, reason="no_capacity"),
    "ask from the desk": doing(desk_return, question="Since when?"),
    "answer the desk": doing(desk_answer, text="Since Monday"),
    "split": doing(split, apart=["debt"]),
    "ask several": asking_several,
    "say yes": saying_yes,
    "give back": doing(hand_back),
    "ask the desk": doing(ask_desk_after_refusal),
    "undo": doing(actions.undo),
    "give to the team": doing(actions.assign, assigned_to=None),
    "pass on": passing_on,
    "open again": doing(actions.reopen, reason="They rang"),
    "change their mind": changing_their_mind,
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
    ("teacher", "send to the desk"),
    ("coordinator", "place"),
    ("coordinator", "ask several"),
    ("coordinator", "split"),
    ("coordinator", "ask from the desk"),
    ("coordinator", "find nobody"),
    ("coordinator", "give back"),
    ("teacher", "answer the desk"),
    ("officer", "say yes"),
    ("adviser", "undo"),
    ("adviser", "pass on"),
    ("adviser", "open again"),
]
# What a walk that meets every status may still miss.
RARE = {"placed", "offered", "split", "undone", "forwarded", "reopened", "revoked", "handed_back"}
# How a walk begins: each way is rare enough that chance alone would miss it.
FIRST = [
    [("teacher", "send to both")],
    [("teacher", "choose advice")],
    [("teacher", "send to advice"), ("adviser", "decline")],
    [("teacher", "send to advice"), ("adviser", "pass on")],
    [("teacher", "send to advice"), ("adviser", "accept"), ("adviser", "undo")],
    [("teacher", "send to advice"), ("nobody", "a week passes"), ("coordinator", "give back")],
    [("teacher", "send to both"), ("adviser", "accept"), ("adviser", "change their mind")],
    [
        ("teacher", "send to advice"),
        ("adviser", "accept"),
        ("adviser", "close"),
        ("adviser", "open again"),
    ],
    [("teacher", "send to the desk"), ("coordinator", "split"), ("coordinator", "place")],
    [("teacher", "send to the desk"), ("coordinator", "ask several"), ("officer", "say yes")],
    [("teacher", "send to the desk"), ("coordinator", "ask from the desk")],
]
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
        Side.DESK: referral.desk_team_id,
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
    """Who is asked holds the letter exactly as long as the status says."""
    if referral.to_team_id is None:
        return
    receiver = Context(referral.network_id, teams=(referral.to_team_id,), role=Role.MEMBER)
    with enter(receiver):
        held = Share.objects.filter(referral=referral, until=None).count()
    agreed = Context(referral.network_id, teams=(referral.origin_team_id,), role=Role.MEMBER)
    with enter(agreed):
        still = Consent.objects.filter(withdrawn_at=None).exists()
    assert held == (1 if still and referral.status in HELD_BY_RECEIVER else 0)


def check_desk(referrals: list[Referral], desk: Team) -> None:
    """The desk holds the letter while something is with it, and never because of the clock."""
    if not referrals:
        return
    with_it = any(
        one.to_team_id is None and one.status in ("with_broker", "returned") for one in referrals
    )
    as_desk = Context(referrals[0].network_id, teams=(desk.pk,), role=Role.COORDINATOR)
    with enter(as_desk):
        assert Assessment.objects.exists() == with_it
        assert with_it or not Message.objects.exists()


def check_clock(referral: Referral, desk: Team) -> None:
    """Somebody will be reminded of what still runs, and nobody of what does not."""
    jobs = Job.objects.filter(kind="referral_clock", subject_id=referral.pk)
    passed_on = referral.owner_team_id == desk.pk and referral.status != "with_broker"
    ticks = referral.status in RUNNING and not passed_on
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
        assert list(left) == ([referral.origin_team_id] if referral.status == "declined" else [])


def agreed_to_all(world: World) -> object:
    """A story that may go to the desk, and be passed on."""
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as teacher:
        agreed = Agreed("consent", given="in_person", pass_on=True, names_desk=True)
        record_consent(actor=teacher, assessment_id=assessment.pk, agreed=agreed)
    return assessment.pk


def test_every_open_referral_has_one_owner_and_a_time(world: World) -> None:
    reached: set[str] = set()
    happened: set[str] = set()

    # The seed is one whose walks meet every status: others stand still in some.
    @seed(5)
    @settings(max_examples=3, deadline=None, database=None)
    @given(steps=walks)
    def walk_about(steps: list[tuple[tuple[str, str], int]], first: list[tuple[str, str]]) -> None:
        with time_machine.travel(MONDAY, tick=False) as clock, transaction.atomic():
            walk = Walk(world, clock, agreed_to_all(world))
            for (who, what), which in [*((one, 0) for one in first), *steps]:
                walk.step(who, what, which)
                check_desk(walk.referrals(), world.desk)
                for referral in walk.referrals():
                    late = referral.status in PASSED_ON and referral.owner_team_id == world.desk.pk
                    reached.add("passed on" if late else referral.status)
                    check_owner(referral, world.desk)
                    check_clock(referral, world.desk)
                    check_letter(referral)
                    check_history(referral)
            with enter(system(world.network.pk)):
                happened.update(ReferralEvent.objects.values_list("kind", flat=True))
            transaction.set_rollback(True)

    for first in FIRST:
        walk_about(first=first)

    assert reached == {
        *("draft", "with_broker", "sent", "returned", "accepted", "in_progress"),
        *("declined", "withdrawn", "closed", "passed on"),
    }, "Choose another seed."
    assert happened >= RARE, "Choose another seed."


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
