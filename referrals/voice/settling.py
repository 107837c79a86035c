"""That nobody has called is put right: somebody called, or has seen to it."""

from datetime import datetime

from ccs.tenancy.actor import Actor
from referrals.referrals.models import Referral
from referrals.voice.models import NotCalled


def settle_not_called(
    referral: Referral, how: NotCalled.Settled, *, actor: Actor, at: datetime
) -> int:
    """How many waited; twice changes nothing."""
    waiting = NotCalled.objects.filter(referral=referral, settled_at=None)
    return waiting.update(settled_at=at, settled_how=how, settled_by_id=actor.member_id)
