"""The last step of the journey: what was chosen and agreed to goes on its way."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from referrals.assessments.actions import keep_answers
from referrals.desk.actions import send_to_desk
from referrals.referrals.actions import send


@transaction.atomic
def send_chosen(
    *,
    actor: Actor,
    assessment_id: UUID,
    service_ids: Sequence[UUID],
    to_desk: bool = False,
    desk_needs: Sequence[str] = (),
    answers: Mapping[str, str],
) -> None:
    """To the services, and to the desk where it is to find somebody: all or nothing."""
    keep_answers(actor=actor, assessment_id=assessment_id, answers=answers)
    if service_ids:
        send(actor=actor, assessment_id=assessment_id, service_ids=service_ids)
    if to_desk:
        send_to_desk(actor=actor, assessment_id=assessment_id, needs=desk_needs)
