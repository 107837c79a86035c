"""What a teacher asked the helpline, a help page, and what a coordinator looks after."""

from django.utils import timezone

from ccs.tenancy.models import new_id
from organisations.engagement.questions.actions import Asked, answer, ask
from organisations.engagement.questions.keeping import Written, write_page
from referrals.desk.models import DeskTask
from tests.world import World


def ask_for_help(world: World) -> None:
    with world.acting("teacher") as teacher:
        asked = ask(actor=teacher, asked=Asked("Who may sign?", "members"), question_id=new_id())
    with world.acting("coordinator") as coordinator:
        answer(actor=coordinator, question_id=asked.pk, words="The chair.", seen=0)
        written = Written(title="Codes", body="Look in spam.")
        write_page(actor=coordinator, written=written, page_id=new_id(), question_id=asked.pk)
        DeskTask.objects.create(
            network=world.network,
            kind="quiet",
            subject_id=world.casework.pk,
            member=world.people["coordinator"],
            at=timezone.now(),
        )
