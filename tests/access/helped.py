"""Questions that the teacher asked, a help page, and a need that came to the desk."""

from typing import Any

from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.engagement.questions.actions import Asked, answer, ask
from organisations.engagement.questions.keeping import Written, write_page
from referrals.assessments.models import OpenNeed
from referrals.referrals.actions import decline
from tests.world import World

PAGE = {"title": "Codes", "body": "Look in your spam folder.", "seen": "1"}


def helped(world: World) -> dict[str, Any]:
    with world.acting("teacher") as teacher:
        asked, done, alike = (
            ask(actor=teacher, asked=Asked("Who may sign?", "members"), question_id=new_id())
            for _ in range(3)
        )
    with world.acting("coordinator") as coordinator:
        answer(actor=coordinator, question_id=done.pk, words="The chair.", seen=0)
        written = Written(title="Codes", body="Look in spam.")
        page = write_page(actor=coordinator, written=written, page_id=new_id())
    return {
        "question_id": asked.pk,
        "alike": alike.pk,
        "page_id": page.pk,
        "organisations:question_helps question_id": done.pk,
        "organisations:help_product slug": "capacity",
        "referrals:desk_need open_need_id": _left_with_the_desk(world),
    }


def _left_with_the_desk(world: World) -> Any:
    [referral] = world.refer()
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")
    with enter(system(world.network.pk)):
        OpenNeed.objects.filter(referral=referral).update(escalated_at=timezone.now())
        return OpenNeed.objects.get(referral=referral).pk
