"""What changes a service's capacity: people, sendings, and time itself."""

from organisations.capacity.actions.places import (
    ServiceFull,
    ServicePaused,
    give_back_place,
    take_places,
)
from organisations.capacity.actions.setting import (
    confirm_capacity,
    lock_capacity,
    open_first,
    set_capacity,
    start_capacity,
)
from organisations.capacity.actions.unmet import record_unmet
from organisations.capacity.actions.watching import unwatch_opening, watch_opening

__all__ = [
    "ServiceFull",
    "ServicePaused",
    "confirm_capacity",
    "give_back_place",
    "lock_capacity",
    "open_first",
    "record_unmet",
    "set_capacity",
    "start_capacity",
    "take_places",
    "unwatch_opening",
    "watch_opening",
]
