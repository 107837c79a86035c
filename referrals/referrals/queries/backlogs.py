"""What waits for an answer, for the part of the site that knows services and no referrals."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Min

from organisations.capacity.rules import Backlog
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status


def backlogs(service_ids: Sequence[UUID], *, team_ids: Sequence[UUID]) -> Mapping[UUID, Backlog]:
    """By service of these teams; one that nothing waits for is left out.

    Envelopes alone, of who may see them. The teams are there for their index.
    """
    rows = (
        Referral.objects.filter(service__in=service_ids, to_team__in=team_ids, status=Status.SENT)
        .values_list("service")
        .annotate(Count("id"), Min("sent_at"))
    )
    return {service: Backlog(waiting, oldest) for service, waiting, oldest in rows}
