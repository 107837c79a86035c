from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from referrals.consent.models import Consent


def current_consent(assessment_id: UUID) -> Consent | None:
    """The last one that holds today; only for a team that may see the assessment."""
    now = timezone.now()
    return (
        Consent.objects.filter(assessment_id=assessment_id, withdrawn_at=None)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .order_by("-recorded_at", "-id")
        .first()
    )
