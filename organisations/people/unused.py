"""Accounts of people who never came, or left long ago, and are invited nowhere any more."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from ccs.accounts.forgetting import redact_account
from ccs.tenancy.context import Context, enter
from ccs.tenancy.former import FORMER_WORKER
from networks.programme.queries import oversees_programme
from organisations.members.models import Membership

KEPT_FOR: Final = timedelta(days=90)


def forget_unused(network_id: UUID, now: datetime) -> int:
    """The address goes, the account is closed; whoever was ever seen anywhere keeps theirs."""
    left = Membership.objects.filter(
        network=network_id, left_at__lt=now - KEPT_FOR, seen_on=None, user__is_active=True
    )
    users = list(left.values_list("user_id", flat=True))
    return sum(_forget(user_id, now) for user_id in users)


def forget_account_of_former(user_id: UUID) -> bool:
    """Once every network has forgotten who they were; the programme's own people stay."""
    if oversees_programme(user_id):
        return False
    with enter(Context(user=user_id)):
        own = Membership.objects.filter(user=user_id)
        if own.exclude(name=FORMER_WORKER).exists():
            return False
        redact_account(user_id)
    return True


def _forget(user_id: UUID, now: datetime) -> bool:
    with enter(Context(user=user_id)):
        own = list(Membership.objects.filter(user=user_id))
        over = all(one.left_at and one.left_at < now - KEPT_FOR for one in own)
        if not over or any(one.seen_on for one in own):
            return False
        redact_account(user_id)
    return True
