"""What a person said at the end of a referral, and what the network learnt from it."""

from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.clients.models import Share
from referrals.learning.actions import Learnt, add_quote, show_note, write_note
from referrals.referrals.models import Referral
from referrals.voice.questions.models import EndQuestions, Quote, TheirWords
from tests.world import World


def say_at_the_end(world: World, referral: Referral) -> None:
    with enter(system(world.network.pk)):
        client = Share.objects.filter(assessment=referral.assessment_id).values_list("client_id")
        EndQuestions.objects.create(
            network=world.network,
            referral=referral,
            client_id=client[0][0],
            service=world.advice,
            from_team=world.school,
            to_team=world.advice_line,
            created_at=timezone.now(),
        )
        quote = Quote.objects.create(
            network=world.network,
            service=world.advice,
            needs=["food"],
            words="They rang the same day.",
            said_in=timezone.localdate().replace(day=1),
        )
    with world.acting("teacher"):
        TheirWords.objects.create(
            network=world.network,
            referral=referral,
            assessment_id=referral.assessment_id,
            team=world.school,
            words="They rang the same day.",
            may_quote=True,
            quote_id=quote.pk,
            said_at=timezone.now(),
            given="worker",
        )
    with world.acting("coordinator") as actor:
        learnt = Learnt(title="First calls", heard="Calls come soon.", changed="Nothing.")
        note = write_note(actor=actor, learnt=learnt, note_id=new_id())
        add_quote(actor=actor, note_id=note.pk, quote_id=quote.pk)
        show_note(actor=actor, note_id=note.pk, state="members")
