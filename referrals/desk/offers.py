"""Ending what the desk asked of services, whatever ended it."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.desk.models import Offer


def cancel_offers(*, network_id: UUID, referral_ids: Collection[UUID]) -> None:
    """Those not answered yet are over. As the system: who ends a referral may not end an offer."""
    with enter(system(network_id)):
        waiting = Offer.objects.filter(referral__in=list(referral_ids), answer="")
        waiting.update(answer=Offer.Answer.OVER, answered_at=timezone.now())
