"""How long is kept what nobody sent: pure."""

from datetime import datetime, timedelta
from typing import Final

KEPT_DAYS: Final = 30
# Whoever wrote it down is told so long before it is deleted.
WARNED_DAYS: Final = 5

KEPT: Final = timedelta(days=KEPT_DAYS)
WARNED_AFTER: Final = timedelta(days=KEPT_DAYS - WARNED_DAYS)


def deleted_at(changed_at: datetime) -> datetime:
    return changed_at + KEPT


def is_warned_of(changed_at: datetime, *, now: datetime) -> bool:
    return now >= changed_at + WARNED_AFTER
