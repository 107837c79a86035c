import pytest

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.actions import ServicePaused, set_capacity
from referrals.assessments.models import Assessment, OpenNeed
from referrals.clients.models import Client
from referrals.messages.actions import post_message
from referrals.messages.models import Message
from referrals.referrals.actions import (
    accept,
    close,
    decline,
    mark_seen,
    record_contact,
    send,
    withdraw,
)
from referrals.referrals.models import Referral, ReferralEvent
from tests.world import World


def kinds(referral: Referral) -> list[str]:
    return list(ReferralEvent.objects.filter(referral=referral).values_list("kind", flat=True))


def test_sending_to_two_services_makes_two_referrals_owned_by_the_receivers(world: World) -> None:
    assessment = world.assess()

    with world.acting("teacher") as actor:
        sent = send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk, world.grants.pk])

    assert [(r.status, r.owner_team_id, r.needs) for r in sent] == [
        ("sent", world.advice_line.pk, ["food", "debt"]),
        ("sent", world.council.pk, ["food"]),
    ]


def test_sending_twice_sends_once(world: World) -> None:
    assessment = world.assess()

    with world.acting("teacher") as actor:
        first = send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])
        again = send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])

    assert [r.pk for r in again] == [r.pk for r in first]
    assert OutboxMessage.objects.filter(template="referral_sent").count() == 2


def test_nothing_is_sent_without_consent(world: World) -> None:
    assessment = world.assess(agreed=False)

    with world.acting("teacher") as actor, pytest.raises(Problem, match="agree"):
        send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])


def test_a_paused_service_takes_nothing_and_neither_do_the_others(world: World) -> None:
    assessment = world.assess()
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)

    with world.acting("teacher") as actor:
        with pytest.raises(ServicePaused):
            send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk, world.grants.pk])

        assert Referral.objects.count() == 0


def test_accepting_again_is_the_same_acceptance(world: World) -> None:
    [referral] = world.refer()

    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        again = accept(actor=actor, reference=referral.reference)

        assert (again.status, again.assigned_to_id) == ("accepted", world.people["adviser"].pk)
        assert kinds(referral) == ["sent", "accepted"]


def test_a_colleague_who_comes_second_is_told_who_was_first(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    with world.acting("adviser2") as second, pytest.raises(Conflict, match="Adviser Sample"):
        accept(actor=second, reference=referral.reference)


def test_declining_closes_the_letter_and_gives_the_need_back(world: World) -> None:
    [referral] = world.refer()

    with world.acting("adviser") as actor:
        assert Client.objects.count() == 1
        decline(actor=actor, reference=referral.reference, reason="no_capacity", note="Full till Monday",
                suggested_service=world.grants.pk)
        assert (Client.objects.count(), Assessment.objects.count(), Message.objects.count()) == (0, 0, 0)
        assert Referral.objects.get().status == "declined"

    with world.acting("teacher"):
        assert Message.objects.get().body == "Full till Monday"
        assert OpenNeed.objects.get().suggested_service_id == world.grants.pk


def test_referring_again_settles_what_was_declined(world: World) -> None:
    assessment = world.assess()
    with world.acting("teacher") as actor:
        [referral] = send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with world.acting("teacher") as actor:
        send(actor=actor, assessment_id=assessment.pk, service_ids=[world.grants.pk])

        assert OpenNeed.objects.get().settled_how == "referred"


def test_withdrawing_closes_the_letter_for_the_receiver(world: World) -> None:
    [referral] = world.refer()

    with world.acting("teacher") as actor:
        withdraw(actor=actor, reference=referral.reference, reason="Sorted")

    with world.acting("adviser"):
        assert Client.objects.count() == 0
        assert Referral.objects.get().status == "withdrawn"


def test_the_receiver_cannot_withdraw_and_the_sender_cannot_accept(world: World) -> None:
    [referral] = world.refer()

    with world.acting("adviser") as adviser, pytest.raises(NotAllowed):
        withdraw(actor=adviser, reference=referral.reference)
    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        accept(actor=teacher, reference=referral.reference)


def test_seen_is_recorded_once_and_only_for_the_receiver(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        mark_seen(actor=teacher, referral=Referral.objects.get())

    for name in ("adviser", "adviser2"):
        with world.acting(name) as actor:
            mark_seen(actor=actor, referral=Referral.objects.get())

    with world.acting("teacher"):
        assert kinds(referral) == ["sent", "seen"]


def test_two_receivers_do_not_read_each_others_thread(world: World) -> None:
    to_advice, _to_grants = world.refer(world.advice, world.grants)
    with world.acting("adviser") as adviser:
        post_message(actor=adviser, reference=to_advice.reference, body="When can I call?")

    with world.acting("officer"):
        assert Message.objects.count() == 0
    with world.acting("teacher"):
        assert Message.objects.get().by_name == "Adviser Sample"


def test_first_contact_then_close_ends_the_referral_with_its_outcome(world: World) -> None:
    [referral] = world.refer()

    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        record_contact(actor=actor, reference=referral.reference, made=False, way="phone")
        record_contact(actor=actor, reference=referral.reference, made=True, way="phone", note="Spoke")
        ended = close(actor=actor, reference=referral.reference, outcome="helped_in_full")

        assert (ended.status, ended.owner_team_id, ended.outcome) == ("closed", None, "helped_in_full")
        assert kinds(referral) == ["sent", "accepted", "attempt", "contact", "closed"]
