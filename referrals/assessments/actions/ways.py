"""In which ways it is safe to reach the person, as they say it when they agree."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from referrals.assessments.actions.keeping import check_not_sent, lock_assessment
from referrals.assessments.actions.rewriting import is_told_elsewhere
from referrals.clients.models import Client, SafeTo
from referrals.rights.trail import keep_trail


@transaction.atomic
def keep_safe_ways(*, actor: Actor, assessment_id: UUID, safe_to: Collection[str]) -> None:
    """As long as nothing was sent: then it is what receivers read."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    check_not_sent(assessment)
    ways = [way for way in SafeTo.values if way in safe_to]
    client = Client.objects.select_for_update(of=("self",)).get(pk=assessment.client_id)
    if set(ways) == set(client.safe_to):
        return
    if is_told_elsewhere(assessment):
        keep_trail(client, {"safe_to": ways}, actor=actor)
    client.safe_to = ways
    client.save(update_fields=["safe_to"])
    record("client.safe_ways", actor=actor, subject_kind="client", subject_id=client.pk)
