"""That the person agrees, later than the first time, that the desk looks for somebody."""

from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from referrals.assessments.actions import lock_assessment
from referrals.consent.actions import record_consent
from referrals.consent.models import Basis, Consent
from referrals.consent.queries import current_consent
from referrals.consent.rules import Agreed


@transaction.atomic
def agree_to_desk(*, actor: Actor, assessment_id: UUID, given: str) -> Consent:
    """Beside what they agreed to before: the same organisations, and now the desk."""
    lock_assessment(actor=actor, assessment_id=assessment_id)
    before = current_consent(assessment_id)
    return record_consent(
        actor=actor,
        assessment_id=assessment_id,
        agreed=Agreed(
            Basis.CONSENT,
            given=given,
            language=before.language if before else actor.language,
            organisations=tuple(before.organisations) if before else (),
            pass_on=before.pass_on if before else False,
            names_desk=True,
            aftercare=before.aftercare if before else True,
        ),
    )
