"""What the tests of drafts share: time going by, and what is left."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from referrals.assessments.models import Assessment
from referrals.drafts.models import KeptTyping
from referrals.referrals.models import Referral
from tests.world import World


def left_alone(world: World, key: UUID, *, days: float, by: str = "teacher") -> None:
    """As if nobody had touched it for so long."""
    then = timezone.now() - timedelta(days=days)
    with world.acting(by):
        Assessment.objects.filter(pk=key).update(changed_at=then)
        KeptTyping.objects.filter(assessment_id=key).update(kept_at=then)
        Referral.objects.filter(assessment=key, status="draft").update(changed_at=then)


def there(world: World, key: UUID, *, by: str = "teacher") -> bool:
    with world.acting(by):
        return Assessment.objects.filter(pk=key).exists()
