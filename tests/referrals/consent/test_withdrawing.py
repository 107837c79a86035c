import pytest

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.models import Place
from referrals.clients.models import Client, Share
from referrals.consent.actions import record_consent
from referrals.consent.models import Consent, DeletionAsked
from referrals.consent.rules import Agreed
from referrals.messages.actions import post_message
from referrals.outcomes.actions import record_gains
from referrals.outcomes.rules import Gained, all_met
from referrals.referrals.actions import (
    accept,
    choose_services,
    close,
    confirm_deleted,
    decline,
    send,
    withdraw_consent,
)
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.places import limit
from tests.world import World


def statuses(world: World) -> dict[str, str]:
    with enter(system(world.network.pk)):
        return dict(Referral.objects.values_list("service_name", "status"))


def clients_seen(world: World, *names: str) -> dict[str, int]:
    counts = {}
    for name in names:
        with world.acting(name):
            counts[name] = Client.objects.count()
    return counts


def test_whoever_was_asked_loses_sight_and_the_origin_team_keeps_its_record(world: World) -> None:
    first, second = world.refer(world.advice, world.grants)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=first.reference)

    with world.acting("officer") as officer:
        withdraw_consent(actor=officer, assessment_id=second.assessment_id, reason="By phone")

    assert statuses(world) == {"Crisis advice": "withdrawn", "Hardship grants": "withdrawn"}
    assert clients_seen(world, "teacher", "adviser", "officer") == {
        "teacher": 1,
        "adviser": 0,
        "officer": 0,
    }
    with world.acting("teacher"):
        consent = Consent.objects.get()
    assert (consent.withdrawn_name, consent.withdrawn_reason) == ("Officer Sample", "By phone")


def test_who_wrote_it_down_is_not_told_to_the_teams_of_other_referrals(world: World) -> None:
    first, second = world.refer(world.advice, world.grants)

    with world.acting("officer") as officer:
        withdraw_consent(actor=officer, assessment_id=first.assessment_id)

    with world.acting("adviser"):
        told = ReferralEvent.objects.get(kind="revoked", referral=first)
    with world.acting("officer"):
        own = ReferralEvent.objects.get(kind="revoked", referral=second)
    assert (told.by_name, told.team_id) == ("", None)
    assert (own.by_name, own.team_id) == ("Officer Sample", world.council.pk)


def test_another_conversation_with_somebody_stays_shared(world: World) -> None:
    [ends], [stays] = world.refer(world.advice), world.refer(world.grants, given_name="Bilal")

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=ends.assessment_id)

    assert statuses(world) == {"Crisis advice": "withdrawn", "Hardship grants": "sent"}
    assert clients_seen(world, "adviser", "officer") == {"adviser": 0, "officer": 1}
    assert Referral.objects.filter(pk=stays.pk).count() == 0


def test_a_team_that_had_finished_is_told_too_and_what_it_did_stays_counted(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
        close(actor=adviser, reference=referral.reference, outcome="helped_in_full")
    OutboxMessage.objects.all().delete()

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)

    assert statuses(world) == {"Crisis advice": "closed"}
    assert clients_seen(world, "adviser") == {"adviser": 0}
    told = OutboxMessage.objects.filter(template="referral_revoked")
    assert set(told.values_list("recipient_id", flat=True)) == {
        world.people["adviser"].pk,
        world.people["adviser2"].pk,
    }


def test_who_declined_had_lost_it_and_is_asked_nothing(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)
        asked = DeletionAsked.objects.count()

    assert asked == 0


def test_what_was_chosen_and_not_sent_is_gone_and_the_place_is_free(world: World) -> None:
    limit(world, 1)
    [referral] = world.refer(world.grants)
    with world.acting("teacher") as teacher:
        choose_services(
            actor=teacher,
            assessment_id=referral.assessment_id,
            service_ids=[world.advice.pk],
        )

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)

    assert statuses(world) == {"Hardship grants": "withdrawn"}
    with enter(system(world.network.pk)):
        assert Place.objects.get().given_back_at is not None


def test_nothing_can_be_sent_under_it_any_more_until_they_agree_again(world: World) -> None:
    [referral] = world.refer()
    key = referral.assessment_id
    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=key)

    with world.acting("teacher") as teacher, pytest.raises(Problem) as refused:
        send(actor=teacher, assessment_id=key, service_ids=[world.grants.pk])
    with world.acting("teacher") as teacher:
        record_consent(actor=teacher, assessment_id=key, agreed=Agreed("consent", given="phone"))
        [again] = send(actor=teacher, assessment_id=key, service_ids=[world.grants.pk])

    assert refused.value.field == "basis"
    assert again.status == "sent"


def test_twice_by_the_same_worker_is_once_and_by_another_is_a_conflict(world: World) -> None:
    first, _second = world.refer(world.advice, world.grants)
    key = first.assessment_id
    with world.acting("adviser") as adviser:
        withdraw_consent(actor=adviser, assessment_id=key)

    with world.acting("adviser") as adviser:
        again = withdraw_consent(actor=adviser, assessment_id=key)
    with world.acting("officer") as officer, pytest.raises(Conflict):
        withdraw_consent(actor=officer, assessment_id=key)
    with world.acting("teacher") as teacher, pytest.raises(Conflict) as late:
        withdraw_consent(actor=teacher, assessment_id=key)

    assert again.ended == []
    assert "Adviser Sample" in late.value.message


@pytest.mark.parametrize("stranger", ["caseworker", "coordinator", "manager"])
def test_nobody_takes_back_what_was_never_shared_with_them(
    world: World, other_world: World, stranger: str
) -> None:
    [referral] = world.refer()

    with world.acting(stranger) as actor, pytest.raises(NotAllowed):
        withdraw_consent(actor=actor, assessment_id=referral.assessment_id)
    with other_world.acting("teacher") as actor, pytest.raises(NotAllowed):
        withdraw_consent(actor=actor, assessment_id=referral.assessment_id)

    assert statuses(world) == {"Crisis advice": "sent"}


def test_what_the_law_lets_be_shared_without_agreement_stays(world: World) -> None:
    assessment = world.assess()
    with world.acting("teacher") as teacher:
        send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.advice.pk])
        lawful = Agreed("vital_interests", reason="A child may be harmed")
        record_consent(actor=teacher, assessment_id=assessment.pk, agreed=lawful)
        send(actor=teacher, assessment_id=assessment.pk, service_ids=[world.grants.pk])

    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=assessment.pk)

    assert statuses(world) == {"Crisis advice": "withdrawn", "Hardship grants": "sent"}
    with enter(system(world.network.pk)):
        closed = Share.objects.exclude(until=None).get()
    assert closed.team_id == world.advice_line.pk


def test_copies_are_confirmed_deleted_once_by_the_team_itself(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)

    with world.acting("officer") as officer, pytest.raises(NotAllowed):
        confirm_deleted(actor=officer, reference=referral.reference)
    for _click in range(2):
        with world.acting("adviser") as adviser:
            confirm_deleted(actor=adviser, reference=referral.reference)

    with world.acting("teacher"):
        asked = DeletionAsked.objects.get()
        assert ReferralEvent.objects.filter(kind="copies_deleted").count() == 1
    assert (asked.team_name, asked.items) == ("Quay advice line, Quay Advice", ["nrpf"])
    assert asked.confirmed_name == "Adviser Sample"


def test_a_closed_referral_takes_no_more_words_once_the_agreement_is_taken_back(
    world: World, other_world: World
) -> None:
    [referral] = world.refer()
    it = {"reference": referral.reference}
    with world.acting("adviser") as adviser:
        accept(actor=adviser, **it)
        close(actor=adviser, **it, outcome="helped_in_full")
    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=referral.assessment_id)

    with world.acting("adviser") as adviser:
        with pytest.raises(Conflict, match="took back their agreement"):
            post_message(actor=adviser, **it, body="One more thing.")
        with pytest.raises(Conflict, match="took back their agreement"):
            record_gains(actor=adviser, **it, gained=Gained(needs=all_met("food")))

    with world.acting("teacher"):
        kinds = list(referral.events.values_list("kind", flat=True))
    assert kinds == ["sent", "accepted", "closed", "revoked"]
