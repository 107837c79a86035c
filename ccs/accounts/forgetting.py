"""An account that is nobody's any more: the address goes, the row stays under its number."""

import logging
from uuid import UUID

from django.db.models import F

from ccs.accounts.models import User
from ccs.accounts.second.lost import take_off

logger = logging.getLogger(__name__)


def redact_account(user_id: UUID) -> None:
    """Nobody signs in with it again; whoever has the address may be invited anew."""
    User.objects.filter(pk=user_id).update(
        email=f"{user_id}@erased.invalid",
        is_active=False,
        session_epoch=F("session_epoch") + 1,
        council_issuer="",
        council_subject="",
    )
    take_off(user_id)
    logger.info("accounts.redacted", extra={"user_id": str(user_id)})
