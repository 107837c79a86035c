"""Twenty people act on one referral in the same moment, and afterwards it has one story."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, Problem
from organisations.members.actions import Invited, enrol
from referrals.clients.models import Share
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import ask_desk_after_refusal, hand_back
from referrals.messages.actions import post_message
from referrals.referrals.actions import (
    accept,
    answer,
    assign,
    decline,
    forward,
    record_contact,
    return_to_sender,
    send,
    undo,
    withdraw,
    withdraw_consent,
)
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import ENDED
from tests.faults.together import Work, problems_in, together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

# The event that a success leaves on the referral itself.
LEAVES: dict[Callable[..., Any], str] = {
    accept: "accepted",
    answer: "answered",
    assign: "assigned",
    decline: "declined",
    forward: "forwarded",
    hand_back: "handed_back",
    post_message: "message",
    return_to_sender: "returned",
    undo: "undone",
    withdraw: "withdrawn",
}
ADVISERS = ["adviser", "adviser2", "adviser3", "adviser4", "adviser5", "adviser6"]


def enrol_the_crowd(world: World) -> None:
    with enter(system(world.network.pk)):
        for name in ADVISERS[2:]:
            invited = Invited(
                email=world.email(name), name=f"{name} Sample", teams=(world.advice_line.pk,)
            )
            world.people[name] = enrol(network_id=world.network.pk, invited=invited)


def refer(world: World) -> Referral:
    """They agreed that it may be passed on, and that the desk may read it."""
    assessment = world.assess(agreed=False)
    agreed = Agreed("consent", given="in_person", pass_on=True, names_desk=True)
    with world.acting("teacher") as teacher:
        record_consent(actor=teacher, assessment_id=assessment.pk, agreed=agreed)
        return send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])[0]


def accepted(world: World) -> Referral:
    referral = refer(world)
    with world.acting("adviser") as adviser:
        return accept(actor=adviser, reference=referral.reference)


def asked_back(world: World) -> Referral:
    referral = refer(world)
    with world.acting("adviser") as adviser:
        return return_to_sender(
            actor=adviser, reference=referral.reference, question="Which day is good?"
        )


def late(world: World) -> Referral:
    referral = refer(world)
    with enter(system(world.network.pk)):
        Referral.objects.filter(pk=referral.pk).update(
            owner_team=world.desk, desk_team=world.desk, next_action_at=timezone.now()
        )
    return referral


def crowd(world: World, referral: Referral) -> list[Work]:
    it = {"reference": referral.reference}
    call = {**it, "way": "phone"}
    return [
        ("adviser2", accept, it),
        ("adviser3", accept, it),
        ("adviser4", decline, {**it, "reason": "no_capacity"}),
        ("adviser5", return_to_sender, {**it, "question": "Who lives there?"}),
        ("adviser6", return_to_sender, {**it, "question": "Which school?"}),
        ("adviser3", undo, it),
        ("adviser4", undo, it),
        ("adviser2", forward, {**it, "service": world.grants.pk}),
        ("adviser5", forward, {**it, "service": world.debt.pk}),
        ("adviser6", assign, {**it, "assigned_to": world.people["adviser5"].pk}),
        ("adviser2", record_contact, {**call, "made": True}),
        ("adviser3", record_contact, {**call, "made": True}),
        ("adviser4", record_contact, {**call, "made": False}),
        ("adviser", post_message, {**it, "body": "We are on it."}),
        ("teacher", post_message, {**it, "body": "Monday is good."}),
        ("teacher", answer, {**it, "text": "Monday."}),
        ("teacher", withdraw, it),
        ("teacher2", ask_desk_after_refusal, it),
        ("coordinator", hand_back, it),
        ("teacher2", withdraw_consent, {"assessment_id": referral.assessment_id}),
    ]


def event_left_by(action: Callable[..., Any], said: dict[str, Any]) -> str:
    if action is record_contact:
        return "contact" if said["made"] else "attempt"
    return LEAVES.get(action, "")


def check_every_success_has_its_event(
    world: World, works: list[Work], results: list[Any], events: list[ReferralEvent]
) -> None:
    done = Counter(
        (world.people[name].pk, event_left_by(action, said))
        for (name, action, said), result in zip(works, results, strict=True)
        if not isinstance(result, Problem) and event_left_by(action, said)
    )
    told = Counter((event.actor_id, event.kind) for event in events if event.kind != "revoked")
    assert told == done


def check_one_chain(referral: Referral) -> None:
    moves = [event for event in events_of(referral) if event.to_status]
    pairs = pairwise(moves)
    assert [(a.to_status, b.from_status) for a, b in pairs if a.to_status != b.from_status] == []
    assert moves[-1].to_status == referral.status


def check_owned_or_ended(referral: Referral) -> None:
    ended = referral.status in ENDED
    assert (referral.owner_team_id is None, referral.next_action_at is None) == (ended, ended)
    assert (referral.ended_at is not None) == ended


def check_nobody_is_told_or_shown_twice(referral: Referral) -> None:
    keys = [event.pk for event in events_of(referral)]
    emails = OutboxMessage.objects.filter(event_id__in=keys)
    assert [
        n for n in Counter(emails.values_list("event_id", "recipient_id")).values() if n > 1
    ] == []
    shown = Share.objects.filter(referral=referral, until=None).values_list("team_id", flat=True)
    assert [n for n in Counter(shown).values() if n > 1] == []


def events_of(referral: Referral) -> list[ReferralEvent]:
    return list(ReferralEvent.objects.filter(referral=referral).order_by("at", "id"))


@pytest.mark.parametrize("begin", [refer, accepted, asked_back, late])
def test_a_crowd_leaves_one_story(
    world: World, other_world: World, begin: Callable[[World], Referral]
) -> None:
    enrol_the_crowd(world)
    for turn in range(3):
        referral = begin(world)
        before = len(kept_of(world, referral))
        works = crowd(world, referral)
        # Whoever stands first in the queue has a little head start.
        works = works[turn * 7 :] + works[: turn * 7]

        results = together(world, *works)

        assert {type(one).__name__ for one in problems_in(results)} >= {Conflict.__name__}
        with enter(system(world.network.pk)):
            new = events_of(referral)[before:]
            check_every_success_has_its_event(world, works, results, new)
            for one in Referral.objects.filter(assessment=referral.assessment_id):
                check_one_chain(one)
                check_owned_or_ended(one)
                check_nobody_is_told_or_shown_twice(one)


def kept_of(world: World, referral: Referral) -> list[ReferralEvent]:
    with enter(system(world.network.pk)):
        return events_of(referral)
