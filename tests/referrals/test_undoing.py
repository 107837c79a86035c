from datetime import UTC, datetime

import pytest
import time_machine

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.problems import Conflict, Problem
from referrals.messages.models import Message
from referrals.referrals.actions import (
    accept,
    close,
    record_contact,
    reopen,
    return_to_sender,
    send,
    undo,
)
from referrals.referrals.actions.asking import answer
from tests.world import World


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_an_acceptance_undone_waits_for_an_answer_with_the_time_that_was_left(
    world: World,
) -> None:
    # Four working hours to answer; the question and the acceptance stop them.
    with time_machine.travel(at("2026-11-23 09:00"), tick=False) as clock:
        [referral] = world.refer()
        clock.move_to(at("2026-11-23 10:00"))
        with world.acting("adviser") as actor:
            return_to_sender(actor=actor, reference=referral.reference, question="Since when?")
        clock.move_to(at("2026-11-23 11:00"))
        with world.acting("teacher") as teacher:
            answer(actor=teacher, reference=referral.reference, text="Monday")
        clock.move_to(at("2026-11-23 12:00"))

        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
            clock.move_to(at("2026-11-23 13:00"))
            undo(actor=actor, reference=referral.reference)
            undone = undo(actor=actor, reference=referral.reference)

    assert (undone.status, undone.accepted_at, undone.assigned_to_id) == ("sent", None, None)
    assert undone.next_action_at == at("2026-11-23 15:00")


def test_an_acceptance_is_not_undone_once_they_have_been_called(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        record_contact(actor=actor, reference=referral.reference, made=True, way="phone")

        with pytest.raises(Conflict):
            undo(actor=actor, reference=referral.reference)


@pytest.mark.parametrize(("reached", "status"), [(True, "in_progress"), (False, "accepted")])
def test_what_was_closed_is_opened_again_and_both_are_told(
    world: World, *, reached: bool, status: str
) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        if reached:
            record_contact(actor=actor, reference=referral.reference, made=True, way="phone")
        close(actor=actor, reference=referral.reference, outcome="could_not_reach")

        opened = reopen(actor=actor, reference=referral.reference, reason="They rang back")

        assert (opened.status, opened.outcome, opened.ended_at) == (status, "", None)
        assert opened.next_action_at is not None
        assert Message.objects.get().body == "They rang back"
        told = OutboxMessage.objects.filter(template="referral_reopened")
        assert {row.recipient_id for row in told} == {
            world.people["teacher"].pk,
            world.people["adviser2"].pk,
        }


def test_it_is_opened_again_with_a_reason_within_28_days_and_not_beside_a_newer_one(
    world: World,
) -> None:
    with time_machine.travel(at("2026-11-02 10:00"), tick=False) as clock:
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
            close(actor=actor, reference=referral.reference, outcome="helped_in_full")
            with pytest.raises(Problem, match="Say why"):
                reopen(actor=actor, reference=referral.reference, reason=" ")
        with world.acting("teacher") as teacher:
            send(actor=teacher, assessment_id=referral.assessment_id, service_ids=[world.advice.pk])
        with world.acting("adviser") as actor:
            with pytest.raises(Conflict, match="newer referral"):
                reopen(actor=actor, reference=referral.reference, reason="More to do")
            clock.move_to(at("2026-11-30 10:00"))
            with pytest.raises(Conflict, match="28 days"):
                reopen(actor=actor, reference=referral.reference, reason="More to do")
