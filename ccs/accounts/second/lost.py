"""Nothing is left to take the second step with: two people put it right.

One is who lost it: they proved their mailbox and are shown a number. The other looks after them,
knows who they are, and types the number that they read out. Neither can do it alone.
"""

import logging
from datetime import timedelta
from secrets import randbelow
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ccs.accounts.actions import end_all_sessions
from ccs.accounts.models import KnownDevice, LostStep, User
from ccs.accounts.second.actions import tell
from ccs.tenancy.context import Context, enter

logger = logging.getLogger(__name__)

WAITS_FOR = timedelta(days=1)
MOST_TRIES = 5


@transaction.atomic
def ask(user: User) -> str:
    """A new number, which replaces an older one; the account's mailbox hears of it."""
    number = f"{randbelow(1_000_000):06}"
    now = timezone.now()
    LostStep.objects.update_or_create(
        user=user,
        defaults={"asked_at": now, "number_hash": _hash(user, number), "tries": 0},
    )
    tell(user, "lost")
    return number


def fits(user: User, number: str) -> bool:
    """One try, counted whatever comes of it."""
    with enter(Context(user=user.pk)):
        waiting = LostStep.objects.select_for_update().filter(
            user=user, asked_at__gt=timezone.now() - WAITS_FOR, tries__lt=MOST_TRIES
        )
        asked = waiting.first()
        if asked is None:
            return False
        if constant_time_compare(asked.number_hash, _hash(user, number.replace(" ", ""))):
            return True
        asked.tries += 1
        asked.save(update_fields=["tries"])
    logger.warning("accounts.lost_number_wrong", extra={"user_id": str(user.pk)})
    return False


def reset(user: User) -> None:
    """Take off everything, end every session, and tell the person. Once for each asking."""
    take_off(user.pk)
    with enter(Context(user=user.pk)):
        end_all_sessions(user)
        tell(user, "reset")


def take_off(user_id: UUID) -> None:
    """Everything that the second step is taken with, and the browsers that were known."""
    with enter(Context(user=user_id)):
        LostStep.objects.filter(user=user_id).delete()
        Authenticator.objects.filter(user=user_id).delete()
        KnownDevice.objects.filter(user=user_id).delete()


def forget_old_askings() -> None:
    LostStep.objects.filter(asked_at__lt=timezone.now() - WAITS_FOR).delete()


def _hash(user: User, number: str) -> str:
    return salted_hmac("ccs.accounts.lost", f"{user.pk}:{number}", algorithm="sha256").hexdigest()
