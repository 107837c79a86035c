"""A send that comes by the API: consent was recorded before the services were named."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from organisations.capacity.actions import ServicePaused, record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.directory.queries import services_to_refer_to
from referrals.assessments.actions import lock_assessment
from referrals.consent.actions import name_organisations
from referrals.desk.actions import left_beside, send_to_desk
from referrals.referrals.actions.sending import send
from referrals.referrals.models import Referral


@transaction.atomic
def send_as_agreed(
    *,
    actor: Actor,
    assessment_id: UUID,
    service_ids: Sequence[UUID],
    desk: bool = False,
    note: str = "",
) -> list[Referral]:
    """A consent that named no organisation covers those of this send, and none of a later one.

    With `desk`, the desk looks for what none of the services meets. All or nothing.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    sent = _to_services(actor, assessment_id, service_ids) if service_ids else []
    if desk:
        needs = [code for code, _urgency in left_beside(assessment, service_ids)]
        sent.append(send_to_desk(actor=actor, assessment_id=assessment_id, needs=needs, note=note))
    return sent


def _to_services(actor: Actor, assessment_id: UUID, service_ids: Sequence[UUID]) -> list[Referral]:
    asked = services_to_refer_to(actor).filter(pk__in=service_ids)
    name_organisations(
        actor=actor,
        assessment_id=assessment_id,
        organisations=set(asked.values_list("team__organisation", flat=True)),
    )
    return send(actor=actor, assessment_id=assessment_id, service_ids=service_ids)


def count_unmet(*, actor: Actor, assessment_id: UUID, paused: ServicePaused) -> None:
    """After the send was undone: that somebody asked is kept, without the person."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    codes = assessment.needs.order_by("need__position").values_list("need_id", flat=True)
    record_unmet(
        service_ids=paused.service_ids,
        team_id=assessment.team_id,
        needs=list(dict.fromkeys(codes)),
        reason=UnmetReason.PAUSED,
        actor=actor,
    )
