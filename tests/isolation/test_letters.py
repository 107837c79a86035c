"""The person, the story and the words between two teams."""

from django.db.models import Model
from django.utils import timezone

from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.consent.models import Consent
from referrals.messages.actions import post_message
from referrals.messages.models import Message, Note
from referrals.referrals.actions import accept, close, decline, withdraw
from referrals.referrals.models import Referral
from tests.isolation.refusals import refused_by_a_key, refused_by_a_wall
from tests.world import World

LETTERS: list[type[Model]] = [
    Client,
    HouseholdMember,
    Assessment,
    AssessmentNeed,
    Answer,
    Consent,
    Message,
    Note,
]


def letters_seen() -> dict[str, int]:
    counts = {model.__name__: model._base_manager.count() for model in LETTERS}
    return {name: count for name, count in counts.items() if count}


def assessment_of(world: World, client_id: object, **fields: object) -> Assessment:
    return Assessment(
        network_id=world.network.pk, client_id=client_id, team_id=world.council.pk, **fields
    )


def message(world: World, referral: Referral, *, team_id: object, **fields: object) -> Message:
    return Message(
        network_id=world.network.pk,
        referral=referral,
        assessment_id=referral.assessment_id,
        from_team_id=referral.from_team_id,
        to_team_id=referral.to_team_id,
        team_id=team_id,
        by_name="Forged Sample",
        body="Forged",
        at=timezone.now(),
        **fields,
    )


def test_no_team_writes_a_story_about_anothers_client(here: World) -> None:
    victim = here.assess().client_id

    forged = assessment_of(here, victim, first_team=here.council.pk)

    with refused_by_a_key("assessment_first_of_client"), here.acting("officer"):
        forged.save(force_insert=True)


def test_nor_by_leaving_out_how_it_knows_them(here: World) -> None:
    victim = here.assess().client_id

    forged = assessment_of(here, victim, first_team=None)

    with refused_by_a_key("assessment_of_known_client"), here.acting("officer"):
        forged.save(force_insert=True)


def test_nor_through_a_share_of_somebody_else(here: World) -> None:
    victim = here.assess().client_id
    known = here.assess(by="officer", given_name="Bilal")

    with here.acting("officer"):
        own = Share.objects.get(assessment=known)
    forged = assessment_of(here, victim, known_through=own)

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_nor_through_a_share_of_another_team(here: World) -> None:
    assessment = here.assess()

    with here.acting("teacher"):
        schools = Share.objects.get(assessment=assessment)
    forged = assessment_of(here, assessment.client_id, known_through=schools)

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_nor_through_a_share_that_was_closed(here: World) -> None:
    [referral] = here.refer(here.grants)
    with here.acting("officer") as officer:
        decline(actor=officer, reference=referral.reference, reason="no_capacity")
        closed = Share.objects.get(referral=referral)

    forged = assessment_of(here, referral.assessment.client_id, known_through=closed)

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_receiver_may_write_the_next_story_of_a_client_it_knows(here: World) -> None:
    [referral] = here.refer(here.grants)

    with here.acting("officer"):
        known = Share.objects.get(referral=referral)
        assessment_of(here, referral.assessment.client_id, known_through=known).save(
            force_insert=True
        )

    with here.acting("teacher"):
        assert Assessment.objects.count() == 1


def test_a_story_is_not_moved_to_another_client(here: World) -> None:
    victim = here.assess().client_id
    here.assess(by="officer", given_name="Bilal")

    with refused_by_a_wall(), here.acting("officer"):
        Assessment.objects.update(client_id=victim)


def test_a_receiver_does_not_make_the_client_its_own(here: World) -> None:
    here.refer(here.grants)

    with refused_by_a_wall(), here.acting("officer"):
        Client.objects.update(team_id=here.council.pk)


def test_a_receiver_does_not_rewrite_the_story(here: World) -> None:
    here.refer(here.grants)

    with here.acting("officer"):
        changed = Assessment.objects.update(story="She never said that.")

    assert changed == 0


def test_a_receiver_reads_the_answers_that_its_service_needs_and_no_other(here: World) -> None:
    here.refer(answers={"nrpf": "no", "tenure": "private rent"})

    with here.acting("adviser"):
        items = list(Answer.objects.values_list("item", flat=True))

    assert items == ["nrpf"]


def test_an_answer_is_not_renamed_into_one_that_may_be_read(here: World) -> None:
    here.refer(answers={"tenure": "private rent"})

    with refused_by_a_wall(), here.acting("adviser"):
        Answer.objects.update(item="nrpf")


def test_a_receiver_does_not_write_consent(here: World) -> None:
    [referral] = here.refer()

    forged = Consent(
        network_id=here.network.pk,
        assessment_id=referral.assessment_id,
        basis="consent",
        given="phone",
        pass_on=True,
        notice_version="1",
        notice_sha256="0" * 64,
        recorded_at=timezone.now(),
    )

    with refused_by_a_wall(), here.acting("adviser"):
        forged.save(force_insert=True)


def test_consent_is_not_changed_into_more_than_was_agreed(here: World) -> None:
    here.refer()

    with refused_by_a_wall(), here.acting("teacher"):
        Consent.objects.update(pass_on=True)


def test_nobody_adds_to_anothers_household(here: World) -> None:
    assessment = here.assess()

    forged = HouseholdMember(
        network_id=here.network.pk, client_id=assessment.client_id, position=9, given_name="Nobody"
    )

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_need_names_a_member_of_its_own_household(here: World) -> None:
    mine, other = here.assess(by="officer"), here.assess(given_name="Bilal")
    with here.acting("teacher"):
        stranger = HouseholdMember.objects.get(client=other.client_id)

    forged = AssessmentNeed(
        network_id=here.network.pk,
        assessment=mine,
        need_id="fuel",
        urgency="soon",
        member=stranger,
    )

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_a_stranger_writes_no_message(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("officer"):
        message(here, referral, team_id=here.council.pk).save(force_insert=True)


def test_the_desk_and_the_manager_write_no_message_in_a_referral_they_only_see(here: World) -> None:
    [referral] = here.refer()

    with refused_by_a_wall(), here.acting("coordinator"):
        message(here, referral, team_id=here.desk.pk).save(force_insert=True)
    with refused_by_a_wall(), here.acting("manager"):
        message(here, referral, team_id=here.advice_line.pk).save(force_insert=True)


def test_one_receiver_writes_nothing_to_the_other(here: World) -> None:
    to_advice, _ = here.refer(here.advice, here.grants)

    with refused_by_a_wall(), here.acting("officer"):
        message(here, to_advice, team_id=here.council.pk).save(force_insert=True)


def test_one_receiver_does_not_join_its_referral_to_the_others_thread(here: World) -> None:
    to_advice, to_grants = here.refer(here.advice, here.grants)

    crossed = message(here, to_advice, team_id=here.council.pk)
    crossed.to_team_id = to_grants.to_team_id

    with refused_by_a_wall(), here.acting("officer"):
        crossed.save(force_insert=True)


def test_one_receiver_reads_nothing_of_the_others_thread(here: World) -> None:
    to_advice, to_grants = here.refer(here.advice, here.grants)
    with here.acting("teacher") as teacher:
        post_message(actor=teacher, reference=to_advice.reference, body="For the advice line")
        post_message(actor=teacher, reference=to_grants.reference, body="For the council")

    with here.acting("officer"):
        bodies = list(Message.objects.values_list("body", flat=True))

    assert bodies == ["For the council"]


def test_a_message_is_never_changed_or_taken_back(here: World) -> None:
    [referral] = here.refer()
    with here.acting("teacher") as teacher:
        post_message(actor=teacher, reference=referral.reference, body="Please call after three.")

    with refused_by_a_wall(), here.acting("teacher"):
        Message.objects.update(kind="note")
    with here.acting("teacher"):
        written_over = Message.objects.update(body="Nothing")
        taken_back, _by_table = Message.objects.all().delete()
        [still] = Message.objects.all()

    assert (written_over, taken_back, still.body) == (0, 0, "Please call after three.")


def test_after_a_decline_nothing_of_the_letter_is_left(here: World) -> None:
    [referral] = here.refer()

    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="other", note="Too far")
        seen = letters_seen()

    assert seen == {}


def test_after_a_withdrawal_nothing_of_the_letter_is_left(here: World) -> None:
    [referral] = here.refer()
    with here.acting("teacher") as teacher:
        withdraw(actor=teacher, reference=referral.reference, reason="Sorted")

    with here.acting("adviser"):
        seen = letters_seen()

    assert seen == {}


def test_a_team_keeps_the_letter_of_somebody_it_helped(here: World) -> None:
    [referral] = here.refer()

    with here.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
        close(actor=adviser, reference=referral.reference, outcome="helped_in_full")
        seen = letters_seen()

    assert seen == {
        "Client": 1,
        "HouseholdMember": 1,
        "Assessment": 1,
        "AssessmentNeed": 2,
        "Answer": 1,
        "Consent": 1,
    }


def test_a_decline_closes_one_receivers_letter_and_not_the_others(here: World) -> None:
    to_advice, _ = here.refer(here.advice, here.grants)
    with here.acting("adviser") as adviser:
        decline(actor=adviser, reference=to_advice.reference, reason="no_capacity")

    with here.acting("officer"):
        seen = Client.objects.count()

    assert seen == 1
