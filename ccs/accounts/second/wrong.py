"""Wrong codes of the second step are written down: by the account's id, and not what was typed."""

import logging
from typing import Any

from allauth.mfa.signals import authentication_failed

logger = logging.getLogger(__name__)


def _was_wrong(*, user: Any, **_: Any) -> None:
    logger.warning("accounts.second_step_wrong", extra={"user_id": str(user.pk)})


def register() -> None:
    authentication_failed.connect(_was_wrong, dispatch_uid="second_step_wrong")
