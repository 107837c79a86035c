"""The emails to the person helped, and about what they ask for by right."""

from django.utils import timezone

from ccs.outbox.actions import enqueue_to_person
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.audit.models import UnusualReading
from referrals.clients.models import Client
from referrals.emergency.actions import ask_to_read
from referrals.referrals.models import Referral
from referrals.rights.actions import Wish, take_from_team
from referrals.voice.actions.making import make_card
from referrals.voice.models import PersonLink
from referrals.voice.questions.actions.asking import QUESTIONS
from referrals.voice.questions.models import EndQuestions
from tests.outbox.owing.members import to_members
from tests.world import World


def owe_those_to_the_person(world: World, referral: Referral) -> None:
    """By email, though some of them go by text alone."""
    with world.acting("teacher") as teacher:
        link = make_card(actor=teacher, assessment_id=referral.assessment_id).link
        Client.objects.filter(pk=link.client_id).update(email="x@example.org", safe_to=["email"])
    for template in ("person_card", "person_code", "person_new_number"):
        enqueue_to_person(
            template,
            network_id=world.network.pk,
            client_id=link.client_id,
            subject_id=link.pk,
            event_id=new_id(),
            channel="email",
            payload={"code": "123456"},
        )


def owe_the_questions_at_the_end(world: World, referral: Referral) -> None:
    link = PersonLink.objects.get(assessment=referral.assessment_id)
    row = EndQuestions.objects.create(
        network=world.network,
        referral=referral,
        client_id=link.client_id,
        from_team=world.school,
        state="asked",
        created_at=timezone.now(),
    )
    enqueue_to_person(
        QUESTIONS,
        network_id=world.network.pk,
        client_id=link.client_id,
        subject_id=row.pk,
        event_id=row.pk,
        channel="email",
    )


def owe_those_of_rights(world: World, referral: Referral) -> None:
    """What the person asked the school for; the adviser is told, who holds it too."""
    wish = Wish("erase", "person", timezone.localdate(), "known")
    with world.acting("teacher") as teacher:
        client = Client.objects.get(assessments=referral.assessment_id)
        request = take_from_team(actor=teacher, client_id=client.pk, wish=wish)
    OutboxMessage.objects.filter(template="rights_asked").delete()
    with enter(system(world.network.pk)):
        to_members(world, "adviser", "rights_asked", request.pk, new_id())
        to_members(world, "coordinator", "rights_due", request.pk, new_id())


def read_in_emergency(world: World, referral: Referral) -> UnusualReading:
    why = "Canary: the line went dead."
    with world.acting("caseworker") as caseworker:
        ask_to_read(actor=caseworker, reference=referral.reference, reason="life", words=why)
    with enter(system(world.network.pk)):
        return UnusualReading.objects.get()
