from dataclasses import replace
from uuid import uuid4

import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from referrals.assessments.actions import keep_person, refer_again
from referrals.assessments.rules import Person, Relative
from referrals.clients.models import SafeTo
from referrals.rights.models import Correction
from referrals.voice.actions.contact import change_contact
from referrals.voice.actions.making import make_card
from referrals.voice.questions.actions.keeping import acting_for_themselves
from tests.referrals.rights.asked import AMINA, helped, person_of

pytestmark = pytest.mark.django_db


def test_what_a_new_conversation_changes_of_somebody_known_leaves_a_trail(world):
    client_id, story = person_of(world, helped(world)), uuid4()
    typed = Person(given_name="Amina", phone="020 7946 0019")
    with world.acting("teacher") as teacher:
        refer_again(actor=teacher, client_id=client_id, assessment_id=story, typed=typed)

        keep_person(
            actor=teacher,
            team_id=world.school.pk,
            assessment_id=story,
            client=replace(AMINA, phone="020 7946 0020"),
            household=[(None, Relative(given_name="Noor", relationship="child"))],
        )

        trail = {(one.field, one.before, one.after) for one in Correction.objects.all()}
    assert trail == {
        ("phone", "020 7946 0018", "020 7946 0019"),
        ("phone", "020 7946 0019", "020 7946 0020"),
        ("household", "Yusuf, child, 2015-05-01", "Noor, child"),
    }
    with enter(system(world.network.pk)):
        told = AuditRecord.objects.filter(action="client.corrected")
        assert {(one.subject_id, one.reason) for one in told} == {(client_id, "")}


def test_a_conversation_that_nobody_else_reads_is_written_anew_without_one(world):
    story = world.assess(agreed=False)

    with world.acting("teacher") as teacher:
        keep_person(
            actor=teacher,
            team_id=world.school.pk,
            assessment_id=story.pk,
            client=AMINA,
            household=[],
        )
        trail = Correction.objects.count()

    assert trail == 0


def test_a_number_that_the_person_corrects_themselves_leaves_one_too(world):
    referral = helped(world)
    with world.acting("teacher") as teacher:
        link = make_card(actor=teacher, assessment_id=referral.assessment_id).link
    themselves = acting_for_themselves(world.network.pk, link.pk)

    change_contact(actor=themselves, link=link, phone="020 7946 0019", safe_to=[SafeTo.CALL])

    with world.acting("teacher"):
        [trail] = Correction.objects.all()
    assert (trail.field, trail.before, trail.after) == ("phone", "020 7946 0018", "020 7946 0019")
    assert (trail.by_id, trail.by_name) == (None, "")
