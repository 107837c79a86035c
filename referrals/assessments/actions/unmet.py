"""Nobody can help: kept once for the same needs and reason, without the person."""

from django.db import transaction

from ccs.tenancy.actor import Actor
from organisations.capacity.actions import record_unmet
from referrals.assessments.models import Assessment
from referrals.assessments.search import Search
from referrals.assessments.standing import unmet_needs


@transaction.atomic
def record_nobody(*, actor: Actor, assessment: Assessment, search: Search) -> None:
    """What nobody can take of what `search` found for this conversation."""
    unmet = unmet_needs(search.asked.needs, search.matches, search.asking)
    for reason, needs in unmet.items():
        record_unmet(
            actor=actor,
            team_id=assessment.team_id,
            needs=needs,
            reason=reason,
            ward=search.ward,
            once=str(assessment.pk),
        )
