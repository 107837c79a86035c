import pytest

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.assessments.models import OpenNeed
from referrals.practice.incoming import send_one_to
from referrals.referrals.actions import accept, answer, return_to_sender
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.practice.there import after, go, practising, refer, seen_by

pytestmark = pytest.mark.django_db


def test_of_the_first_three_one_is_accepted_one_is_asked_about_and_one_declined(world):
    go(world, "teacher")
    sent = [refer(world, "teacher", given_name=name) for name in ("Amy", "Ben", "Cat")]

    after(seconds=20)

    found = [seen_by(world, "teacher", one) for one in sent]
    assert [one.status for one in found] == ["accepted", "returned", "declined"]
    with practising(world, "teacher"):
        assert found[0].assigned_to.name == "Fay Practice"
        [left] = OpenNeed.objects.filter(referral=sent[2])
        assert left.suggested_service.name == "Practice hardship fund"
        assert left.suggested_service.team.name == "Practice Council"


def test_what_was_asked_and_answered_is_accepted_then_called_about_then_closed(world):
    go(world, "teacher")
    refer(world, "teacher")
    asked = refer(world, "teacher", given_name="Ben")
    with after(seconds=20), practising(world, "teacher") as actor:
        answer(actor=actor, reference=asked.reference, text="Three, after school.")

    for minutes in (1, 3, 5):
        after(minutes=minutes)

    found = seen_by(world, "teacher", asked)
    assert (found.status, found.outcome) == ("closed", "helped_in_part")
    with practising(world, "teacher"):
        kinds = ReferralEvent.objects.filter(referral=asked).values_list("kind", flat=True)
        assert list(kinds)[-4:] == ["answered", "accepted", "contact", "closed"]


def test_one_to_answer_comes_with_its_letter_and_its_sender_answers_questions(world):
    go(world, "adviser")
    with practising(world, "adviser") as actor:
        came = send_one_to(actor=actor, team_id=actor.teams[0], made=new_id())
        again = send_one_to(actor=actor, team_id=actor.teams[0], made=came.assessment_id)
        return_to_sender(actor=actor, reference=came.reference, question="When can I call?")

    after(seconds=20)

    assert again.pk == came.pk
    found = seen_by(world, "adviser", came)
    assert found.status == "sent"
    assert found.from_name.startswith("Practice ")
    with practising(world, "adviser") as actor:
        assert accept(actor=actor, reference=came.reference).status == "accepted"
        found = Referral.objects.get(pk=came.pk)
        assert found.assessment.client.family_name == "Practice"


def test_a_live_network_answers_nothing_by_itself(world):
    go(world, "teacher")
    [live] = world.refer()

    after(minutes=5)

    with enter(system(world.network.pk)):
        live.refresh_from_db()
    assert live.status == "sent"
