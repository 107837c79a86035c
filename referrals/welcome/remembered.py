"""The tip that stands on somebody's home page, kept where asking costs no query."""

from datetime import date
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

_DAY: Final = 24 * 60 * 60


def tip_of(member_id: UUID, *, today: date) -> str | None:
    """Its code; empty for none; None where the table has to be asked."""
    found: tuple[str, date] | None = cache.get(_key(member_id))
    return found[0] if found and today < found[1] else None


def remember_tip(member_id: UUID, code: str, *, until: date, today: date) -> None:
    """Until the day on which the next one is due."""
    cache.set(_key(member_id), (code, until), max((until - today).days, 1) * _DAY)


def forget_tip(member_id: UUID) -> None:
    """Now, and once more when that is kept: between the two another page may have read the old."""
    cache.delete(_key(member_id))
    transaction.on_commit(lambda: cache.delete(_key(member_id)), robust=True)


def _key(member_id: UUID) -> str:
    return f"tip:{member_id}"
