"""The agreement under which something is shared, held so that nobody takes it back meanwhile."""

from uuid import UUID

from referrals.consent.models import Consent
from referrals.consent.queries import in_force


def hold_consent(assessment_id: UUID) -> Consent | None:
    """The last one that holds today, locked until commit; None where there is none.

    Whoever opens a share asks for it here: a withdrawal at the same moment waits, and then closes
    that share too. Where referrals are locked as well, they are locked first.
    """
    return in_force(assessment_id).select_for_update(of=("self",)).first()
