"""What one has learnt, where every page may ask for it: the table is asked once a day at most."""

from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from ccs.tenancy.actor import Actor
from organisations.engagement.lessons.queries import live_network_of, own_done

_SECONDS: Final = 24 * 60 * 60
_NEW_FOR: Final = 30 * _SECONDS


def learnt_codes(actor: Actor) -> frozenset[str]:
    """Lessons and practice, by their codes."""
    key = _key(live_network_of(actor), actor.user_id)
    found: frozenset[str] | None = cache.get(key)
    if found is None:
        found = frozenset(own_done(actor))
        cache.set(key, found, _SECONDS)
    return found


def forget(network_id: UUID, user_id: UUID | None) -> None:
    """They have learnt something. Twice: between the two another page may have read the old."""
    key = _key(network_id, user_id)
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key), robust=True)


def has_practised_lately(actor: Actor) -> bool:
    """Never asks the table: for a hint to who is new, which may come once too often."""
    return bool(cache.get(f"practised:{actor.user_id}", False))


def practised_now(user_id: UUID | None) -> None:
    cache.set(f"practised:{user_id}", True, _NEW_FOR)


def _key(network_id: UUID, user_id: UUID | None) -> str:
    return f"learnt:{network_id}:{user_id}"
