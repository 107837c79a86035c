"""How far a worker has come, in Redis: nobody sees into its transaction before the end."""

from typing import Final
from uuid import UUID

from django.core.cache import cache

_KEPT: Final = 600


def tell(upload_id: UUID, percent: int) -> None:
    cache.set(_key(upload_id), percent, _KEPT)


def told(upload_id: UUID) -> int:
    """In per cent; 0 while nothing is known."""
    return int(cache.get(_key(upload_id), 0))


def _key(upload_id: UUID) -> str:
    return f"history:{upload_id}"
