"""How long a link in an email is good for. Unknown, used and expired answer the same."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from referrals.referrals.rules import Status

KIND: Final = "answer_link"
LASTS: Final = timedelta(days=7)
# Nothing asks for it any more: then its row goes too.
FORGOTTEN_AFTER: Final = timedelta(days=30)
# What can be answered, and the move that each is.
ANSWERS: Final = {"accept": Status.ACCEPTED, "decline": Status.DECLINED}


def is_good(
    *,
    used_at: datetime | None,
    expires_at: datetime,
    status: str,
    told_of: UUID,
    last_move: UUID | None,
    now: datetime,
) -> bool:
    """While nothing has happened since it was sent: one that came back to `sent` is told anew."""
    return used_at is None and now < expires_at and status == Status.SENT and told_of == last_move
