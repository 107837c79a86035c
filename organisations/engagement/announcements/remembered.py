"""Who has nothing to read: on an ordinary day the home page asks the database nothing."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from ccs.tenancy.models import new_id

_FOR: Final = 24 * 60 * 60
ANNOUNCED: Final = "announced"
# A survey that waits for an answer.
ASKED: Final = "surveyed"


def has_nothing(network_id: UUID, user_id: UUID | None, what: str = ANNOUNCED) -> bool:
    """Since the last time something was announced, changed or ended here."""
    stamp = cache.get(_of_network(network_id, what))
    return stamp is not None and cache.get(_of_person(network_id, user_id, what)) == stamp


def stamp_of(network_id: UUID, what: str = ANNOUNCED) -> str:
    """To be taken before one looks: what is announced meanwhile makes it an old one."""
    key = _of_network(network_id, what)
    stamp = cache.get(key)
    if stamp is None:
        stamp = str(new_id())
        cache.set(key, stamp, _FOR)
    return str(stamp)


def remember_nothing(
    network_id: UUID, user_id: UUID | None, *, stamp: str, what: str = ANNOUNCED
) -> None:
    cache.set(_of_person(network_id, user_id, what), stamp, _FOR)


def forget(network_id: UUID, what: str = ANNOUNCED) -> None:
    """Something was announced: everybody is asked again, once it is there to be seen."""
    transaction.on_commit(partial(cache.delete, _of_network(network_id, what)), robust=True)


def _of_network(network_id: UUID, what: str) -> str:
    return f"{what}:{network_id}"


def _of_person(network_id: UUID, user_id: UUID | None, what: str) -> str:
    return f"{what}:{network_id}:{user_id}"
