from uuid import UUID

from referrals.consent.models import Consent


def current_consent(assessment_id: UUID) -> Consent | None:
    """The last one recorded and not withdrawn; only for a team that may see the assessment."""
    return (
        Consent.objects.filter(assessment_id=assessment_id, withdrawn_at=None)
        .order_by("-recorded_at", "-id")
        .first()
    )
