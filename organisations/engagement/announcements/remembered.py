"""Who has nothing to read: on an ordinary day the home page asks the database nothing."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from ccs.tenancy.models import new_id

_FOR: Final = 24 * 60 * 60


def has_nothing(network_id: UUID, user_id: UUID | None) -> bool:
    """Since the last time something was announced, changed or ended here."""
    stamp = cache.get(_of_network(network_id))
    return stamp is not None and cache.get(_of_person(network_id, user_id)) == stamp


def stamp_of(network_id: UUID) -> str:
    """To be taken before one looks: what is announced meanwhile makes it an old one."""
    key = _of_network(network_id)
    stamp = cache.get(key)
    if stamp is None:
        stamp = str(new_id())
        cache.set(key, stamp, _FOR)
    return str(stamp)


def remember_nothing(network_id: UUID, user_id: UUID | None, *, stamp: str) -> None:
    cache.set(_of_person(network_id, user_id), stamp, _FOR)


def forget(network_id: UUID) -> None:
    """Something was announced: everybody is asked again, once it is there to be seen."""
    transaction.on_commit(partial(cache.delete, _of_network(network_id)), robust=True)


def _of_network(network_id: UUID) -> str:
    return f"announced:{network_id}"


def _of_person(network_id: UUID, user_id: UUID | None) -> str:
    return f"announced:{network_id}:{user_id}"
