"""What the desk does with a referral that has come to it."""

import pytest
from django.db import transaction
from django.utils import timezone

from ccs.tenancy.problems import Conflict, Problem
from referrals.clients.models import Share
from referrals.consent.actions import record_consent
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
from referrals.referrals.actions import decline, read_letter, send, withdraw
from referrals.referrals.models import Referral
from tests.referrals.desk.brought import passed_on_by_the_clock, with_desk
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_desk_reads_what_was_sent_there(world: World, other_world: World) -> None:
    referral = with_desk(world)

    with world.acting("coordinator") as coordinator:
        letter = read_letter(actor=coordinator, referral=referral)

    assert letter is not None
    assert letter.client.given_name == "Amina"
    assert letter.answers == {"nrpf": "no", "tenure": "private rent"}


def test_without_an_agreement_that_names_it_nothing_goes_to_the_desk(world: World) -> None:
    assessment = world.assess()

    with world.acting("teacher") as teacher, pytest.raises(Problem) as refused:
        send_to_desk(actor=teacher, assessment_id=assessment.pk)

    assert refused.value.field == "basis"


def test_the_desk_sends_it_on_with_what_the_service_needs_and_loses_sight(world: World) -> None:
    referral = with_desk(world)

    with world.acting("coordinator") as coordinator:
        placed = place(actor=coordinator, reference=referral.reference, service_id=world.advice.pk)
        seen_by_desk = read_letter(actor=coordinator, referral=placed)

    with world.acting("adviser") as adviser:
        letter = read_letter(actor=adviser, referral=placed)
    assert placed.status == "sent"
    assert placed.owner_team_id == world.advice_line.pk
    assert seen_by_desk is None
    assert letter is not None
    assert letter.answers == {"nrpf": "no"}


def test_what_the_desk_cannot_place_goes_back_to_who_was_told(world: World) -> None:
    referral = with_desk(world)

    with world.acting("coordinator") as coordinator:
        desk_decline(actor=coordinator, reference=referral.reference, reason="no_capacity")

    with world.acting("teacher"):
        declined = Referral.objects.get(pk=referral.pk)
        [left] = declined.open_needs.all()
    assert declined.status == "declined"
    assert left.team_id == world.school.pk
    assert left.needs == referral.needs


def test_the_desk_asks_and_is_answered(world: World) -> None:
    referral = with_desk(world)
    with world.acting("coordinator") as coordinator:
        asked = desk_return(
            actor=coordinator, reference=referral.reference, question="Any savings?"
        )

    with world.acting("teacher") as teacher:
        answered = desk_answer(actor=teacher, reference=referral.reference, text="None")

    assert (asked.status, asked.owner_team_id) == ("returned", world.school.pk)
    assert (answered.status, answered.owner_team_id) == ("with_broker", world.desk.pk)


def test_the_desk_splits_by_need(world: World) -> None:
    referral = with_desk(world)

    with world.acting("coordinator") as coordinator:
        first, second = split(actor=coordinator, reference=referral.reference, apart=["debt"])
        letter = read_letter(actor=coordinator, referral=second)

    assert (first.needs, first.urgency) == (["food"], "today")
    assert (second.needs, second.urgency) == (["debt"], "soon")
    assert second.owner_team_id == world.desk.pk
    assert letter is not None


def test_the_first_to_accept_an_offer_gets_the_referral(world: World) -> None:
    referral = with_desk(world)
    with world.acting("coordinator") as coordinator:
        to_advice, to_grants = offer(
            actor=coordinator,
            reference=referral.reference,
            service_ids=[world.advice.pk, world.grants.pk],
        )

    with world.acting("officer") as officer:
        accepted = accept_offer(actor=officer, offer_id=to_grants.pk)
    with world.acting("adviser") as adviser, pytest.raises(Conflict), transaction.atomic():
        accept_offer(actor=adviser, offer_id=to_advice.pk)

    assert (accepted.status, accepted.to_team_id) == ("accepted", world.council.pk)
    with world.acting("coordinator"):
        assert Offer.objects.get(pk=to_advice.pk).answer == "over"
        assert not Share.objects.filter(team=world.advice_line).exists()


def test_a_step_given_back_is_its_owners_with_the_whole_time(world: World) -> None:
    referral = passed_on_by_the_clock(world)

    with world.acting("coordinator") as coordinator:
        given = hand_back(actor=coordinator, reference=referral.reference)
        with pytest.raises(Conflict), transaction.atomic():
            hand_back(actor=coordinator, reference=referral.reference)
        events = given.events.filter(kind="handed_back").count()

    assert events == 1
    assert given.owner_team_id == world.advice_line.pk
    assert given.next_action_at > timezone.now()


def test_declined_with_nobody_left_it_goes_to_the_desk(world: World) -> None:
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as teacher:
        record_consent(
            actor=teacher,
            assessment_id=assessment.pk,
            agreed=Agreed("consent", given="in_person", names_desk=True),
        )
    [referral] = refer_from(world, assessment.pk)
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with world.acting("teacher") as teacher:
        brokered = ask_desk_after_refusal(actor=teacher, reference=referral.reference)
        again = ask_desk_after_refusal(actor=teacher, reference=referral.reference)

    assert brokered.status == "with_broker"
    assert again.pk == brokered.pk
    with world.acting("teacher"):
        assert not referral.open_needs.filter(settled_at=None).exists()


def refer_from(world: World, assessment_id: object) -> list[Referral]:
    with world.acting("teacher") as teacher:
        return send(actor=teacher, assessment_id=assessment_id, service_ids=[world.advice.pk])


def test_what_the_desk_sent_on_can_be_taken_back_by_who_asked(world: World) -> None:
    referral = with_desk(world)
    with world.acting("coordinator") as coordinator:
        place(actor=coordinator, reference=referral.reference, service_id=world.advice.pk)

    with world.acting("teacher") as teacher:
        taken_back = withdraw(actor=teacher, reference=referral.reference)

    assert taken_back.status == "withdrawn"
    with world.acting("adviser") as adviser:
        assert read_letter(actor=adviser, referral=taken_back) is None
