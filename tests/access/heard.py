"""A referral that has ended, its person's own page, a quote and a note that everybody may read."""

from typing import Any

from ccs.tenancy.models import new_id
from referrals.learning.actions import Learnt, add_quote, show_note, write_note
from referrals.voice.questions.actions.answering import Told, answer_by_worker
from referrals.voice.questions.models import Quote
from tests.referrals.voice.ended import ended_card
from tests.world import World


def heard_at_the_end(world: World) -> dict[str, Any]:
    quoted, waiting = ended_card(world), ended_card(world)
    with world.acting("teacher") as teacher:
        told = Told(words="They rang the same day.", may_quote=True)
        answer_by_worker(actor=teacher, reference=quoted.referral.reference, told=told)
    with world.acting("coordinator") as coordinator:
        learnt = Learnt(title="First calls", heard="Calls come soon.", changed="They ring first.")
        note = write_note(actor=coordinator, learnt=learnt, note_id=new_id())
        quote = Quote.objects.get()
        add_quote(actor=coordinator, note_id=note.pk, quote_id=quote.pk)
        show_note(actor=coordinator, note_id=note.pk, state="public")
    token = waiting.path.strip("/").rpartition("/")[2]
    own = ("questions", "question", "words", "questions_done", "said")
    notes = ("learning_note", "change_learning", "show_learning", "remove_quote")
    return {
        "quote_id": quote.pk,
        "referrals:asked_how reference": waiting.referral.reference,
        **{f"referrals:{name} note_id": note.pk for name in notes},
        **{f"referrals:person_{name} token": token for name in own},
        **{f"referrals:person_{name} reference": waiting.referral.reference for name in own},
    }
