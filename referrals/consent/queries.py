from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from referrals.clients.models import Share
from referrals.consent.models import Consent, DeletionAsked
from referrals.referrals.models import Referral


def in_force(assessment_id: UUID) -> QuerySet[Consent]:
    """Those that hold today, the newest first; only for a team that may see the assessment."""
    now = timezone.now()
    return (
        Consent.objects.filter(assessment_id=assessment_id, withdrawn_at=None)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .order_by("-recorded_at", "-id")
    )


def current_consent(assessment_id: UUID) -> Consent | None:
    return in_force(assessment_id).first()


def agreements_of(assessment_id: UUID) -> list[Consent]:
    """All that were ever recorded, the newest first: also those that are over."""
    return list(Consent.objects.filter(assessment_id=assessment_id).order_by("-recorded_at", "-id"))


def held_by_others(assessment_id: UUID) -> list[Share]:
    """Who sees it besides the team that wrote it down; other teams see only what they hold."""
    shares = Share.objects.filter(assessment=assessment_id, until=None)
    others = shares.exclude(ground=Share.Ground.ORIGIN).select_related("team__organisation")
    return list(others.order_by("since", "id"))


def deletions_asked(referral: Referral) -> list[DeletionAsked]:
    """Who was asked to delete what, for the teams of the referral."""
    return list(DeletionAsked.objects.filter(referral=referral))
